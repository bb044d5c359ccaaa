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
# With Citus each node looks for the rungs whose circles it has: DISTINCT, of what is distinct
# already, keeps the planner from taking `sight` apart, and then nobody could. What several nodes
# bring is cut without ties there: `everywhere` asks first how far down it has to go, and only what
# is MATERIALIZED is cut.
# No key: a rung's circle comes from the viewer's sight, row by row, and the public ring has no
# circle to be asked by: it is the one range over all circles.
NEWEST_VISIBLE = """
    WITH newest AS MATERIALIZED (
        SELECT coalesce(max(edition), 0) AS edition FROM editions
    ), near AS MATERIALIZED (
        SELECT s.circle, s.secret, s.edition
        FROM (
            SELECT DISTINCT c.circle, rung.needed, rung.from_edition, rung.to_edition,
                newest.edition AS newest
            FROM newest
            CROSS JOIN unnest($1::uuid[], $2::smallint[], $3::bigint[], $4::bigint[])
                AS rung (circle, needed, from_edition, to_edition)
            JOIN circles c ON c.circle = rung.circle
        ) sight
        CROSS JOIN LATERAL (
            SELECT circle, secret, edition FROM secrets
            WHERE circle = sight.circle AND needed = sight.needed
                AND edition >= sight.from_edition AND edition < sight.to_edition
                AND edition <= least(sight.newest, $6, $7)
                AND (edition < $7 OR
                    (substr(sha256($5 || uuid_send(secret)), 1, 8), secret) > ($8, $9))
            ORDER BY edition DESC
            FETCH FIRST 20 ROWS WITH TIES
        ) s
    ), twenty AS (
        SELECT edition FROM secrets
        WHERE needed = 0
            AND edition <= least((SELECT edition FROM newest), $6, $7)
            AND (edition < $7 OR
                (substr(sha256($5 || uuid_send(secret)), 1, 8), secret) > ($8, $9))
        ORDER BY edition DESC
        LIMIT 20
    ), everywhere AS MATERIALIZED (
        SELECT circle, secret, edition FROM secrets
        WHERE needed = 0
            AND edition <= least((SELECT edition FROM newest), $6, $7)
            AND edition >= (SELECT min(edition) FROM twenty)
            AND (edition < $7 OR
                (substr(sha256($5 || uuid_send(secret)), 1, 8), secret) > ($8, $9))
    ), nearest AS (
        SELECT circle, secret, edition
        FROM (SELECT * FROM near UNION ALL SELECT * FROM everywhere) ahead
        ORDER BY edition DESC
        FETCH FIRST 20 ROWS WITH TIES
    ), page AS (
        SELECT circle, secret, edition, substr(sha256($5 || uuid_send(secret)), 1, 8) AS place
        FROM nearest
        ORDER BY edition DESC, place, secret
        LIMIT 20
    )
    SELECT newest.edition AS newest, shown.*
    FROM newest
    LEFT JOIN (
        SELECT page.place, s.circle, s.secret, s.edition, s.text, s.look, s.photo, s.needed,
            s.likes, s.shares, s.comments, s.said, s.closed, s.note, s.source, s.calm, s.safe,
            s.veiled
        FROM page JOIN secrets s ON s.circle = page.circle AND s.secret = page.secret
    ) shown ON true
    ORDER BY shown.edition DESC, shown.place, shown.secret
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
