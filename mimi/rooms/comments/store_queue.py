"""The statements on the sealed queue of comments."""

from collections.abc import Sequence
from uuid import UUID

from mimi.kit.db import Connection

Slot = tuple[int, UUID]  # window and item of a queue row

ENQUEUE = """
    INSERT INTO comment_queue (released, item, sealed) VALUES ($1, $2, $3)
    ON CONFLICT (released, item) DO NOTHING RETURNING true
"""


async def enqueue(db: Connection, slot: Slot, sealed: bytes) -> bool:
    """Whether the slot was free."""
    return bool(await db.fetchval(ENQUEUE, *slot, sealed))


LOOK = """
    SELECT sealed FROM comment_queue WHERE released = $1 AND item = $2
"""


async def look(db: Connection, slot: Slot) -> bytes | None:
    return await db.fetchval(LOOK, *slot)


TAKE_BACK = """
    DELETE FROM comment_queue WHERE released = $1 AND item = $2 RETURNING true
"""


async def take_back(db: Connection, slot: Slot) -> bool:
    """Whether it was there."""
    return bool(await db.fetchval(TAKE_BACK, *slot))


DUE = """
    SELECT released, item FROM comment_queue WHERE released <= $1 ORDER BY item, released
"""


async def due(db: Connection, window: int) -> list[Slot]:
    return [(row[0], row[1]) for row in await db.fetch(DUE, window)]


TAKE = """
    DELETE FROM comment_queue
    WHERE (released, item) IN (SELECT * FROM unnest($1::bigint[], $2::uuid[]))
    RETURNING released, item, sealed
"""


async def take(db: Connection, slots: Sequence[Slot]) -> list[tuple[int, bytes]]:
    """Their windows and sealed rows, in the order of `slots`."""
    rows = await db.fetch(TAKE, [window for window, _ in slots], [item for _, item in slots])
    found = {(row[0], row[1]): row[2] for row in rows}
    return [(window, found[window, item]) for window, item in slots]
