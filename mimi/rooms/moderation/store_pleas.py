"""The statements on authors' pleas."""

from uuid import UUID

from mimi.kit.db import Connection

PUT = """
    INSERT INTO pleas (night, item, sealed) VALUES ($1, $2, $3) ON CONFLICT (night, item) DO NOTHING
"""


async def put(db: Connection, night: int, item: UUID, sealed: bytes) -> None:
    await db.execute(PUT, night, item, sealed)


TOLD = """
    SELECT EXISTS (SELECT 1 FROM decisions WHERE case_id = $1 AND told)
"""


async def told(db: Connection, case: UUID) -> bool:
    """Whether its author has been told of a decision."""
    return await db.fetchval(TOLD, case)


TAKE = """
    WITH due AS (DELETE FROM pleas WHERE night <= $1 RETURNING night, item, sealed)
    SELECT night, sealed FROM due ORDER BY item
"""


async def take(db: Connection, night: int) -> list[tuple[int, bytes]]:
    """In the order of keyed names, so in nobody's."""
    return [(row[0], row[1]) for row in await db.fetch(TAKE, night)]


APPEAL = """
    INSERT INTO appeals (case_id, text, day) VALUES ($1, $2, $3)
    ON CONFLICT (case_id) DO NOTHING RETURNING true
"""


async def appeal(db: Connection, case: UUID, text: str, day: int) -> bool:
    """Whether it is the first of the case."""
    return bool(await db.fetchval(APPEAL, case, text, day))
