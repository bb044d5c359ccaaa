"""What moderation asks of comments and does to them: no statement needs to know who wrote."""

from uuid import UUID

from mimi.kit.chunks import SIZE
from mimi.kit.db import Connection

MOST = 200  # answers around a case

Slot = tuple[int, UUID, UUID, UUID]  # window, circle, secret and comment

HOLD = """
    UPDATE comments SET hidden = $4, held = $5
    WHERE circle = $1 AND secret = $2 AND comment = $3
"""


async def hold(  # noqa: PLR0913, PLR0917 which, and how
    db: Connection, circle: UUID, secret: UUID, comment: UUID, hidden: bool, held: bool
) -> None:
    """From this moment on: gone for everybody, or shown to the near alone; neither: as it was."""
    await db.execute(HOLD, circle, secret, comment, hidden, held)


TEXT_OF = """
    SELECT text FROM comments WHERE circle = $1 AND secret = $2 AND comment = $3
"""


async def text_of(db: Connection, circle: UUID, secret: UUID, comment: UUID) -> str | None:
    """Its words, hidden or not."""
    return await db.fetchval(TEXT_OF, circle, secret, comment)


NOTICE_OF = """
    SELECT notice FROM comments WHERE circle = $1 AND secret = $2 AND comment = $3
"""


async def notice_of(db: Connection, circle: UUID, secret: UUID, comment: UUID) -> bytes:
    """The key of what is decided about it; empty when it is gone."""
    return await db.fetchval(NOTICE_OF, circle, secret, comment) or b""


COUNT_HIDDEN = """
    SELECT count(*) FROM comments WHERE circle = $1 AND secret = $2 AND hidden
"""


async def count_hidden(db: Connection, circle: UUID, secret: UUID) -> int:
    return await db.fetchval(COUNT_HIDDEN, circle, secret)


SAID = """
    SELECT text FROM comments WHERE circle = $1 AND secret = $2 ORDER BY released, comment LIMIT $3
"""


async def said(db: Connection, circle: UUID, secret: UUID) -> list[str]:
    """The answers in a thread, hidden or not."""
    return [row[0] for row in await db.fetch(SAID, circle, secret, MOST)]


# No key: a job over all circles.
CAME_OUT = """
    SELECT released, circle, secret, comment, text FROM comments
    WHERE (released, circle, secret, comment) > ($1, $2, $3, $4)
    ORDER BY released, circle, secret, comment LIMIT $5
"""


async def came_out(db: Connection, after: Slot) -> list[tuple[Slot, str]]:
    """The words of what came out next."""
    rows = await db.fetch(CAME_OUT, *after, SIZE)
    return [((row[0], row[1], row[2], row[3]), row[4]) for row in rows]


# No key: whoever looks for a quotation looks over all circles.
TEXTS_AFTER = """
    SELECT circle, secret, comment, text FROM comments
    WHERE (circle, secret, comment) > ($1, $2, $3) ORDER BY circle, secret, comment LIMIT $4
"""


async def texts_after(
    db: Connection, circle: UUID, secret: UUID, comment: UUID
) -> list[tuple[UUID, UUID, UUID, str]]:
    """Circle, secret, id and words of the next comments, hidden ones too."""
    rows = await db.fetch(TEXTS_AFTER, circle, secret, comment, SIZE)
    return [(row[0], row[1], row[2], row[3]) for row in rows]
