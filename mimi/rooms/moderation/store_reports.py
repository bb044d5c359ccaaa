"""The statements on reports and on reporters' records. None of them names a member."""

from collections.abc import Sequence
from uuid import UUID

from mimi.kit.db import Connection
from mimi.rooms.moderation.policy import Reason, Told

ADD = """
    INSERT INTO reports (case_id, tag, reporter, reason, weight, step)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (case_id, tag) DO NOTHING RETURNING true
"""


async def add(  # noqa: PLR0913, PLR0917 one a column
    db: Connection, case: UUID, tag: bytes, reporter: bytes, told: Told, step: int
) -> bool:
    """Whether it is this member's first report of the item."""
    return bool(await db.fetchval(ADD, case, tag, reporter, *told, step))


OF = """
    SELECT reason, weight FROM reports WHERE case_id = $1 AND step >= $2 ORDER BY tag
"""


async def of(db: Connection, case: UUID, step: int) -> list[Told]:
    """Those that came after so many decisions."""
    return [Told(*row) for row in await db.fetch(OF, case, step)]


REASONS = """
    SELECT DISTINCT case_id, reason FROM reports WHERE case_id = ANY($1::uuid[])
    ORDER BY case_id, reason
"""


async def reasons(db: Connection, cases: Sequence[UUID]) -> list[tuple[UUID, Reason]]:
    """Which were given, not how often."""
    return [(row[0], row[1]) for row in await db.fetch(REASONS, cases)]


TAKE = """
    DELETE FROM reports WHERE case_id = ANY($1::uuid[]) RETURNING case_id, reporter
"""


async def take(db: Connection, cases: Sequence[UUID]) -> list[tuple[UUID, bytes]]:
    """The sealed names of the records of those who reported these."""
    return [(row[0], row[1]) for row in await db.fetch(TAKE, cases)]


LET_GO_ONCE = """
    SELECT count(*) = 1 AND coalesce(bool_and(outcome = 'kept'), false)
    FROM decisions WHERE case_id = $1
"""


async def let_go_once(db: Connection, case: UUID) -> bool:
    """Whether it was decided about once, and let go."""
    return await db.fetchval(LET_GO_ONCE, case)


RECORD = """
    SELECT confirmed, rejected FROM reporters WHERE reporter = $1
"""


async def record(db: Connection, reporter: bytes) -> tuple[int, int]:
    """How many reports were confirmed, and how many rejected."""
    row = await db.fetchrow(RECORD, reporter)
    return (row[0], row[1]) if row else (0, 0)


COUNT = """
    INSERT INTO reporters (reporter, confirmed, rejected) VALUES ($1, $2, $3)
    ON CONFLICT (reporter) DO UPDATE SET
        confirmed = reporters.confirmed + $2, rejected = reporters.rejected + $3
"""


async def count(db: Connection, records: Sequence[tuple[bytes, int, int]]) -> None:
    """Adds to the records of these reporters: confirmed, rejected."""
    await db.executemany(COUNT, records)
