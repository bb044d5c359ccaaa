"""Who listens to one process, and what all of them are told at once."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Iterable
from random import Random
from uuid import UUID

from mimi.kit.chunks import chunks
from mimi.kit.errors import Problem

MOST = 5_000  # streams a process; each holds a socket and some kilobytes
MOST_OF_ONE = 6  # of an account: its devices, with a page or two open
LINES = 40  # after which at most a stream ends and the page opens another: an end is noticed
AT_ONCE = 50  # who are told before others are served
BEAT = 25  # seconds; proxies close what is silent for a minute
HELLO = b"retry: 20000\n\n"
STILL_HERE = b":\n\n"
END = b""
BEHIND = 8  # lines that a slow listener may have before it


class Chimes:
    """`past` is what was said last, for whoever says it."""

    def __init__(self) -> None:
        self._listeners: dict[asyncio.Queue[bytes], UUID] = {}
        self.past: dict[str, int] = {}
        self._ended = False

    @property
    def count(self) -> int:
        return len(self._listeners)

    @property
    def heard(self) -> bool:
        return bool(self._listeners)

    def refuse_full(self, account: UUID) -> None:
        """Problems: too-many, of one account; busy."""
        if Counter(self._listeners.values())[account] >= MOST_OF_ONE:
            raise Problem(429, "too-many", "This account listens already.", retry_after=60)
        if self._ended or len(self._listeners) >= MOST:
            raise Problem(503, "busy", "Too many listen.", retry_after=60)

    async def listen(self, account: UUID, lines: int = LINES) -> AsyncGenerator[bytes]:
        """What is said from now on, and now and then that we are still here."""
        mine = asyncio.Queue[bytes](BEHIND)
        self._listeners[mine] = account
        try:
            yield HELLO
            for _ in range(lines):
                line = END if self._ended else await _next(mine)
                if not line:
                    return
                yield line
        finally:
            del self._listeners[mine]

    async def say(self, line: bytes, chance: Random) -> None:
        """To all, some at a time, for others are served between. Who is far behind misses it, and
        looks by the clock. In no order, or who has two streams could tell how many began between.
        """
        for told in chunks(chance.sample([*self._listeners], len(self._listeners)), AT_ONCE):
            self._put(told, line)
            await asyncio.sleep(0)

    def end(self) -> None:
        """The server stops: nobody holds it up, and nobody begins. Who was let in a moment ago and
        does not listen yet, or is too far behind to be told, finds it ended."""
        self._ended = True
        self._put(self._listeners, END)

    def _put(self, told: Iterable[asyncio.Queue[bytes]], line: bytes) -> None:
        for queue in told:
            if not queue.full():
                queue.put_nowait(line)


async def _next(queue: asyncio.Queue[bytes]) -> bytes:
    try:
        async with asyncio.timeout(BEAT):
            return await queue.get()
    except TimeoutError:
        return STILL_HERE
