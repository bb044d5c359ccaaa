"""The reactions' SQL. A row says that some member liked or shared a secret, never which."""

from collections.abc import Sequence
from uuid import UUID

from mimi.kit.chunks import SIZE
from mimi.kit.db import Connection
from mimi.rooms.reactions.model import Counts, Kind, Reaction

ADD = """
    INSERT INTO reactions (circle, secret, kind, tag) VALUES ($1, $2, $3, $4)
    ON CONFLICT (circle, secret, kind, tag) DO NOTHING
"""


async def add(db: Connection, circle: UUID, secret: UUID, kind: Kind, tag: bytes) -> None:
    """Once or often is the same."""
    await db.execute(ADD, circle, secret, kind, tag)


REMOVE = """
    DELETE FROM reactions WHERE circle = $1 AND secret = $2 AND kind = $3 AND tag = $4
"""


async def remove(db: Connection, circle: UUID, secret: UUID, kind: Kind, tag: bytes) -> bool:
    """Whether there was one."""
    return await db.execute(REMOVE, circle, secret, kind, tag) != "DELETE 0"


# No key: the window's work, over what a partial index has.
OPEN = """
    SELECT circle, secret, tag FROM reactions WHERE open ORDER BY tag LIMIT $1
"""


async def open_ones(db: Connection) -> list[tuple[UUID, UUID, bytes]]:
    """The next that lie as they were written, in the order of their tags."""
    return [(row[0], row[1], row[2]) for row in await db.fetch(OPEN, SIZE)]


# The tags are the key: none is of two secrets.
TAKE = """
    DELETE FROM reactions
    WHERE open AND circle = ANY($1::uuid[]) AND secret = ANY($2::uuid[]) AND tag = ANY($3::bytea[])
    RETURNING circle, secret, kind, tag
"""


async def take(db: Connection, some: Sequence[tuple[UUID, UUID, bytes]]) -> list[Reaction]:
    """They are to be put back at once: all but those that members took back meanwhile."""
    circles, secrets, tags = zip(*some, strict=True)
    rows = await db.fetch(TAKE, list(set(circles)), list(set(secrets)), tags)
    return [Reaction(*row) for row in rows]


PUT = """
    INSERT INTO reactions (circle, secret, kind, tag, open)
    SELECT circle, secret, kind, tag, false
    FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[])
        AS taken (circle, secret, kind, tag)
"""


async def put(db: Connection, some: Sequence[Reaction]) -> None:
    """At most 1,000, in this order."""
    await db.execute(PUT, *zip(*some, strict=True))


COUNT = """
    SELECT
        circle,
        secret,
        count(*) FILTER (WHERE kind = 'like') AS likes,
        count(*) FILTER (WHERE kind = 'share') AS shares,
        count(DISTINCT tag) AS people
    FROM reactions WHERE circle = ANY($1::uuid[]) AND secret = ANY($2::uuid[])
    GROUP BY circle, secret
"""


async def count(
    db: Connection, circles: Sequence[UUID], secrets: Sequence[UUID]
) -> dict[tuple[UUID, UUID], Counts]:
    """By circle and secret; a secret without reactions is not among them."""
    rows = await db.fetch(COUNT, circles, secrets)
    return {(circle, secret): Counts(*counts) for circle, secret, *counts in rows}


# No key: the night's sweep over all circles, not an answer to a viewer.
REACTED_AFTER = """
    SELECT DISTINCT circle, secret FROM reactions
    WHERE (circle, secret) > ($1, $2) ORDER BY circle, secret LIMIT $3
"""


async def reacted_after(db: Connection, circle: UUID, secret: UUID) -> list[tuple[UUID, UUID]]:
    """The next secrets that have reactions, by circle and secret."""
    return [(row[0], row[1]) for row in await db.fetch(REACTED_AFTER, circle, secret, SIZE)]


FORGET = """
    DELETE FROM reactions WHERE circle = $1 AND secret = $2
"""


async def forget(db: Connection, places: Sequence[tuple[UUID, UUID]]) -> None:
    """All reactions to these secrets."""
    await db.executemany(FORGET, places)
