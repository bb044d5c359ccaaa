"""The circles room's SQL: the pool, circles and their members."""

from collections.abc import Sequence
from uuid import UUID

from mimi.kit.columns import Column, Numbering, Rows
from mimi.kit.db import TOWN, Connection

# the pool ---------------------------------------------------------------------------------

# No key: circles are formed of all who wait, once an epoch.
POOL = """
    SELECT account, since FROM pool ORDER BY account
"""


async def pool(db: Connection) -> dict[UUID, int]:
    """Who waits or is leaving → the epoch from which on they may be placed. For the job."""
    return {row["account"]: row["since"] for row in await db.fetch(POOL)}


WAITS = """
    SELECT 1 FROM pool WHERE account = $1
"""


async def waits(db: Connection, account: UUID) -> bool:
    return await db.fetchval(WAITS, account) is not None


ENTER_POOL = """
    INSERT INTO pool (account, since)
    SELECT account, $2 FROM unnest($1::uuid[]) AS account
    ON CONFLICT (account) DO NOTHING
"""


async def enter_pool(db: Connection, accounts: Sequence[UUID], since: int) -> None:
    await db.execute(ENTER_POOL, accounts, since)


LEAVE_POOL = """
    DELETE FROM pool WHERE account = ANY($1::uuid[])
"""


async def leave_pool(db: Connection, accounts: Sequence[UUID]) -> None:
    await db.execute(LEAVE_POOL, accounts)


# circles and members ----------------------------------------------------------------------

# No key: the jobs go over all circles.
CIRCLES = """
    SELECT circle FROM circles ORDER BY circle
"""


async def circles(db: Connection) -> list[UUID]:
    return [row["circle"] for row in await db.fetch(CIRCLES)]


OPEN_CIRCLES = """
    INSERT INTO circles (circle, opened) SELECT circle, $2 FROM unnest($1::uuid[]) AS circle
"""


async def open_circles(db: Connection, circles: Sequence[UUID], epoch: int) -> None:
    """At most 500."""
    await db.execute(OPEN_CIRCLES, circles, epoch)


LOCK_CIRCLE = """
    SELECT 1 FROM circles WHERE circle = $1 FOR UPDATE
"""


async def lock_circle(db: Connection, circle: UUID) -> None:
    """Of two members who fetch the batch that makes it K, one must see the other's."""
    await db.execute(LOCK_CIRCLE, circle)


# No key: circles are formed over everybody, once an epoch.
ALL_MEMBERS = """
    SELECT circle, account, joined FROM members ORDER BY circle, account
"""


async def all_members(
    db: Connection, circles: Numbering, everybody: Numbering
) -> tuple[Column, Column, Column]:
    """Circle, account, the epoch of joining; in order. For the job."""
    rows = Rows(circles, everybody, "bigint")
    await db.copy_from_query(ALL_MEMBERS, output=rows.take, format="binary", timeout=TOWN)
    circle, account, joined = rows.columns()
    return circle, account, joined


MEMBERS_OF = """
    SELECT account FROM members WHERE circle = $1
"""


async def members_of(db: Connection, circle: UUID) -> set[UUID]:
    return {row["account"] for row in await db.fetch(MEMBERS_OF, circle)}


# No key: which circle it is, is the question; by the index of accounts.
CIRCLE_OF = """
    SELECT circle FROM members WHERE account = $1
"""


async def circle_of(db: Connection, account: UUID) -> UUID | None:
    """By its index, not by its key: a member's one circle."""
    return await db.fetchval(CIRCLE_OF, account)


# No key: which circle it is, is the question; by the index of accounts.
MEMBERSHIP = """
    SELECT circle, joined FROM members WHERE account = $1
"""


async def membership(db: Connection, account: UUID) -> tuple[UUID, int] | None:
    """A member's one circle, and the epoch of joining it."""
    row = await db.fetchrow(MEMBERSHIP, account)
    return (row["circle"], row["joined"]) if row else None


JOIN = """
    INSERT INTO members (circle, account, joined)
    SELECT circle, account, $3 FROM unnest($1::uuid[], $2::uuid[]) AS seat (circle, account)
"""


async def join(
    db: Connection, circles: Sequence[UUID], accounts: Sequence[UUID], epoch: int
) -> None:
    """One into each, at most 500."""
    await db.execute(JOIN, circles, accounts, epoch)


# No key: by the index of accounts, once an epoch.
LEAVE = """
    DELETE FROM members WHERE account = ANY($1::uuid[])
"""


async def leave(db: Connection, accounts: Sequence[UUID]) -> None:
    await db.execute(LEAVE, accounts)
