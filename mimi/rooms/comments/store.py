"""The comments room's SQL."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from mimi.kit.chunks import SIZE
from mimi.kit.db import Connection
from mimi.rooms.comments.model import PAGE, Comment, Position

Place = tuple[UUID, UUID]  # circle and secret

# In the order of the windows, and within one in that of ids, which are hashes of chance.
THREAD = """
    SELECT comment, mask, text, by_author, reply_to, released FROM comments
    WHERE circle = $1 AND secret = $2 AND (released, comment) > ($3, $4) AND NOT hidden
        AND ($5 OR NOT held)
    ORDER BY released, comment LIMIT $6
"""


async def thread(
    db: Connection, circle: UUID, secret: UUID, after: Position, near: bool
) -> list[tuple[int, Comment]]:
    """A page, each with the window it came out in; what is held only for the near."""
    rows = await db.fetch(THREAD, circle, secret, *after, near, PAGE)
    return [(released, Comment(*row)) for *row, released in rows]


EXISTS = """
    SELECT circle FROM comments
    WHERE circle = ANY($1::uuid[]) AND secret = $2 AND comment = $3 ORDER BY circle LIMIT 1
"""


async def circle_of(
    db: Connection, circles: Sequence[UUID], secret: UUID, comment: UUID
) -> UUID | None:
    """In which of these circles the comment is out."""
    return await db.fetchval(EXISTS, circles, secret, comment)


class Released(NamedTuple):
    """When a comment came out, and whether with the author's badge."""

    released: int
    by_author: bool


RELEASED = """
    SELECT released, by_author FROM comments
    WHERE circle = $1 AND secret = $2 AND comment = $3 AND NOT hidden
"""


async def released(db: Connection, circle: UUID, secret: UUID, comment: UUID) -> Released | None:
    """None when it is not out, or hidden."""
    row = await db.fetchrow(RELEASED, circle, secret, comment)
    return Released(*row) if row else None


INSERT = """
    INSERT INTO comments
        (circle, secret, comment, released, mask, text, by_author, reply_to, notice)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (circle, secret, comment) DO NOTHING RETURNING true
"""


async def insert(
    db: Connection, place: Place, released: int, comment: Comment, notice: bytes
) -> bool:
    """Whether it is new."""
    one = comment
    values = (one.comment, released, one.mask, one.text, one.by_author, one.reply_to, notice)
    return bool(await db.fetchval(INSERT, *place, *values))


DELETE = """
    DELETE FROM comments WHERE circle = $1 AND secret = $2 AND comment = $3
"""


async def delete(db: Connection, comments: Sequence[tuple[UUID, UUID, UUID]]) -> None:
    await db.executemany(DELETE, comments)


COUNT = """
    SELECT circle, secret, count(*) FROM comments
    WHERE circle = ANY($1::uuid[]) AND secret = ANY($2::uuid[]) AND NOT hidden
    GROUP BY circle, secret
"""


async def count(
    db: Connection, circles: Sequence[UUID], secrets: Sequence[UUID]
) -> dict[Place, int]:
    rows = await db.fetch(COUNT, circles, secrets)
    return {(circle, secret): number for circle, secret, number in rows}


# No key: all circles', for the job that forgets the comments on secrets that are gone.
COMMENTED = """
    SELECT DISTINCT circle, secret FROM comments
    WHERE (circle, secret) > ($1, $2) ORDER BY circle, secret LIMIT $3
"""


async def commented_after(db: Connection, circle: UUID, secret: UUID) -> list[Place]:
    return [(row[0], row[1]) for row in await db.fetch(COMMENTED, circle, secret, SIZE)]


FORGET = """
    DELETE FROM comments WHERE circle = $1 AND secret = $2
"""


async def forget(db: Connection, places: Sequence[Place]) -> None:
    await db.executemany(FORGET, places)
