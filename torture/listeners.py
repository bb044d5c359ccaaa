"""Many event streams at once, in a process of its own: `PORT`, and a line of sessions by its input.

Prints `open` once all listen, and when its input ends what became of them.
"""

import asyncio
import json
import sys
from collections import Counter
from contextlib import suppress

AT_ONCE = 50  # that begin
ENDS = b"0\r\n\r\n"  # the last chunk: the server has ended the stream, and the page opens another


class Listeners:
    def __init__(self, port: int, sessions: list[str]) -> None:
        self._port, self._sessions = port, sessions
        self._beginning = asyncio.Semaphore(AT_ONCE)
        self._open = 0
        self.all_open = asyncio.Event()
        self.said = Counter[str]()

    async def listen(self) -> None:
        listening = asyncio.gather(*map(self._one, self._sessions), return_exceptions=True)
        await self.all_open.wait()
        print("open", flush=True)
        await asyncio.to_thread(sys.stdin.read)
        self.said["open"] = self._open
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening

    async def _one(self, session: str) -> None:
        try:
            while True:
                async with self._beginning:
                    reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
                    writer.write(
                        f"GET /v1/chimes HTTP/1.1\r\nhost: mimi\r\n"
                        f"authorization: Bearer {session}\r\n\r\n".encode()
                    )
                    head = await reader.readuntil(b"\r\n\r\n")
                if b" 200 " not in head.split(b"\r\n")[0]:
                    self.said["refused"] += 1
                    return
                self._opened(1)
                try:
                    await self._hear(reader)
                finally:
                    self._opened(-1)
                    writer.close()
        except (OSError, asyncio.IncompleteReadError):
            self.said["cut"] += 1

    def _opened(self, change: int) -> None:
        self._open += change
        if self._open == len(self._sessions):
            self.all_open.set()

    async def _hear(self, reader: asyncio.StreamReader) -> None:
        """Until it ends."""
        part = b""
        while not part.endswith(ENDS):
            part = await reader.read(65_536)
            if not part:
                self.said["cut"] += 1
                return
            self.said["events"] += part.count(b"event:")


async def main(port: int) -> None:
    listeners = Listeners(port, sys.stdin.readline().split())
    await listeners.listen()
    print(json.dumps(listeners.said))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
