"""The console's SQL: what moderators did, and what they propose."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from mimi.kit.db import Connection
from mimi.rooms.console.model import Deed, Proposal
from mimi.rooms.moderation import Strength

LAST = """
    SELECT coalesce(max(step), 0) FROM acts WHERE case_id = $1
"""


async def last(db: Connection, case: UUID) -> int:
    """Of its steps; 0 before the first."""
    return await db.fetchval(LAST, case)


ADD = """
    INSERT INTO acts (case_id, step, moderator, day, did, rule, reason, before)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""


async def add(db: Connection, case: UUID, moderator: str, day: int, deed: Deed) -> None:
    """The next step of a case; `before` is empty when nothing held it."""
    did, rule, reason, before = deed
    step = await last(db, case) + 1
    await db.execute(ADD, case, step, moderator, day, did, rule, reason, before or "")


class Step(NamedTuple):
    case: UUID
    moderator: str
    day: int
    deed: Deed


OF = """
    SELECT case_id, moderator, day, did, rule, reason, before FROM acts
    WHERE case_id = $1 ORDER BY step
"""


async def of(db: Connection, case: UUID) -> list[Step]:
    """What was done about a case, the first first."""
    return [_step(*row) for row in await db.fetch(OF, case)]


# No key: moderators see what all of them did, the newest day first.
NEWEST = """
    SELECT case_id, moderator, day, did, rule, reason, before FROM acts
    ORDER BY day DESC, case_id, step LIMIT $1
"""


async def newest(db: Connection, most: int) -> list[Step]:
    return [_step(*row) for row in await db.fetch(NEWEST, most)]


def _step(  # noqa: PLR0913, PLR0917 one a column
    case: UUID, moderator: str, day: int, did: str, rule: str, reason: str, before: str
) -> Step:
    strength: Strength | None = before or None  # pyright: ignore[reportAssignmentType]
    deed = Deed(did, rule, reason, strength)  # pyright: ignore[reportArgumentType]
    return Step(case, moderator, day, deed)


ACTED = """
    SELECT DISTINCT case_id FROM acts WHERE case_id = ANY($1::uuid[]) AND moderator = $2
"""


async def acted(db: Connection, cases: Sequence[UUID], moderator: str) -> set[UUID]:
    """On which of these this moderator did something."""
    return {row[0] for row in await db.fetch(ACTED, cases, moderator)}


# No key: a nightly job.
FORGET = """
    DELETE FROM acts WHERE day < $1
"""


async def forget(db: Connection, day: int) -> None:
    await db.execute(FORGET, day)


PROPOSE = """
    INSERT INTO proposals (case_id, moderator, rule) VALUES ($1, $2, $3)
    ON CONFLICT (case_id) DO NOTHING
"""


async def propose(db: Connection, case: UUID, proposal: Proposal) -> None:
    """The first one stands."""
    await db.execute(PROPOSE, case, *proposal)


PROPOSALS = """
    SELECT case_id, moderator, rule FROM proposals WHERE case_id = ANY($1::uuid[])
"""


async def proposals(db: Connection, cases: Sequence[UUID]) -> dict[UUID, Proposal]:
    return {row[0]: Proposal(row[1], row[2]) for row in await db.fetch(PROPOSALS, cases)}


WITHDRAW = """
    DELETE FROM proposals WHERE case_id = $1
"""


async def withdraw(db: Connection, case: UUID) -> None:
    """Decided, or taken back."""
    await db.execute(WITHDRAW, case)
