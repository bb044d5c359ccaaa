"""Work that is done once a window: the server's only background work.

Never one job an item, since a job's row keeps a time: a window's job handles all that is due.
Idempotent: a job that died half-way is run again for the same window.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mimi.kit.db import Connection

if TYPE_CHECKING:
    from mimi.kit.kit import Kit


def window(now: int, length: int) -> int:
    """The window that `now` is in, named by its first second."""
    return now - now % length


def next_window(now: int, length: int) -> int:
    """The first window that begins at `now` or later."""
    return window(now + length - 1, length)


Errand = Callable[["Kit"], Awaitable[None]]  # what a room does beside the windows, now and then


@dataclass(frozen=True)
class Job:
    """`run(kit, db, window)` handles, in one transaction, everything due up to and with the window.

    `length` picks its rhythm from the settings, in seconds. `after(kit, window)` follows the
    commit, for what cannot be taken back, such as destroying keys. It is called again at every
    look, also at the first one after a crash, so it covers all windows up to the one it is given.
    It waits for the jobs named in `needs` when they failed: what they left would mislead it.
    """

    name: str
    length: Callable[["Kit"], int]
    run: Callable[["Kit", Connection, int], Awaitable[None]]
    after: Callable[["Kit", int], None] | None = None
    needs: frozenset[str] = frozenset()


CLAIM = """
    INSERT INTO jobs (job, done) VALUES ($1, 0) ON CONFLICT (job) DO NOTHING
"""
LAST = """
    SELECT done FROM jobs WHERE job = $1 FOR UPDATE
"""
DONE = """
    UPDATE jobs SET done = $2 WHERE job = $1
"""


HOLD = """
    SELECT done FROM jobs WHERE job = $1 FOR KEY SHARE
"""


async def run_due(kit: "Kit", jobs: list[Job]) -> None:
    """Runs, in their order, the jobs whose present window has not been worked yet.

    One that fails holds up only those that need it, however many looks it fails: a secret's
    edition comes although the contacts cannot be cleaned. Raises ExceptionGroup at the end.
    """
    failed: list[Exception] = []
    undone: set[str] = set()
    for job in jobs:
        try:
            if not job.needs & undone:
                await _work(kit, job)
                continue
        except Exception as error:
            failed.append(error)
        undone.add(job.name)
    if failed:
        raise ExceptionGroup("jobs failed", failed)


async def _work(kit: "Kit", job: Job) -> None:
    current = window(kit.clock.now(), job.length(kit))
    async with kit.database.reading() as db:
        past = await done(db, job.name)
    if past < current:  # only then is anything written, so that idle looks leave no trace
        past = await _run(kit, job, current)
    if job.after:
        job.after(kit, past)


LOOK = """
    SELECT done FROM jobs WHERE job = $1
"""


async def done(db: Connection, name: str) -> int:
    """The last window that a job has done; 0 before its first."""
    return await db.fetchval(LOOK, name) or 0


async def _run(kit: "Kit", job: Job, current: int) -> int:
    """The last window done, which may be another worker's work."""
    async with kit.database.transaction() as db:
        past = await claim(db, job.name)
        if past >= current:
            return past
        await job.run(kit, db, current)
        await db.execute(DONE, job.name, current)
    return current


async def hold(db: Connection, name: str) -> int:
    """Keeps the job from running until this transaction ends; the last window it has done.

    Protects what is put into a window's queue from a release that would miss it and destroy
    its key at the same moment.
    """
    past = await db.fetchval(HOLD, name)
    if past is None:  # before the very first run
        await db.execute(CLAIM, name)
        past = await db.fetchval(HOLD, name)
    return past


async def claim(db: Connection, name: str) -> int:
    """The last window done, its row locked so that two workers never run one job at once; also of
    what an errand does by turns."""
    await db.execute(CLAIM, name)
    return await db.fetchval(LAST, name)
