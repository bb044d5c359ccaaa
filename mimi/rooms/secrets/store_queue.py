"""The statements on the sealed queues, and those that bring secrets out and away."""

from collections.abc import Sequence
from uuid import UUID

from mimi.kit import versions
from mimi.kit.chunks import SIZE
from mimi.kit.db import Connection
from mimi.rooms.secrets.model import Options, Secret

Place = tuple[int, UUID]  # edition and item of a queue row

ENQUEUE = """
    INSERT INTO queue (edition, item, sealed) VALUES ($1, $2, $3)
    ON CONFLICT (edition, item) DO NOTHING
"""


async def enqueue(db: Connection, edition: int, item: UUID, sealed: bytes) -> None:
    await db.execute(ENQUEUE, edition, item, sealed)


TAKE_BACK = """
    DELETE FROM queue WHERE edition = $1 AND item = $2 RETURNING item
"""


async def take_back(db: Connection, edition: int, item: UUID) -> bool:
    """Whether it was there."""
    return await db.fetchval(TAKE_BACK, edition, item) is not None


DUE = """
    SELECT edition, item FROM queue WHERE edition <= $1 ORDER BY item, edition
"""


async def due(db: Connection, edition: int) -> list[Place]:
    return [(row[0], row[1]) for row in await db.fetch(DUE, edition)]


TAKE = """
    DELETE FROM queue WHERE (edition, item) IN (SELECT * FROM unnest($1::bigint[], $2::uuid[]))
    RETURNING edition, item, sealed
"""


async def take(db: Connection, items: Sequence[Place]) -> list[tuple[int, bytes]]:
    """Their editions and sealed rows, in the order of `items`."""
    rows = await db.fetch(TAKE, [edition for edition, _ in items], [item for _, item in items])
    found = {(row[0], row[1]): row[2] for row in rows}
    return [(edition, found[edition, item]) for edition, item in items]


# A second secret of the same key, should a device make one, changes nothing of the first.
INSERT = """
    INSERT INTO secrets
        (circle, secret, edition, text, look, photo, needed, likes, shares, comments, lowest, ends,
            notice)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, 0, $8, $9, $10)
    ON CONFLICT (circle, secret) DO NOTHING RETURNING true
"""


async def insert(db: Connection, secret: Secret, options: Options) -> bool:
    """Whether it is new."""
    s = secret
    values = (s.circle, s.secret, s.edition, s.text, s.look, s.photo, s.needed)
    versions.changed(db, "feed", s.edition)
    return bool(await db.fetchval(INSERT, *values, *options))


OPEN = """
    INSERT INTO editions (edition) VALUES ($1) ON CONFLICT (edition) DO NOTHING
"""


async def open_edition(db: Connection, edition: int) -> None:
    versions.changed(db, "feed", edition)
    await db.execute(OPEN, edition)


TONIGHT = """
    INSERT INTO nightly (night, item, sealed) VALUES ($1, $2, $3)
    ON CONFLICT (night, item) DO NOTHING
"""


async def tonight(db: Connection, night: int, item: UUID, sealed: bytes) -> None:
    await db.execute(TONIGHT, night, item, sealed)


TAKE_NIGHT = """
    DELETE FROM nightly WHERE night <= $1 RETURNING night, sealed
"""


async def take_night(db: Connection, night: int) -> list[tuple[int, bytes]]:
    return [(row[0], row[1]) for row in await db.fetch(TAKE_NIGHT, night)]


# No key: a removal names only the secret, and the night looks for its circle.
PLACES = """
    SELECT circle, secret FROM secrets WHERE secret = ANY($1::uuid[]) ORDER BY circle, secret
"""


async def places(db: Connection, secrets: list[UUID]) -> list[tuple[UUID, UUID]]:
    return [(row[0], row[1]) for row in await db.fetch(PLACES, secrets)]


# No key: a nightly job over all circles.
ENDED = """
    SELECT circle, secret FROM secrets WHERE ends <= $1 AND (circle, secret) > ($2, $3)
    ORDER BY circle, secret LIMIT $4
"""


async def ended(db: Connection, by: int, circle: UUID, secret: UUID) -> list[tuple[UUID, UUID]]:
    """The next ones: each time from the first would read a whole town for every 500."""
    return [(row[0], row[1]) for row in await db.fetch(ENDED, by, circle, secret, SIZE)]


UNPUBLISH = """
    DELETE FROM public_secrets WHERE circle = $1 AND secret = $2
"""


async def unpublish(db: Connection, secrets: Sequence[tuple[UUID, UUID]]) -> None:
    await db.executemany(UNPUBLISH, secrets)


DELETE = """
    DELETE FROM secrets WHERE circle = $1 AND secret = $2 RETURNING edition
"""


async def delete(db: Connection, secrets: Sequence[tuple[UUID, UUID]]) -> None:
    for row in await db.fetchmany(DELETE, secrets):
        versions.changed(db, "feed", row["edition"])
