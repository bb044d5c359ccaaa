"""The database goes away, and hangs; the server stays, says so, and is back by itself."""

import asyncio
import signal
import time

import httpx2

from torture.kills import BOUND, broken, living, until_calm, works
from torture.members import Members, passed, watched
from torture.place import Place, place
from torture.result import Result

AWAY = 10  # seconds
ANSWER = 12.0  # seconds within which a request has to be answered, if only by a refusal


async def database_away() -> list[Result]:
    """PostgreSQL stands still for a while, as behind a network that is cut, and goes on."""
    with place() as where:
        async with httpx2.AsyncClient(base_url=where.server.url, timeout=60) as http:
            members = Members(http, "away")
            await members.settle()
            async with living(members):
                await asyncio.sleep(1)
                slowest, other = await _stopped(where, members)
                begins = time.monotonic()
                back = await until_calm(lambda: works(members.devices[0]), begins)
            missing, surplus = await broken(where, members)
    return [
        Result("PostgreSQL hangs: slowest answer", slowest, ANSWER, "s"),
        Result("PostgreSQL hangs: answers other than 503", other, 0),
        Result("PostgreSQL goes on: back, without a restart", back, BOUND, "s"),
        Result("PostgreSQL hung: acknowledged writes lost", missing, 0),
        Result("PostgreSQL hung: written twice", surplus, 0),
    ]


async def _stopped(where: Place, members: Members) -> tuple[float, int]:
    """The slowest answer meanwhile, and how many were no polite refusal."""
    where.signal_postgres(signal.SIGSTOP)
    try:
        return await watched(members.devices[0], "/v1/gate", passed(AWAY), good=503)
    finally:
        where.signal_postgres(signal.SIGCONT)
