"""The statements on what was decided and nobody has been told yet, and on what is told."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from mimi.kit.db import Connection
from mimi.rooms.moderation.model import Case, Outcome
from mimi.rooms.moderation.policy import Reason
from mimi.rooms.moderation.store import case_of


class Decided(NamedTuple):
    """The last decision about a case."""

    case: Case
    outcome: Outcome
    rule: Reason
    day: int
    appealed: bool
    reported: bool


# No key: the night tells of all circles' cases together.
UNTOLD = """
    SELECT c.case_id, c.circle, c.secret, c.comment, c.rule, c.waiting, d.outcome, d.rule, d.day,
        a.case_id IS NOT NULL, EXISTS (SELECT 1 FROM reports r WHERE r.case_id = d.case_id)
    FROM decisions d JOIN cases c ON c.case_id = d.case_id
    LEFT JOIN appeals a ON a.case_id = d.case_id
    WHERE NOT d.told AND (NOT c.waiting OR a.case_id IS NOT NULL) AND NOT EXISTS (
        SELECT 1 FROM decisions later WHERE later.case_id = d.case_id AND later.step > d.step
    )
    ORDER BY c.case_id
"""


async def untold(db: Connection) -> list[Decided]:
    """Not of what waits again, as somebody spoke against it since: that is told once decided."""
    return [Decided(case_of(row), *row[6:]) for row in await db.fetch(UNTOLD)]


TOLD = """
    UPDATE decisions SET told = true WHERE case_id = ANY($1::uuid[]) AND NOT told
"""


async def set_told(db: Connection, cases: Sequence[UUID]) -> None:
    await db.execute(TOLD, cases)


# No key: as above.
HIDDEN = """
    SELECT c.case_id, c.circle, c.secret, c.comment, h.rule, c.waiting, a.case_id IS NOT NULL
    FROM holds h JOIN cases c ON c.case_id = h.case_id
    LEFT JOIN appeals a ON a.case_id = h.case_id
    WHERE h.strength = 'hidden' AND c.waiting ORDER BY c.case_id
"""


async def hidden(db: Connection) -> list[tuple[Case, bool]]:
    """What is hidden and waits for somebody to decide, and whether its author has appealed."""
    return [(case_of(row), row[6]) for row in await db.fetch(HIDDEN)]


# No key: as above. Without a hold, so that nobody is told two things of one case.
WORRIED = """
    SELECT c.case_id, c.circle, c.secret, c.comment, c.rule, c.waiting FROM cases c
    WHERE c.waiting AND EXISTS (
        SELECT 1 FROM reports r WHERE r.case_id = c.case_id AND r.reason = 'self-harm'
    ) AND NOT EXISTS (
        SELECT 1 FROM holds h WHERE h.case_id = c.case_id AND h.strength = 'hidden'
    ) ORDER BY c.case_id
"""


async def worried(db: Connection) -> list[Case]:
    """Of whose author somebody is worried."""
    return [case_of(row) for row in await db.fetch(WORRIED)]


PUT = """
    INSERT INTO outcomes (name, box, day) VALUES ($1, $2, $3)
    ON CONFLICT (name) DO UPDATE SET box = $2, day = $3
"""


async def put(db: Connection, outcomes: Sequence[tuple[bytes, bytes, int]]) -> None:
    await db.executemany(PUT, outcomes)


LISTED = """
    SELECT EXISTS (SELECT 1 FROM outcomes WHERE name = $1)
"""


async def is_listed(db: Connection, name: bytes) -> bool:
    return await db.fetchval(LISTED, name)


# No key: the same list for everybody.
ALL = """
    SELECT name, box FROM outcomes ORDER BY name
"""


async def everything(db: Connection) -> list[tuple[bytes, bytes]]:
    return [(row[0], row[1]) for row in await db.fetch(ALL)]


# No key: a nightly job.
FORGET = """
    DELETE FROM outcomes WHERE day < $1
"""


async def forget(db: Connection, day: int) -> None:
    await db.execute(FORGET, day)
