"""Deciding: what becomes of a case, and that an appeal is decided by somebody else."""

from uuid import UUID

from mimi.kit.db import Connection
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.rooms.moderation import (
    cases,
    holds,
    pictures,
    policy,
    reports,
    store,
    store_queue,
    store_reports,
)
from mimi.rooms.moderation.model import Case, Decision, Outcome
from mimi.rooms.moderation.policy import VERSION, Reason, Strength


async def decide(  # noqa: PLR0913, PLR0917 what, why and who
    kit: Kit, db: Connection, case: UUID, rule: Reason, outcome: Outcome, by: str
) -> None:
    """`removed`: hidden, and erased when nobody can appeal any more; `stays`: seen, but climbs no
    further; `kept`: as it was. Once more is an undoing, until it is erased.

    `by` is who decides, a moderator's name or that of the jury: never a member's. It is shown to
    moderators alone. Problems: NotFound; decided-before, of an appeal against one's own decision,
    and of what was reported again after it.
    """
    found = await cases.find(db, case)
    before = await store.decisions(db, case)
    own = bool(before) and before[-1].moderator == by
    if own and (await _appealed(db, found) or await _reported_again(db, found)):
        raise Problem(409, "decided-before", "Somebody else decides about it now.")
    decision = Decision(outcome, rule, by)
    await store.decide(db, case, len(before), decision, VERSION, kit.day())
    await store.set_waiting(db, case, waiting=False)
    await holds.lift(db, case, found.item)
    if outcome != "kept":
        strength = "hidden" if outcome == "removed" else "stays"
        await holds.put(db, case, found.item, rule, strength)
    await pictures.decided(kit, db, found, rule, outcome)


async def _appealed(db: Connection, found: Case) -> bool:
    """Whether it waits because its author asked for somebody else."""
    row = await store_queue.one(db, found.case) if found.waiting else None
    return row is not None and row.appeal is not None


async def _reported_again(db: Connection, found: Case) -> bool:
    """Whether it waits because several reported what was let go, or one for something graver."""
    if not found.waiting:
        return False
    told = await reports.since(db, found.case)
    many = policy.votes_of(told) >= policy.VOTES
    return (many and await store_reports.let_go_once(db, found.case)) or not (
        await reports.is_settled(db, found.case, told)
    )


async def undo(db: Connection, case: UUID, before: Strength | None, by: str) -> None:
    """Takes the last decision back, which lets the case wait again as it was `before`.

    Problems: NotFound; too-late when it is somebody else's, or was told to those it concerns.
    """
    found = await cases.find(db, case)
    if found.waiting or not await store.undo(db, case, by):
        raise Problem(409, "too-late", "Only an own decision that nobody was told of is undone.")
    await store.set_waiting(db, case, waiting=True)
    await pictures.release(db, case)
    await pictures.veil(db, found.item)
    await holds.restore(db, found, before)


async def is_removed(db: Connection, case: UUID) -> bool:
    """Whether the last that was decided is its removal, which took two."""
    before = await store.decisions(db, case)
    return bool(before) and before[-1].outcome == "removed"
