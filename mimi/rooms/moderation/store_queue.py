"""What moderators look at."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from mimi.kit.db import Connection
from mimi.rooms.moderation.model import Item
from mimi.rooms.moderation.policy import Reason, Strength


class Waiting(NamedTuple):
    case: UUID
    item: Item
    rule: Reason
    hold: Strength | None
    appeal: str | None
    removed_by: str | None


# No key: moderators look over all circles, and are not told which.
QUEUE = """
    SELECT c.case_id, c.circle, c.secret, c.comment, c.rule, h.strength, a.text,
        (SELECT d.moderator FROM decisions d WHERE d.case_id = c.case_id
            ORDER BY d.step DESC LIMIT 1)
    FROM cases c
    LEFT JOIN holds h ON h.case_id = c.case_id
    LEFT JOIN appeals a ON a.case_id = c.case_id
    WHERE c.waiting ORDER BY c.risk DESC, c.case_id LIMIT $1
"""


async def queue(db: Connection, most: int) -> list[Waiting]:
    """The gravest first, and among equals in nobody's order."""
    return [Waiting(row[0], Item(*row[1:4]), *row[4:]) for row in await db.fetch(QUEUE, most)]


ONE = """
    SELECT c.case_id, c.circle, c.secret, c.comment, c.rule, h.strength, a.text,
        (SELECT d.moderator FROM decisions d WHERE d.case_id = c.case_id
            ORDER BY d.step DESC LIMIT 1)
    FROM cases c
    LEFT JOIN holds h ON h.case_id = c.case_id
    LEFT JOIN appeals a ON a.case_id = c.case_id
    WHERE c.case_id = $1
"""


async def one(db: Connection, case: UUID) -> Waiting | None:
    """A case, whether it waits or not."""
    row = await db.fetchrow(ONE, case)
    return Waiting(row[0], Item(*row[1:4]), *row[4:]) if row else None


CIRCLES = """
    SELECT case_id, circle FROM cases WHERE case_id = ANY($1::uuid[])
"""


async def circles(db: Connection, cases: Sequence[UUID]) -> dict[UUID, UUID]:
    return {row[0]: row[1] for row in await db.fetch(CIRCLES, cases)}
