"""The feed's statements: a page, and what the shelf is filled from."""

from collections.abc import Sequence
from uuid import UUID

from mimi.kit.chunks import SIZE
from mimi.kit.db import Connection
from mimi.rooms.circles import Sight
from mimi.rooms.feed.model import Placed, Position
from mimi.rooms.secrets import HIDDEN, Secret

# From every rung that the viewer sees, the 20 newest that are still ahead of him and whoever
# shares the last one's edition; then the first 20 of all these. So a page reads a few index
# entries a rung, never all that is visible, and never a text that it does not show.
# No key: a rung's circle comes from the viewer's sight, row by row, and the public ring has no
# circle to be asked by: it is the one range over all circles.
NEWEST_VISIBLE = """
    WITH newest AS MATERIALIZED (
        SELECT coalesce(max(edition), 0) AS edition FROM editions
    ), ahead AS (
        SELECT s.circle, s.secret, s.edition
        FROM newest
        CROSS JOIN unnest($1::uuid[], $2::smallint[], $3::bigint[], $4::bigint[])
            AS sight (circle, needed, from_edition, to_edition)
        CROSS JOIN LATERAL (
            SELECT circle, secret, edition FROM secrets
            WHERE circle = sight.circle AND needed = sight.needed
                AND edition >= sight.from_edition AND edition < sight.to_edition
                AND edition <= least(newest.edition, $6, $7)
                AND (edition < $7 OR
                    (substr(sha256($5 || uuid_send(secret)), 1, 8), secret) > ($8, $9))
            ORDER BY edition DESC
            FETCH FIRST 20 ROWS WITH TIES
        ) s
        UNION ALL
        SELECT s.circle, s.secret, s.edition
        FROM newest
        CROSS JOIN LATERAL (
            SELECT circle, secret, edition FROM secrets
            WHERE needed = 0
                AND edition <= least(newest.edition, $6, $7)
                AND (edition < $7 OR
                    (substr(sha256($5 || uuid_send(secret)), 1, 8), secret) > ($8, $9))
            ORDER BY edition DESC
            FETCH FIRST 20 ROWS WITH TIES
        ) s
    ), nearest AS (
        SELECT circle, secret, edition FROM ahead ORDER BY edition DESC
        FETCH FIRST 20 ROWS WITH TIES
    ), page AS (
        SELECT circle, secret, edition, substr(sha256($5 || uuid_send(secret)), 1, 8) AS place
        FROM nearest
        ORDER BY edition DESC, place, secret
        LIMIT 20
    )
    SELECT newest.edition AS newest, page.place, s.*
    FROM newest
    LEFT JOIN page ON true
    LEFT JOIN LATERAL (
        SELECT circle, secret, edition, text, look, photo, needed, likes, shares, comments,
            said, closed, note, source, calm, safe, veiled
        FROM secrets WHERE circle = page.circle AND secret = page.secret LIMIT 1
    ) s ON true
    ORDER BY page.edition DESC, page.place, page.secret
"""


async def newest_visible(
    db: Connection, sights: Sequence[Sight], seed: bytes, after: Position
) -> tuple[int, list[Placed]]:
    """The newest edition out, and up to 20 secrets after the position in the seed's order."""
    circles, needed, starts, ends = zip(*sights, strict=True) if sights else ((), (), (), ())
    rows = await db.fetch(NEWEST_VISIBLE, circles, needed, starts, ends, seed, *after)
    secrets = [Placed(place, Secret(*row)) for _, place, *row in rows if place is not None]
    return rows[0]["newest"], secrets


EDITIONS = """
    SELECT edition FROM editions ORDER BY edition DESC
"""


async def editions(db: Connection) -> list[int]:
    """All that are out, the newest first."""
    return [row["edition"] for row in await db.fetch(EDITIONS)]


# No key: an edition of all circles, when the shelf is filled. `+ 0` is its index.
OF_EDITION = """
    SELECT circle, secret, edition, text, look, photo, needed, likes, shares, comments,
        said, closed, note, source, calm, safe, veiled
    FROM secrets WHERE edition + 0 = $1 AND (circle, secret) > ($2, $3) AND needed < $4
    ORDER BY circle, secret LIMIT $5
"""


async def of_edition(db: Connection, edition: int, circle: UUID, secret: UUID) -> list[Secret]:
    """The next ones of this edition, without what is hidden."""
    rows = await db.fetch(OF_EDITION, edition, circle, secret, HIDDEN, SIZE)
    return [Secret(*row) for row in rows]
