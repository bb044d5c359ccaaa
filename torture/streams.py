"""Ten thousand pages are open and listen while members read and write."""

import asyncio
import json
import sys
from asyncio import subprocess
from collections import Counter
from collections.abc import Sequence

import httpx2
import psutil

from bench.load import open_loop
from mimi.client import Device
from mimi.kit.chimes import MOST, MOST_OF_ONE
from mimi.town.numbers import number
from torture.kills import living
from torture.members import MEMBERS, Members
from torture.place import CODE, Process, place
from torture.result import Result

RATE = 200  # pages a second, of both servers together
GROWN = 10.0  # percent that a server may have grown by the end
SLOW = {
    **{"RHYTHM__EDITION": "60", "RHYTHM__COMMENTS": "30", "RHYTHM__COUNTERS": "60"},
    **{"RHYTHM__NIGHT": "600", "CAPS__CODES_PER_ADDRESS": "10000"},
}  # a chime every half minute, not every second


async def streams(seconds: float) -> list[Result]:
    """A server and a worker answer, each with as many streams as it takes."""
    with place(settings=SLOW) as where:
        servers = [one for one in (where.server, where.worker) if one]
        async with httpx2.AsyncClient(base_url=where.server.url, timeout=60) as http:
            members = Members(http, "streams")
            await members.settle()
            sessions = await _newcomers(http, MOST // MOST_OF_ONE)
            heard = [await _listening(one, sessions) for one in servers]
            before = _megabytes(servers)
            async with living(members):
                slowest = await _pages(servers, sessions, seconds)
            after = _megabytes(servers)
            said = Counter[str]()
            for one in heard:
                said.update(json.loads((await one.communicate(b""))[0]))
    grown = max(100 * (late / early - 1) for early, late in zip(before, after, strict=True))
    refused, cut = said["refused"], said["cut"]
    return [
        Result("streams open, to the end", said["open"], None),
        Result("streams refused or cut", refused + cut, 0),
        Result("chimes heard", said["events"], None),
        Result("pages a second meanwhile", RATE, None),
        Result("servers of which a page failed", sum(one is None for one in slowest), 0),
        Result("99th percentile of the pages", max(one or 0 for one in slowest) / 1000, None, "s"),
        Result("writes meanwhile", members.promised.writes, None),
        Result("a server's memory with its streams", max(before), None, "MB"),
        Result("grown by the end", grown, GROWN, "%"),
    ]


async def _newcomers(http: httpx2.AsyncClient, count: int) -> list[str]:
    """Sessions of people without friends, who read what is public."""
    sessions = list[str]()
    for index in range(MEMBERS, MEMBERS + count):
        device = Device(http)
        await device.sign_in(number(index), CODE)
        sessions.append(device.session or "")
    return sessions


async def _listening(server: Process, sessions: Sequence[str]) -> subprocess.Process:
    """Once all of them do, until its input is closed."""
    listening = await subprocess.create_subprocess_exec(
        *(sys.executable, "-m", "torture.listeners", str(server.port)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert listening.stdin
    assert listening.stdout
    listening.stdin.write(" ".join([*sessions] * MOST_OF_ONE).encode() + b"\n")
    assert await listening.stdout.readline() == b"open\n"
    return listening


async def _pages(
    servers: Sequence[Process], sessions: list[str], seconds: float
) -> list[float | None]:
    """Milliseconds of the slowest in a hundred, for each server; None where one failed."""

    async def of(server: Process) -> float | None:
        try:
            return await open_loop(
                f"{server.url}/v1/feed", sessions, RATE / len(servers), int(seconds)
            )
        except (RuntimeError, OSError, asyncio.IncompleteReadError) as error:
            print(f"a page failed: {error!r}", file=sys.stderr, flush=True)
            return None

    return await asyncio.gather(*map(of, servers))


def _megabytes(servers: Sequence[Process]) -> list[float]:
    return [psutil.Process(one.running.pid).memory_info().rss / 1e6 for one in servers]
