"""The disk is slow: what members do takes longer, and nothing is refused or lost."""

import asyncio
import shutil
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager

import httpx2

from torture.kills import BOUND, all_out, living, until_calm, works
from torture.members import Members, asked
from torture.place import PATIENCE, Place, place
from torture.result import Result

SLOW = 30  # seconds
SYNC, ACCESS = 0.5, 0.02  # seconds that a sync, and a read or a write, take longer
SYNCS = "fsync,fdatasync,sync_file_range"
ACCESSES = "pread64,preadv,pwrite64,pwritev"
PAGE = 2.0  # seconds within which a page has to come; it waits for no sync


async def disk_slow() -> list[Result]:
    """None without strace (`apt install strace`), which makes PostgreSQL wait."""
    if not shutil.which("strace"):
        return []
    with place() as where:
        async with httpx2.AsyncClient(base_url=where.server.url, timeout=60) as http:
            members = Members(http, "slow")
            await members.settle()
            async with living(members):
                await asyncio.sleep(1)
                before = members.promised.writes
                with _slowed(where):
                    slowest, refused = await _pages(members)
                    taken = members.promised.writes - before
                back = await until_calm(lambda: works(members.devices[0]), time.monotonic())
            await all_out(where, members)
            missing = await members.promised.missing(where)
            surplus = await members.promised.surplus(where)
    return [
        Result("disk slow: writes acknowledged meanwhile", taken, None),
        Result("disk slow: slowest page", slowest, PAGE, "s"),
        Result("disk slow: pages refused", refused, 0),
        Result("disk quick again: back, without a restart", back, BOUND, "s"),
        Result("disk slow: acknowledged writes lost", len(missing), 0),
        Result("disk slow: written twice or never sent", len(surplus), 0),
    ]


async def _pages(members: Members) -> tuple[float, int]:
    """The slowest meanwhile, and how many did not come."""
    begins, slowest, refused = time.monotonic(), 0.0, 0
    while time.monotonic() - begins < SLOW:
        taken, status = await asked(members.devices[0], "/v1/feed")
        slowest, refused = max(slowest, taken), refused + (status != 200)
        await asyncio.sleep(0.1)
    return slowest, refused


@contextmanager
def _slowed(where: Place) -> Generator[None]:
    """All of PostgreSQL, and what it starts meanwhile."""
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={SYNCS},{ACCESSES}"]
    for calls, seconds in ((SYNCS, SYNC), (ACCESSES, ACCESS)):
        command += ["-e", f"inject={calls}:delay_exit={round(seconds * 1_000_000)}"]
    for process in where.postgres():
        command += ["-p", str(process.pid)]
    tracing = subprocess.Popen(command)
    try:
        yield
        if tracing.poll() is not None:
            raise RuntimeError("strace may not slow PostgreSQL here")
    finally:
        tracing.terminate()
        tracing.wait(PATIENCE)
