"""Several processes of one place behind a proxy that passes connections to whoever answers."""

import asyncio
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from subprocess import DEVNULL, Popen
from typing import TypeVar

import anyio
import httpx2

from mimi.client.session import Refused
from tests.browser import environment, free_port

PATIENCE = 150  # seconds until something has to have happened, however busy the machine
SHORT = {"EDITION": 2, "COMMENTS": 1, "COUNTERS": 2, "NIGHT": 6, "EPOCH": 4}
CIRCLE = {"K": 4, "FULL": 4, "MOST": 4}
MANUAL = ("MIMI_CLOCK", "MIMI_CLOCK_START", "MIMI_SEED")
Answer = TypeVar("Answer")


@dataclass
class Node:
    """`mimi serve` as an operator starts it, with short windows and a clock that goes."""

    data: Path
    database_url: str
    windows: bool

    def __post_init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        env = environment(self.data, self.database_url, self.port)
        env |= {f"MIMI_RHYTHM__{name}": str(length) for name, length in SHORT.items()}
        env |= {f"MIMI_CIRCLE__{name}": str(size) for name, size in CIRCLE.items()}
        env["MIMI_WINDOWS"] = str(self.windows).lower()
        env = {name: value for name, value in env.items() if name not in MANUAL}
        mimi = str(Path(sys.executable).parent / "mimi")
        self.process = Popen([mimi, "serve"], env=env, stdout=DEVNULL)

    def kill(self) -> None:
        """As when the power goes."""
        self.process.kill()
        self.process.wait(20)

    async def answers(self) -> None:
        async with httpx2.AsyncClient(base_url=self.url) as http:
            await until(lambda: http.get("/v1/place"))


async def until(ask: Callable[[], Awaitable[Answer]]) -> Answer:
    """Asks again while the answer gets lost or a server breaks, as a page does."""
    with anyio.fail_after(PATIENCE):
        while True:
            try:
                return await ask()
            except httpx2.TransportError:
                await anyio.sleep(0.2)
            except Refused as refused:
                if refused.status < 500:
                    raise
                await anyio.sleep(0.2)


@asynccontextmanager
async def proxy(nodes: list[Node]) -> AsyncGenerator[str]:
    """The address of a proxy in front of them: each connection to the next one that accepts it."""
    turn = count()

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in nodes:
            node = nodes[next(turn) % len(nodes)]
            try:
                there = await asyncio.open_connection("127.0.0.1", node.port)
            except OSError:
                continue
            await asyncio.gather(_pump(reader, there[1]), _pump(there[0], writer))
            return
        writer.close()

    server = await asyncio.start_server(pass_on, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while chunk := await reader.read(65_536):
            writer.write(chunk)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()
