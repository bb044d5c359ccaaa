"""The statements on removed pictures: of each a sealed print, and nothing else of it."""

from collections.abc import Sequence
from uuid import UUID

from mimi.kit.chunks import SIZE
from mimi.kit.db import Connection
from mimi.kit.resealing import Place, Resealed, Sealed
from mimi.rooms.moderation.policy import Reason

PUT = """
    INSERT INTO removed_pictures (case_id, rule, day, print, looked)
    VALUES ($1, $2, $3, $4, false)
    ON CONFLICT (case_id) DO UPDATE SET rule = $2, day = $3
"""


async def put(db: Connection, case: UUID, rule: Reason, day: int, print_: bytes) -> None:
    await db.execute(PUT, case, rule, day, print_)


REMOVE = """
    DELETE FROM removed_pictures WHERE case_id = $1
"""


async def remove(db: Connection, case: UUID) -> None:
    await db.execute(REMOVE, case)


# No key: each new picture is held against all of them.
ALL = """
    SELECT rule, print FROM removed_pictures ORDER BY case_id
"""


async def everything(db: Connection) -> list[tuple[Reason, bytes]]:
    return [(row[0], row[1]) for row in await db.fetch(ALL)]


# No key: a job over those that nobody has looked for yet among what is out.
NEW = """
    SELECT case_id, rule, print FROM removed_pictures WHERE NOT looked ORDER BY case_id LIMIT $1
"""


async def new(db: Connection) -> list[tuple[UUID, Reason, bytes]]:
    return [(row[0], row[1], row[2]) for row in await db.fetch(NEW, SIZE)]


LOOKED = """
    UPDATE removed_pictures SET looked = true WHERE case_id = ANY($1::uuid[])
"""


async def set_looked(db: Connection, cases: Sequence[UUID]) -> None:
    await db.execute(LOOKED, cases)


# No key: a nightly job.
FORGET = """
    DELETE FROM removed_pictures WHERE day < $1
"""


async def forget(db: Connection, day: int) -> None:
    await db.execute(FORGET, day)


# No key: whoever turns a key goes over all.
AFTER = """
    SELECT case_id, print FROM removed_pictures WHERE case_id > $1 ORDER BY case_id LIMIT $2
"""


async def after(db: Connection, place: Place) -> list[Sealed]:
    return [Sealed((row[0],), row[1]) for row in await db.fetch(AFTER, *place, SIZE)]


RESEAL = """
    UPDATE removed_pictures SET print = $3 WHERE case_id = $1 AND print = $2
"""


async def reseal(db: Connection, rows: Sequence[Resealed]) -> None:
    await db.executemany(RESEAL, [(*row.place, row.old, row.new) for row in rows])
