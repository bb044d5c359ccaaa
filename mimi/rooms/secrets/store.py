"""The statements on secrets that are out."""

from uuid import UUID

from mimi.kit import versions
from mimi.kit.chunks import SIZE
from mimi.kit.db import Connection
from mimi.rooms.secrets.model import HIDDEN, Live, Notice, Secret, Talk

NEWEST = """
    SELECT coalesce(max(edition), 0) FROM editions
"""


async def newest(db: Connection) -> int:
    return await db.fetchval(NEWEST)


# No key: the nights ask, of the whole server. `+ 0` is its index.
OLDEST = """
    SELECT min(edition + 0) FROM secrets
"""


async def oldest(db: Connection) -> int:
    """The oldest edition that anything is left of; 0 when there is nothing."""
    return await db.fetchval(OLDEST) or 0


# No key: once an edition, of the whole server.
TOLD = """
    SELECT DISTINCT edition FROM secrets WHERE edition > $1 AND edition <= $2
"""


async def told(db: Connection, after: int, until: int) -> list[int]:
    """The editions, of all circles together, that brought anything that is still there."""
    return [row[0] for row in await db.fetch(TOLD, after, until)]


FIND = """
    SELECT circle, secret, edition, text, look, photo, needed, likes, shares, comments, said,
        closed, note, source, calm, safe, veiled
    FROM secrets WHERE circle = ANY($1::uuid[]) AND secret = $2 AND edition <= $3
    ORDER BY circle
"""


async def find(db: Connection, circles: list[UUID], secret: UUID, newest: int) -> list[Secret]:
    return [Secret(*row) for row in await db.fetch(FIND, circles, secret, newest)]


PUBLIC_CIRCLE = """
    SELECT circle FROM public_secrets WHERE secret = $1
"""


async def public_circle(db: Connection, secret: UUID) -> UUID | None:
    return await db.fetchval(PUBLIC_CIRCLE, secret)


NOTICES = """
    SELECT secret, edition, likes, shares, comments, needed = 0
    FROM secrets WHERE circle = $1 AND edition BETWEEN $2 AND $3 AND needed < $4
    ORDER BY edition DESC, secret
"""


async def notices(db: Connection, circle: UUID, joined: int, newest: int) -> list[Notice]:
    """Of the editions from `joined` to `newest`, without what is hidden."""
    return [Notice(*row) for row in await db.fetch(NOTICES, circle, joined, newest, HIDDEN)]


TALKS = """
    SELECT circle, edition, secret, said FROM secrets
    WHERE circle = ANY($1::uuid[]) AND edition <= $2 AND said > 0 AND needed < $3
    ORDER BY circle, edition, secret
"""


async def talks(db: Connection, circles: list[UUID], newest: int) -> list[tuple[UUID, int, Talk]]:
    """Circle, edition and thread of those that somebody has spoken in."""
    rows = await db.fetch(TALKS, circles, newest, HIDDEN)
    return [(circle, edition, Talk(*talk)) for circle, edition, *talk in rows]


# No key: a job over all circles, not an answer to a viewer.
LIVE = """
    SELECT circle, secret, edition, needed, lowest, likes, shares, comments FROM secrets
    WHERE (circle, secret) > ($1, $2) ORDER BY circle, secret LIMIT $3
"""


async def live_after(db: Connection, circle: UUID, secret: UUID) -> list[Live]:
    return [Live(*row) for row in await db.fetch(LIVE, circle, secret, SIZE)]


PRESENT = """
    SELECT circle, secret FROM secrets WHERE circle = ANY($1::uuid[]) AND secret = ANY($2::uuid[])
"""


async def present(
    db: Connection, circles: list[UUID], secrets: list[UUID]
) -> set[tuple[UUID, UUID]]:
    return {(row[0], row[1]) for row in await db.fetch(PRESENT, circles, secrets)}


SET_REACH = """
    UPDATE secrets SET likes = $3, shares = $4, needed = greatest(lowest, least(needed, $5))
    WHERE circle = $1 AND secret = $2 RETURNING needed, edition
"""


async def set_reach(  # noqa: PLR0913, PLR0917 one a column
    db: Connection, circle: UUID, secret: UUID, likes: int, shares: int, needed: int
) -> int | None:
    """The rung it is on now: none that its author did not allow; None when it is gone."""
    row = await db.fetchrow(SET_REACH, circle, secret, likes, shares, needed)
    if row is None:
        return None
    versions.changed(db, "feed", row["edition"])
    return row["needed"]


PUBLISH = """
    INSERT INTO public_secrets (secret, circle) VALUES ($1, $2) ON CONFLICT (secret) DO NOTHING
"""


async def publish(db: Connection, secret: UUID, circle: UUID) -> None:
    await db.execute(PUBLISH, secret, circle)


SET_COMMENTS = """
    UPDATE secrets SET comments = $3 WHERE circle = $1 AND secret = $2 RETURNING edition
"""


async def set_comments(db: Connection, circle: UUID, secret: UUID, comments: int) -> None:
    changed(db, await db.fetchval(SET_COMMENTS, circle, secret, comments))


def changed(db: Connection, edition: int | None) -> None:
    """A card of this edition looks otherwise now; None of a secret that is gone."""
    if edition is not None:
        versions.changed(db, "feed", edition)
