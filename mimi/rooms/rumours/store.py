"""The rumours' SQL. Of the words nothing is kept but keyed hashes."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from mimi.kit.db import Connection
from mimi.rooms.rumours.model import Rumour

PUT = """
    INSERT INTO rumours (rumour, state, note, source, signature) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (rumour) DO UPDATE SET state = $2, note = $3, source = $4
"""


async def put(db: Connection, rumour: Rumour) -> None:
    await db.execute(PUT, *rumour)


BLOCK = """
    INSERT INTO rumours (rumour, state, note, source, signature) VALUES ($1, 'removed', '', '', $2)
    ON CONFLICT (rumour) DO UPDATE SET state = 'removed'
"""


async def block(db: Connection, rumour: UUID, signature: bytes) -> None:
    """What was noted to it stays."""
    await db.execute(BLOCK, rumour, signature)


PUT_BAND = """
    INSERT INTO rumour_bands (band, rumour) VALUES ($1, $2) ON CONFLICT (band, rumour) DO NOTHING
"""


async def put_bands(db: Connection, rumour: UUID, bands: Sequence[bytes]) -> None:
    await db.executemany(PUT_BAND, [(band, rumour) for band in bands])


HOLDERS = """
    SELECT band, rumour FROM rumour_bands WHERE band = ANY($1::bytea[])
"""


async def holders(db: Connection, bands: Collection[bytes]) -> dict[bytes, set[UUID]]:
    """Of those bands that a rumour has: which ones have it."""
    found = defaultdict[bytes, set[UUID]](set)
    for band, rumour in await db.fetch(HOLDERS, list(bands)):
        found[band].add(rumour)
    return found


FIND = """
    SELECT rumour, state, note, source, signature FROM rumours WHERE rumour = ANY($1::uuid[])
"""


async def find(db: Connection, rumours: Collection[UUID]) -> list[Rumour]:
    return [Rumour(*row) for row in await db.fetch(FIND, list(rumours))]


NOTE_AGAIN = """
    UPDATE rumours SET state = 'noted' WHERE rumour = $1 AND state = 'removed' AND note <> ''
"""


async def note_again(db: Connection, rumour: UUID) -> None:
    """A note on it stays, although it is hidden no more."""
    await db.execute(NOTE_AGAIN, rumour)


UNBLOCK = """
    DELETE FROM rumours WHERE rumour = $1 AND state = 'removed'
"""


async def unblock(db: Connection, rumour: UUID) -> bool:
    """Whether it was one that hides what is like it."""
    return await db.execute(UNBLOCK, rumour) != "DELETE 0"


# No key: by the rumour, when it is let go.
REMOVE_BANDS = """
    DELETE FROM rumour_bands WHERE rumour = $1
"""


async def remove_bands(db: Connection, rumour: UUID) -> None:
    await db.execute(REMOVE_BANDS, rumour)
