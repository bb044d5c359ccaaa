"""The statements by which cases end. What was decided is kept, without what it was about."""

from collections.abc import Sequence
from uuid import UUID

from mimi.kit.chunks import SIZE
from mimi.kit.db import Connection
from mimi.rooms.moderation.model import Case
from mimi.rooms.moderation.store import case_of

# No key: a nightly job over all cases. Of the last decision, unless somebody appeals against it.
FINAL = """
    SELECT c.case_id, c.circle, c.secret, c.comment, c.rule, c.waiting
    FROM cases c JOIN decisions d ON d.case_id = c.case_id
    WHERE NOT c.waiting AND d.outcome = 'removed' AND d.day <= $1 AND NOT EXISTS (
        SELECT 1 FROM decisions later WHERE later.case_id = d.case_id AND later.step > d.step
    )
    ORDER BY c.case_id
"""


async def final(db: Connection, day: int) -> list[Case]:
    """What was removed on this day or before, and stays so."""
    return [case_of(row) for row in await db.fetch(FINAL, day)]


# No key: a nightly job over all cases.
AFTER = """
    SELECT case_id, circle, secret, comment, rule, waiting FROM cases
    WHERE case_id > $1 ORDER BY case_id LIMIT $2
"""


async def after(db: Connection, case: UUID) -> list[Case]:
    return [case_of(row) for row in await db.fetch(AFTER, case, SIZE)]


FORGET = """
    WITH cases_ AS (DELETE FROM cases WHERE case_id = ANY($1::uuid[])),
        holds_ AS (DELETE FROM holds WHERE case_id = ANY($1::uuid[])),
        reports_ AS (DELETE FROM reports WHERE case_id = ANY($1::uuid[]))
    DELETE FROM appeals WHERE case_id = ANY($1::uuid[])
"""


async def forget(db: Connection, cases: Sequence[UUID]) -> None:
    await db.execute(FORGET, cases)
