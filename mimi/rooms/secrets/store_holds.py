"""What moderation asks of secrets and does to them: no statement needs to know who wrote."""

from uuid import UUID

from mimi.kit.chunks import SIZE
from mimi.kit.db import Connection
from mimi.rooms.secrets.store import changed

RUNGS = """
    SELECT needed, lowest FROM secrets WHERE circle = $1 AND secret = $2 FOR UPDATE
"""


async def rungs(db: Connection, circle: UUID, secret: UUID) -> tuple[int, int] | None:
    """The rung that it is on and the lowest that it may reach; None when it is gone."""
    row = await db.fetchrow(RUNGS, circle, secret)
    return (row[0], row[1]) if row else None


SET_RUNGS = """
    UPDATE secrets SET needed = $3, lowest = $4 WHERE circle = $1 AND secret = $2
    RETURNING edition
"""


async def set_rungs(db: Connection, circle: UUID, secret: UUID, needed: int, lowest: int) -> None:
    """From this moment on, in every feed and thread and behind every link."""
    changed(db, await db.fetchval(SET_RUNGS, circle, secret, needed, lowest))


TEXT_OF = """
    SELECT text, photo FROM secrets WHERE circle = $1 AND secret = $2
"""


async def text_of(db: Connection, circle: UUID, secret: UUID) -> tuple[str, bool] | None:
    """Its words, and whether it has a photo; hidden or not."""
    row = await db.fetchrow(TEXT_OF, circle, secret)
    return (row[0], row[1]) if row else None


NOTICE_OF = """
    SELECT notice FROM secrets WHERE circle = $1 AND secret = $2
"""


async def notice_of(db: Connection, circle: UUID, secret: UUID) -> bytes:
    """The key of what is decided about it; empty when it is gone."""
    return await db.fetchval(NOTICE_OF, circle, secret) or b""


SET_CALM = """
    UPDATE secrets SET calm = true WHERE circle = $1 AND secret = $2
"""


async def set_calm(db: Connection, circle: UUID, secret: UUID) -> None:
    """Its comments wait for the hour, and give no token back."""
    await db.execute(SET_CALM, circle, secret)


SET_SAFE = """
    UPDATE secrets SET safe = true WHERE circle = $1 AND secret = $2 RETURNING edition
"""


async def set_safe(db: Connection, circle: UUID, secret: UUID) -> None:
    changed(db, await db.fetchval(SET_SAFE, circle, secret))


# No key: a job over all circles, once an edition.
CAME_OUT = """
    SELECT circle, secret, text, photo FROM secrets
    WHERE edition > $1 AND edition <= $2 AND (circle, secret) > ($3, $4)
    ORDER BY circle, secret LIMIT $5
"""


async def came_out(
    db: Connection, past: int, edition: int, circle: UUID, secret: UUID
) -> list[tuple[UUID, UUID, str, bool]]:
    """Circle, id, words and whether there is a photo, of the next secrets of the editions after
    `past`, up to and with this one."""
    rows = await db.fetch(CAME_OUT, past, edition, circle, secret, SIZE)
    return [(row[0], row[1], row[2], row[3]) for row in rows]


# No key: whoever looks for a quotation looks over all circles.
TEXTS_AFTER = """
    SELECT circle, secret, text FROM secrets
    WHERE (circle, secret) > ($1, $2) ORDER BY circle, secret LIMIT $3
"""


async def texts_after(db: Connection, circle: UUID, secret: UUID) -> list[tuple[UUID, UUID, str]]:
    """Circle, id and words of the next secrets, hidden ones too."""
    rows = await db.fetch(TEXTS_AFTER, circle, secret, SIZE)
    return [(row[0], row[1], row[2]) for row in rows]


SET_NOTE = """
    UPDATE secrets SET note = $3, source = $4 WHERE circle = $1 AND secret = $2 RETURNING edition
"""


async def set_note(db: Connection, circle: UUID, secret: UUID, note: str, source: str) -> None:
    """On every card of it from now on; an empty note takes it away."""
    changed(db, await db.fetchval(SET_NOTE, circle, secret, note, source))


SET_VEILED = """
    UPDATE secrets SET veiled = $3 WHERE circle = $1 AND secret = $2 RETURNING edition
"""


async def set_veiled(db: Connection, circle: UUID, secret: UUID, *, veiled: bool) -> None:
    """From now on, on every card of it."""
    changed(db, await db.fetchval(SET_VEILED, circle, secret, veiled))
