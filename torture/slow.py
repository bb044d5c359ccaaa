"""The disk is slow: what members do takes longer, no page is refused and nothing is lost."""

import asyncio
import shutil
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager

import httpx2

from torture.kills import BOUND, broken, living, until_calm, works
from torture.members import Members, passed, watched
from torture.place import PATIENCE, Place, place
from torture.result import Result

SLOW = 30  # seconds
SYNC, ACCESS = 0.5, 0.02  # seconds that a sync, and a read or a write, take longer
SYNCS = "fsync,fdatasync,sync_file_range"
ACCESSES = "pread64,preadv,pwrite64,pwritev"
PAGE = 2.0  # seconds within which a page has to come; it waits for no sync


async def disk_slow() -> list[Result]:
    """None without strace (`apt install strace`), or where it may not make PostgreSQL wait."""
    if not _may_trace():
        return []
    with place() as where:
        async with httpx2.AsyncClient(base_url=where.server.url, timeout=60) as http:
            members = Members(http, "slow")
            await members.settle()
            async with living(members):
                await asyncio.sleep(1)
                before = members.promised.writes
                with _slowed(where):
                    device, half_a_minute = members.devices[0], passed(SLOW)
                    slowest, refused = await watched(device, "/v1/feed", half_a_minute)
                    taken = members.promised.writes - before
                back = await until_calm(lambda: works(members.devices[0]), time.monotonic())
            missing, surplus = await broken(where, members)
    return [
        Result("disk slow: writes acknowledged meanwhile", taken, None),
        Result("disk slow: nothing was acknowledged", not taken, 0),
        Result("disk slow: slowest page", slowest, PAGE, "s"),
        Result("disk slow: pages refused", refused, 0),
        Result("disk quick again: back, without a restart", back, BOUND, "s"),
        Result("disk slow: acknowledged writes lost", missing, 0),
        Result("disk slow: written twice or never sent", surplus, 0),
    ]


def _may_trace() -> bool:
    trace = shutil.which("strace")
    return bool(trace) and not subprocess.call([trace, "-qq", "-o", "/dev/null", "true"])


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
