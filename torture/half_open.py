"""Connections that send half a request and sleep, and one member who asks without end."""

import asyncio
import json
import sys
import time
from collections import Counter
from contextlib import suppress

import httpx2

from torture.greedy import AT_ONCE
from torture.members import Members
from torture.place import Place, place
from torture.result import Result

SLEEPERS = 300  # of each kind
CLOSED = 45.0  # seconds after which nobody may hold a connection with half a request
OTHERS = 1.0  # seconds: the slowest answer that others may get meanwhile
HEAD = b"POST /v1/codes HTTP/1.1\r\nhost: mimi\r\n"
BODY = HEAD + b"content-type: application/json\r\ncontent-length: 1000\r\n\r\n{"
NEVER = 99.0  # seconds: there was no answer, or a refusal


async def half_open() -> list[Result]:
    with place(worker=False) as where:
        async with httpx2.AsyncClient(base_url=where.server.url, timeout=60) as http:
            members = Members(http, "sleepers")
            await members.settle()
            slow = await _sleepers(where, members)
            return [*slow, *await _greedy(where, members)]


async def _sleepers(where: Place, members: Members) -> list[Result]:
    begins = time.monotonic()
    held = [await _half(where, HEAD if one % 2 else BODY) for one in range(2 * SLEEPERS)]
    closing = asyncio.gather(*(_until_closed(reader) for reader, _ in held))
    slowest = await _slowest(where, members, 5)
    with suppress(TimeoutError):
        await asyncio.wait_for(asyncio.shield(closing), CLOSED + 15)
    seconds = time.monotonic() - begins if closing.done() else CLOSED + 15
    for _, writer in held:
        writer.close()
    closing.cancel()
    return [
        Result("connections with half a request", len(held), None),
        Result("slowest answer to others meanwhile", slowest, OTHERS, "s"),
        Result("until all of them are closed", seconds, CLOSED, "s"),
    ]


async def _half(where: Place, sent: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", where.server.port)
    writer.write(sent)
    await writer.drain()
    return reader, writer


async def _until_closed(reader: asyncio.StreamReader) -> None:
    with suppress(OSError):
        while await reader.read(65_536):
            pass


async def _slowest(where: Place, members: Members, seconds: float) -> float:
    """Of the pages that another member turns meanwhile, each on a connection of its own."""
    session = {"authorization": f"Bearer {members.devices[1].session}"}
    fresh = httpx2.Limits(max_keepalive_connections=0)
    slowest, ends = 0.0, time.monotonic() + seconds
    async with httpx2.AsyncClient(base_url=where.server.url, timeout=30, limits=fresh) as http:
        while time.monotonic() < ends:
            begins = time.monotonic()
            try:
                (await http.get("/v1/feed", headers=session)).raise_for_status()
                slowest = max(slowest, time.monotonic() - begins)
            except httpx2.HTTPError:
                return NEVER
            await asyncio.sleep(0.02)
    return slowest


async def _greedy(where: Place, members: Members) -> list[Result]:
    """One session asks as fast as it can; the others go on reading."""
    whose, seconds = members.devices[0].session or "", 6
    asking = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "torture.greedy", where.server.url, whose, str(seconds)),
        stdout=asyncio.subprocess.PIPE,
    )
    await asyncio.sleep(1)
    slowest = await _slowest(where, members, seconds - 2)
    out, _ = await asking.communicate()
    said = Counter[str](json.loads(out))
    other = said.total() - said["200"] - said["503"]
    return [
        Result("one session, requests at once", AT_ONCE, None),
        Result("of its requests sent away politely", said["503"], None),
        Result("of its requests answered", said["200"], None),
        Result("answers of another kind, or without Retry-After", other, 0),
        Result("slowest answer to others meanwhile (greedy)", slowest, OTHERS, "s"),
    ]
