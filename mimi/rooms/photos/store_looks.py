"""The statements on what was seen in photos. A print lies sealed, and goes with its photo."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from mimi.kit.chunks import SIZE
from mimi.kit.db import Connection
from mimi.kit.resealing import Resealed

Place = tuple[UUID, UUID]  # circle and secret

# No key: a job over all circles.
UNLOOKED = """
    SELECT circle, secret FROM photos WHERE NOT looked ORDER BY circle, secret LIMIT $1
"""


async def unlooked(db: Connection, most: int) -> list[Place]:
    """What nobody has looked at yet, in nobody's order."""
    return [(row[0], row[1]) for row in await db.fetch(UNLOOKED, most)]


SET_LOOKED = """
    UPDATE photos SET looked = true, print = $3, rules = $4 WHERE circle = $1 AND secret = $2
"""


async def set_looked(db: Connection, place: Place, print_: bytes, rules: Sequence[str]) -> None:
    """The sealed print, empty if there is none, and the rules that the picture may break."""
    await db.execute(SET_LOOKED, *place, print_, list(rules))


SET_RULES = """
    UPDATE photos SET rules = $3 WHERE circle = $1 AND secret = $2
"""


async def set_rules(db: Connection, place: Place, rules: Sequence[str]) -> None:
    await db.execute(SET_RULES, *place, list(rules))


class Looked(NamedTuple):
    """What is known of a picture that is out."""

    print: bytes  # sealed; empty: none
    rules: list[str]


LOOKED = """
    SELECT print, rules FROM photos WHERE circle = $1 AND secret = $2
"""


async def looked(db: Connection, place: Place) -> Looked | None:
    """None when it has no photo, or that is gone."""
    row = await db.fetchrow(LOOKED, *place)
    return Looked(*row) if row else None


# No key: whoever looks for a picture looks over all circles.
PRINTS_AFTER = """
    SELECT circle, secret, print FROM photos
    WHERE (circle, secret) > ($1, $2) AND print <> '' ORDER BY circle, secret LIMIT $3
"""


async def prints_after(db: Connection, place: Place) -> list[tuple[Place, bytes]]:
    """The sealed prints of the next photos, hidden ones too."""
    rows = await db.fetch(PRINTS_AFTER, *place, SIZE)
    return [((row[0], row[1]), row[2]) for row in rows]


RESEAL = """
    UPDATE photos SET print = $4 WHERE circle = $1 AND secret = $2 AND print = $3
"""


async def reseal_prints(db: Connection, rows: Sequence[Resealed]) -> None:
    """Under another key; no card shows a print, so no process has to hear of it."""
    await db.executemany(RESEAL, [(*row.place, row.old, row.new) for row in rows])
