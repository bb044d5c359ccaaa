"""The takedowns' SQL. Who asked stands nowhere; what they said is sealed."""

from collections.abc import Sequence
from uuid import UUID

from mimi.kit.chunks import SIZE
from mimi.kit.db import Connection
from mimi.kit.resealing import Place, Resealed, Sealed
from mimi.rooms.takedowns.model import Answer, Row

ADD = """
    INSERT INTO takedowns (takedown, day, sealed, looked, answer, answered)
    VALUES ($1, $2, $3, false, '', 0)
"""


async def add(db: Connection, takedown: UUID, day: int, sealed: bytes) -> None:
    await db.execute(ADD, takedown, day, sealed)


# No key: a job over all that nobody has looked for yet.
NEW = """
    SELECT takedown, sealed FROM takedowns WHERE NOT looked ORDER BY takedown LIMIT $1
"""


async def new(db: Connection, most: int) -> list[Row]:
    return [Row(*row) for row in await db.fetch(NEW, most)]


LOOKED = """
    UPDATE takedowns SET looked = true WHERE takedown = ANY($1::uuid[])
"""


async def looked(db: Connection, takedowns: Sequence[UUID]) -> None:
    await db.execute(LOOKED, takedowns)


ADD_CASE = """
    INSERT INTO takedown_cases (takedown, case_id) VALUES ($1, $2)
    ON CONFLICT (takedown, case_id) DO NOTHING
"""


async def add_case(db: Connection, takedown: UUID, case: UUID) -> None:
    await db.execute(ADD_CASE, takedown, case)


FIND = """
    SELECT takedown, sealed FROM takedowns WHERE takedown = $1
"""


async def find(db: Connection, takedown: UUID) -> Row | None:
    row = await db.fetchrow(FIND, takedown)
    return Row(*row) if row else None


# No key: moderators look over all that wait, in an order that is nobody's.
WAITING = """
    SELECT takedown, sealed FROM takedowns WHERE looked AND answer = ''
    ORDER BY day, takedown LIMIT $1
"""


async def waiting(db: Connection, most: int) -> list[Row]:
    return [Row(*row) for row in await db.fetch(WAITING, most)]


CASES = """
    SELECT takedown, case_id FROM takedown_cases WHERE takedown = ANY($1::uuid[])
    ORDER BY takedown, case_id
"""


async def cases(db: Connection, takedowns: Sequence[UUID]) -> list[tuple[UUID, UUID]]:
    return [(row[0], row[1]) for row in await db.fetch(CASES, takedowns)]


ANSWER = """
    UPDATE takedowns SET answer = $2, answered = $3 WHERE takedown = $1 AND answer = ''
"""


async def answer(db: Connection, takedown: UUID, answer: Answer, day: int) -> bool:
    """Whether one of that id was waiting."""
    return await db.execute(ANSWER, takedown, answer, day) != "UPDATE 0"


ANSWERED = """
    SELECT answer, answered FROM takedowns WHERE takedown = $1
"""


async def answered(db: Connection, takedown: UUID) -> tuple[Answer | None, int] | None:
    """The answer, if there is one yet, and its day; None when there is no such request."""
    row = await db.fetchrow(ANSWERED, takedown)
    return (row[0] or None, row[1]) if row else None


# No key: a nightly job.
FORGET = """
    DELETE FROM takedowns
    WHERE takedown IN (SELECT takedown FROM takedowns WHERE day < $1 ORDER BY takedown LIMIT $2)
    RETURNING takedown
"""


async def forget(db: Connection, day: int) -> list[UUID]:
    return [row[0] for row in await db.fetch(FORGET, day, SIZE)]


FORGET_CASES = """
    DELETE FROM takedown_cases WHERE takedown = ANY($1::uuid[])
"""


async def forget_cases(db: Connection, takedowns: Sequence[UUID]) -> None:
    await db.execute(FORGET_CASES, takedowns)


# No key: whoever turns a key goes over all.
AFTER = """
    SELECT takedown, sealed FROM takedowns WHERE takedown > $1 ORDER BY takedown LIMIT $2
"""


async def after(db: Connection, place: Place) -> list[Sealed]:
    return [Sealed((row[0],), row[1]) for row in await db.fetch(AFTER, *place, SIZE)]


RESEAL = """
    UPDATE takedowns SET sealed = $3 WHERE takedown = $1 AND sealed = $2
"""


async def reseal(db: Connection, rows: Sequence[Resealed]) -> None:
    await db.executemany(RESEAL, [(*row.place, row.old, row.new) for row in rows])
