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


@dataclass(frozen=True)
class Job:
    """`run(kit, db, window)` handles, in one transaction, everything due up to and with the window.

    `length` picks its rhythm from the settings, in seconds. `after(kit, window)` follows the
    commit, for what cannot be taken back, such as destroying keys; a crash may leave it to the
    next window, so it covers all windows up to its own.
    """

    name: str
    length: Callable[["Kit"], int]
    run: Callable[["Kit", Connection, int], Awaitable[None]]
    after: Callable[["Kit", int], None] | None = None


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
    """Runs, in their order, the jobs whose present window has not been worked yet."""
    for job in jobs:
        current = window(kit.clock.now(), job.length(kit))
        if await _run(kit, job, current) and job.after:
            job.after(kit, current)


async def _run(kit: "Kit", job: Job, current: int) -> bool:
    async with kit.database.transaction() as db:
        if await _claim(db, job.name) >= current:
            return False
        await job.run(kit, db, current)
        await db.execute(DONE, job.name, current)
    return True


async def hold(db: Connection, name: str) -> int:
    """Keeps the job from running until this transaction ends; the last window it has done.

    Protects what is put into a window's queue from a release that would miss it and destroy
    its key at the same moment.
    """
    done = await db.fetchval(HOLD, name)
    if done is None:  # before the very first run
        await db.execute(CLAIM, name)
        done = await db.fetchval(HOLD, name)
    return done


async def _claim(db: Connection, name: str) -> int:
    """The last window done, its row locked so that two workers never run one job at once."""
    await db.execute(CLAIM, name)
    return await db.fetchval(LAST, name)
