"""The statements on cases, holds and decisions. Each knows items by opaque names."""

from uuid import UUID

from mimi.kit.chunks import SIZE
from mimi.kit.db import Connection, Row
from mimi.rooms.moderation.model import Case, Decision, Hold, Item
from mimi.rooms.moderation.policy import Reason

# Also locks the row, so that what is reported at the same moment is counted together.
OPEN = """
    INSERT INTO cases (case_id, circle, secret, comment, opened, rule, risk, waiting)
    VALUES ($1, $2, $3, $4, $5, $6, 0, true)
    ON CONFLICT (case_id) DO UPDATE SET waiting = cases.waiting
    RETURNING case_id, circle, secret, comment, rule, waiting
"""


async def open_case(db: Connection, case: UUID, item: Item, day: int, rule: Reason) -> Case:
    """The case as it is after this; one that is there is left as it was."""
    row = await db.fetchrow(OPEN, case, *item, day, rule)
    assert row is not None
    return case_of(row)


def case_of(row: Row) -> Case:
    """Of case_id, circle, secret, comment, rule and waiting, which come first."""
    case, circle, secret, comment, rule, waiting, *_ = row
    return Case(case, Item(circle, secret, comment), rule, waiting)


FIND = """
    SELECT case_id, circle, secret, comment, rule, waiting FROM cases WHERE case_id = $1 FOR UPDATE
"""


async def find(db: Connection, case: UUID) -> Case | None:
    row = await db.fetchrow(FIND, case)
    return case_of(row) if row else None


RANK = """
    UPDATE cases SET rule = $2, risk = $3 WHERE case_id = $1
"""


async def rank(db: Connection, case: UUID, rule: Reason, risk: int) -> None:
    await db.execute(RANK, case, rule, risk)


SET_WAITING = """
    UPDATE cases SET waiting = $2 WHERE case_id = $1
"""


async def set_waiting(db: Connection, case: UUID, waiting: bool) -> None:
    await db.execute(SET_WAITING, case, waiting)


HOLD = """
    SELECT strength, needed, lowest, until FROM holds WHERE case_id = $1
"""


async def hold(db: Connection, case: UUID) -> Hold | None:
    row = await db.fetchrow(HOLD, case)
    return Hold(*row) if row else None


PUT_HOLD = """
    INSERT INTO holds (case_id, strength, rule, version, needed, lowest, until)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (case_id) DO UPDATE SET strength = $2, rule = $3, version = $4, until = $7
"""


async def put_hold(db: Connection, case: UUID, hold: Hold, rule: Reason, version: int) -> None:
    """The rungs to come back to stay those of the first hold."""
    values = (hold.strength, rule, version, hold.needed, hold.lowest, hold.until)
    await db.execute(PUT_HOLD, case, *values)


REMOVE_HOLD = """
    DELETE FROM holds WHERE case_id = $1
"""


async def remove_hold(db: Connection, case: UUID) -> None:
    await db.execute(REMOVE_HOLD, case)


# No key: a nightly job over all cases.
LAPSED = """
    SELECT case_id FROM holds WHERE until > 0 AND until <= $1 ORDER BY case_id LIMIT $2
"""


async def lapsed(db: Connection, night: int) -> list[UUID]:
    return [row[0] for row in await db.fetch(LAPSED, night, SIZE)]


DECISIONS = """
    SELECT outcome, rule, moderator FROM decisions WHERE case_id = $1 ORDER BY step
"""


async def decisions(db: Connection, case: UUID) -> list[Decision]:
    return [Decision(*row) for row in await db.fetch(DECISIONS, case)]


DECIDE = """
    INSERT INTO decisions (case_id, step, outcome, rule, version, moderator, day, told)
    VALUES ($1, $2, $3, $4, $5, $6, $7, false)
"""


async def decide(  # noqa: PLR0913, PLR0917 one a column
    db: Connection, case: UUID, step: int, decision: Decision, version: int, day: int
) -> None:
    outcome, rule, moderator = decision
    await db.execute(DECIDE, case, step, outcome, rule, version, moderator, day)


UNDO = """
    DELETE FROM decisions WHERE case_id = $1 AND moderator = $2 AND NOT told
        AND step = (SELECT max(step) FROM decisions WHERE case_id = $1)
"""


async def undo(db: Connection, case: UUID, moderator: str) -> bool:
    """Whether the last decision was this moderator's and nobody was told of it."""
    return await db.execute(UNDO, case, moderator) != "DELETE 0"
