"""What jurors need of cases, which never leaves the server."""

from collections.abc import Sequence
from uuid import UUID

from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.rooms.moderation import cases, store_log, store_queue
from mimi.rooms.moderation.log import month_of


async def circles_of(db: Connection, of: Sequence[UUID]) -> dict[UUID, UUID]:
    """The circle of each case: so that nobody is asked about those they are near to."""
    return await store_queue.circles(db, of)


async def is_stopped(db: Connection, case: UUID) -> bool:
    """Whether it waits for a decision and climbs no further, but is shown, and nobody appealed:
    about an appeal moderators decide, however old a juror's task is. Raises NotFound."""
    found, one = await cases.find(db, case), await store_queue.one(db, case)
    return found.waiting and one is not None and one.hold == "stays" and one.appeal is None


async def count_control(kit: Kit, db: Connection, *, breaks: bool, right: bool) -> None:
    """For the monthly figures of everybody: of no juror, no task and no day."""
    await store_log.count_control(db, month_of(kit.day()), breaks, int(right))
