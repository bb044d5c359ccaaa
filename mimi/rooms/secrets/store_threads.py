"""What a secret's row keeps of the talk about it."""

from collections.abc import Sequence
from uuid import UUID

from mimi.kit.db import Connection

BADGES = """
    SELECT coalesce(max(badges), 0) FROM secrets WHERE circle = $1 AND secret = $2
"""


async def badges(db: Connection, circle: UUID, secret: UUID) -> int:
    """How many comments its author has brought out, those that are gone too; none once it is."""
    return await db.fetchval(BADGES, circle, secret)


COUNT_BADGE = """
    UPDATE secrets SET badges = badges + 1 WHERE circle = $1 AND secret = $2
"""


async def count_badge(db: Connection, circle: UUID, secret: UUID) -> None:
    await db.execute(COUNT_BADGE, circle, secret)


COUNT_SAID = """
    UPDATE secrets SET said = said + $3 WHERE circle = $1 AND secret = $2
"""


async def count_said(db: Connection, circle: UUID, secret: UUID, more: int) -> None:
    await db.execute(COUNT_SAID, circle, secret, more)


CLOSE = """
    UPDATE secrets SET closed = true WHERE circle = $1 AND secret = $2
"""


async def close(db: Connection, places: Sequence[tuple[UUID, UUID]]) -> None:
    """Nobody can say anything about these any more; closed or gone before is not an error."""
    await db.executemany(CLOSE, places)
