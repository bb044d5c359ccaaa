"""The circles room's SQL: who sees which circle, and how many they are."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from mimi.kit import versions
from mimi.kit.columns import Column, Numbering, Rows
from mimi.kit.db import TOWN, Connection
from mimi.rooms.circles.model import OPEN, Sight

# Viewers, circles, friends needed: a rung each, at most 500.
Part = tuple[list[UUID], list[UUID], list[int]]

SIGHT_OF = """
    SELECT circle, needed, from_edition, to_edition FROM sight
    WHERE viewer = $1 ORDER BY circle, needed, from_edition
"""


async def sight_of(db: Connection, viewer: UUID) -> list[Sight]:
    return [Sight(*row) for row in await db.fetch(SIGHT_OF, viewer)]


# No key: once an epoch, over all, viewer after viewer.
OPEN_SIGHT = """
    SELECT viewer, circle, needed FROM sight
    WHERE viewer >= $1 AND viewer <= $2 AND to_edition = $3 ORDER BY viewer, circle, needed
"""


async def open_sight(
    db: Connection, viewers: Numbering, circles: Numbering, first: UUID, last: UUID
) -> tuple[Column, Column, Column]:
    """Viewer, circle, needed of what is not closed, in order; of these viewers and all between."""
    rows = Rows(viewers, circles, "smallint")
    await db.copy_from_query(OPEN_SIGHT, first, last, OPEN, output=rows.take, format="binary")
    viewer, circle, needed = rows.columns()
    return viewer, circle, needed


# No key: once an epoch, over all.
BEGINS = """
    SELECT EXISTS (SELECT 1 FROM sight WHERE from_edition = $1)
"""


async def begins(db: Connection, from_edition: int) -> bool:
    """Whether an epoch already opened something from this edition on."""
    return await db.fetchval(BEGINS, from_edition, timeout=TOWN)


GRANT_SIGHT = """
    INSERT INTO sight (viewer, circle, needed, from_edition, to_edition)
    SELECT viewer, circle, needed, $4, $5
    FROM unnest($1::uuid[], $2::uuid[], $3::smallint[]) AS rung (viewer, circle, needed)
"""


async def grant_sight(db: Connection, parts: Iterable[Part], from_edition: int) -> None:
    """Where nothing begins in this edition: it takes half as long as asking row by row."""
    versions.changed(db, "sight")
    await db.executemany(GRANT_SIGHT, ((*part, from_edition, OPEN) for part in parts))


GRANT_AGAIN = """
    INSERT INTO sight (viewer, circle, needed, from_edition, to_edition)
    SELECT viewer, circle, needed, $4, $5
    FROM unnest($1::uuid[], $2::uuid[], $3::smallint[]) AS rung (viewer, circle, needed)
    ON CONFLICT (viewer, circle, needed, from_edition)
    DO UPDATE SET to_edition = EXCLUDED.to_edition
"""


async def grant_again(db: Connection, parts: Iterable[Part], from_edition: int) -> None:
    """Where something does, which may have been closed since."""
    versions.changed(db, "sight")
    await db.executemany(GRANT_AGAIN, ((*part, from_edition, OPEN) for part in parts))


CLOSE_SIGHT = """
    UPDATE sight SET to_edition = $4
    FROM unnest($1::uuid[], $2::uuid[], $3::smallint[]) AS rung (viewer, circle, needed)
    WHERE sight.viewer = ANY($1) AND sight.viewer = rung.viewer
    AND sight.circle = rung.circle AND sight.needed = rung.needed AND sight.to_edition = $5
"""


async def close_sight(db: Connection, parts: Iterable[Part], to_edition: int) -> None:
    versions.changed(db, "sight")
    await db.executemany(CLOSE_SIGHT, ((*part, to_edition, OPEN) for part in parts))


# No key: once an epoch, over all that is too old.
FORGET_SIGHT = """
    DELETE FROM sight WHERE to_edition < $1
"""


async def forget_sight(db: Connection, before: int) -> None:
    """Closed before the oldest secret that still lives. For the job."""
    versions.changed(db, "sight")
    await db.execute(FORGET_SIGHT, before)


AUDIENCES = """
    SELECT circle, needed, from_edition, viewers FROM audiences
    WHERE circle = ANY($1::uuid[]) ORDER BY from_edition
"""


async def audiences(db: Connection, circles: Sequence[UUID]) -> list[tuple[UUID, int, int, int]]:
    """(circle, needed, from_edition, viewers), oldest first."""
    return [tuple(row) for row in await db.fetch(AUDIENCES, circles)]


COUNT_AUDIENCE = """
    INSERT INTO audiences (circle, needed, from_edition, viewers)
    SELECT circle, needed, $3, viewers
    FROM unnest($1::uuid[], $2::smallint[], $4::integer[]) AS rung (circle, needed, viewers)
    ON CONFLICT (circle, needed, from_edition) DO UPDATE SET viewers = EXCLUDED.viewers
"""


async def count_audience(
    db: Connection, rungs: Sequence[tuple[UUID, int, int]], from_edition: int
) -> None:
    """(circle, needed, viewers) from an edition on."""
    circles, needed, viewers = zip(*rungs, strict=True)
    await db.execute(COUNT_AUDIENCE, circles, needed, from_edition, viewers)


# No key: once an epoch, over all that is too old; a rung with its own, so in one place.
FORGET_AUDIENCES = """
    DELETE FROM audiences USING audiences AS later
    WHERE audiences.circle = later.circle AND audiences.needed = later.needed
    AND audiences.from_edition < later.from_edition AND later.from_edition <= $1
"""


async def forget_audiences(db: Connection, before: int) -> None:
    """All but the newest count of each rung from before the oldest secret. For the job."""
    await db.execute(FORGET_AUDIENCES, before)


FORGET_VIEWER = """
    DELETE FROM sight WHERE viewer = $1
"""


async def forget_viewer(db: Connection, account: UUID) -> None:
    versions.changed(db, "sight")
    await db.execute(FORGET_VIEWER, account)
