"""Deciding about cases: proposed, removed, let go, taken back, and all wordings together.

Protects both from a moderator: a removal takes two, each act has a reason and a name beside it, and
nobody decides about an appeal who has decided before.
"""

from uuid import UUID

from mimi.kit.db import Connection
from mimi.kit.errors import NotFound, Problem
from mimi.kit.kit import Kit
from mimi.rooms import jurors, moderation, rumours
from mimi.rooms.console import store
from mimi.rooms.console.model import (
    Decided,
    Deciding,
    Deed,
    Gathered,
    Gathering,
    Proposal,
    Waiting,
)
from mimi.rooms.moderation import Outcome, Pending
from mimi.rooms.moderators import Moderator

COPIES = 500  # proposed or removed at a time: some seconds of one request
FINAL = ("undone", "answered", "gathered")  # acts that are not undone


async def waiting_for(db: Connection, moderator: Moderator, found: list[Pending]) -> list[Waiting]:
    cases = [one.case for one in found]
    proposals, acted = await store.proposals(db, cases), await store.acted(db, cases, moderator)
    return [_seen(one, moderator, proposals.get(one.case), one.case in acted) for one in found]


def _seen(one: Pending, moderator: Moderator, proposal: Proposal | None, acted: bool) -> Waiting:
    closed = one.appeal is not None and (acted or one.removed_by == moderator)
    if proposal is None:
        return Waiting(one, None, closed)
    return Waiting(one, "own" if proposal.moderator == moderator else "other", closed)


async def decide(
    kit: Kit, db: Connection, moderator: Moderator, case: UUID, given: Deciding
) -> Decided:
    """A removal is proposed by the first and decided by a second; meanwhile it is hidden. That an
    appeal is refused takes only one: two others have removed it before.

    Problems: NotFound; decided-before, of an appeal; proposed, of an own proposal.
    """
    await moderation.lock(db, case)
    [waiting] = await waiting_for(db, moderator, [await moderation.pending(db, case)])
    if waiting.closed:
        raise Problem(409, "decided-before", "Somebody else decides about an appeal.")
    if given.outcome == "removed" and waiting.second == "own":
        raise Problem(409, "proposed", "Another moderator has to say so too.")
    before = waiting.case.hold
    refused = waiting.case.appeal is not None and await moderation.is_removed(db, case)
    deed = Deed(given.outcome, given.rule, given.reason, before)
    if given.outcome == "removed" and waiting.second is None and not refused:
        await _propose(kit, db, moderator, case, deed)
        return Decided("proposed")
    await _decide(kit, db, moderator, case, given.outcome, deed)
    if given.outcome == "removed":
        await rumours.block(kit, db, case, waiting.case.text)
    else:
        await rumours.release(db, case)
    return Decided("decided")


async def _propose(kit: Kit, db: Connection, moderator: Moderator, case: UUID, deed: Deed) -> None:
    await store.propose(db, case, Proposal(moderator, deed.rule))
    await moderation.hide(db, case, deed.rule)
    await write(kit, db, moderator, case, deed._replace(did="proposed"))


async def _decide(  # noqa: PLR0913, PLR0917 who, what and why
    kit: Kit, db: Connection, moderator: Moderator, case: UUID, outcome: Outcome, deed: Deed
) -> None:
    await store.withdraw(db, case)
    await jurors.forget(db, case)
    await moderation.decide(kit, db, case, deed.rule, outcome, moderator)
    await write(kit, db, moderator, case, deed)


async def undo(kit: Kit, db: Connection, moderator: Moderator, case: UUID) -> None:
    """Takes this moderator's last act on a case back: it waits again, as it was held before.

    Problems: NotFound, too-late.
    """
    await moderation.lock(db, case)
    steps = await store.of(db, case)
    if not steps or steps[-1].moderator != moderator or steps[-1].deed.did in FINAL:
        raise NotFound
    last = steps[-1].deed
    if last.did == "proposed":
        await store.withdraw(db, case)
        await moderation.rehold(db, case, last.before)
    else:
        await moderation.undo(db, case, last.before, moderator)
        await rumours.release(db, case)
    await write(kit, db, moderator, case, Deed("undone", last.rule, "", None))


async def gather(
    kit: Kit, db: Connection, moderator: Moderator, case: UUID, given: Gathering
) -> Gathered:
    """Does the same to every wording of this text. What the note says stands in the acts, so that
    one which another replaces is not lost. Problems: NotFound, nothing-to-say, noted-before."""
    if given.state == "noted" and not given.note.strip():
        raise Problem(400, "nothing-to-say", "A note says something.")
    await moderation.lock(db, case)
    text = (await moderation.pending(db, case)).text
    stands = await rumours.noted(kit, db, text)
    if stands and stands.note != given.before:
        raise Problem(409, "noted-before", "There is a note by now that you have not seen.")
    what = rumours.Treatment(given.state, given.note.strip(), given.source)
    found = await rumours.gather(kit, db, case, text, what)
    said = " · ".join(part for part in (given.reason, what.note, what.source) if part)
    await write(kit, db, moderator, case, Deed("gathered", "rumour", said, None))
    if given.state == "removed":
        copies = [one.case for one in found if one.copied]
        await _remove_copies(kit, db, moderator, copies, given.reason)
    return Gathered([one.case for one in found])


async def _remove_copies(
    kit: Kit, db: Connection, moderator: Moderator, copies: list[UUID], reason: str
) -> None:
    """Of what was told a hundred times, one moderator's word is a proposal for all of them, and
    another's removes them; some at a time. Each author may appeal. Other wordings are hidden, and
    wait for somebody to read them."""
    proposals, done = await store.proposals(db, copies), 0
    for case in copies:
        proposal, one = proposals.get(case), await moderation.pending(db, case)
        own = proposal is not None and proposal.moderator == moderator
        if own or one.appeal or await moderation.is_removed(db, case):
            continue
        deed = Deed("removed", one.rule, reason, one.hold)
        if proposal is None:
            await _propose(kit, db, moderator, case, deed)
        else:
            await _decide(kit, db, moderator, case, "removed", deed)
        done += 1
        if done == COPIES:
            return


async def write(kit: Kit, db: Connection, moderator: Moderator, case: UUID, deed: Deed) -> None:
    await store.add(db, case, moderator, kit.day(), deed)
