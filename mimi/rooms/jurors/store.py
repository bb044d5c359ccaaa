"""The jurors' SQL. A vote and a record stand under keyed tags, like likes."""

from collections.abc import Sequence
from uuid import UUID

from mimi.kit.db import Connection
from mimi.rooms.jurors.model import Vote

RECORD = """
    SELECT asked, correct FROM jurors WHERE juror = $1
"""


async def record(db: Connection, juror: bytes) -> tuple[int, int]:
    """Tasks of known answer that were asked, and rightly answered."""
    row = await db.fetchrow(RECORD, juror)
    return (row[0], row[1]) if row else (0, 0)


PROVED = """
    SELECT control FROM proved WHERE juror = $1
"""


async def proved(db: Connection, juror: bytes) -> set[bytes]:
    """The tasks of known answer that this juror has answered."""
    return {row[0] for row in await db.fetch(PROVED, juror)}


PROVE = """
    INSERT INTO proved (juror, control) VALUES ($1, $2)
    ON CONFLICT (juror, control) DO NOTHING RETURNING true
"""


async def prove(db: Connection, juror: bytes, control: bytes) -> bool:
    """Whether it is this juror's first answer to that task."""
    return bool(await db.fetchval(PROVE, juror, control))


COUNT = """
    INSERT INTO jurors (juror, asked, correct) VALUES ($1, 1, $2)
    ON CONFLICT (juror) DO UPDATE SET asked = jurors.asked + 1, correct = jurors.correct + $2
"""


async def count(db: Connection, juror: bytes, correct: int) -> None:
    await db.execute(COUNT, juror, correct)


VOTE = """
    INSERT INTO votes (case_id, tag, breaks, counts) VALUES ($1, $2, $3, $4)
    ON CONFLICT (case_id, tag) DO NOTHING RETURNING true
"""


async def vote(db: Connection, vote: Vote) -> bool:
    """Whether it is this juror's first on the case."""
    return bool(await db.fetchval(VOTE, *vote))


VOTED = """
    SELECT case_id, tag FROM votes WHERE case_id = ANY($1::uuid[]) AND tag = ANY($2::bytea[])
"""


async def voted(db: Connection, cases: Sequence[UUID], tags: Sequence[bytes]) -> set[UUID]:
    """On which of these one of the tags has voted."""
    return {row[0] for row in await db.fetch(VOTED, cases, tags)}


TALLY = """
    SELECT count(*) FILTER (WHERE breaks), count(*) FILTER (WHERE NOT breaks)
    FROM votes WHERE case_id = $1 AND counts
"""


async def tally(db: Connection, case: UUID) -> tuple[int, int]:
    """How many say that it breaks a rule, and how many that it does not; of those who count."""
    row = await db.fetchrow(TALLY, case)
    assert row is not None
    return row[0], row[1]


FORGET = """
    DELETE FROM votes WHERE case_id = $1
"""


async def forget(db: Connection, case: UUID) -> None:
    """Decided: nobody needs to know how they voted."""
    await db.execute(FORGET, case)
