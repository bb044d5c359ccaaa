"""What moderators do: look, decide, undo, answer.

Protects who wrote and who reported: a moderator sees what was said and why it is here, and no more
(P11). And both from a moderator: a removal takes two, each act has a reason and a name beside it,
and nobody decides about an appeal who has decided before.
"""

from datetime import UTC, datetime
from uuid import UUID

from msgspec.structs import replace

from mimi.care.prints import SURE, Print
from mimi.kit.db import Connection
from mimi.kit.errors import NotFound, Problem
from mimi.kit.kit import Kit
from mimi.rooms import jurors, moderation, photos, rumours, takedowns
from mimi.rooms.console import store
from mimi.rooms.console.model import (
    Act,
    Answering,
    Decided,
    Deciding,
    Deed,
    Gathered,
    Gathering,
    Hit,
    Noted,
    Opened,
    Proposal,
    Waiting,
)
from mimi.rooms.moderation import Pending
from mimi.rooms.moderators import Moderator

ACTS = 200  # shown at a time
ACT_DAYS = 400
HITS = 20  # of a search
FINAL = ("undone", "answered", "gathered")  # acts that are not undone
WHOLE = 1.0  # the likeness of what has the whole quotation in it


async def queue(db: Connection, moderator: Moderator) -> list[Waiting]:
    """What this moderator decided and waits again is for somebody else, as appeals are."""
    found = await _waiting(db, moderator, await moderation.queue(db))
    return [replace(one, closed=one.closed or one.case.removed_by == moderator) for one in found]


async def _waiting(db: Connection, moderator: Moderator, found: list[Pending]) -> list[Waiting]:
    cases = [one.case for one in found]
    proposals, acted = await store.proposals(db, cases), await store.acted(db, cases, moderator)
    return [_seen(one, moderator, proposals.get(one.case), one.case in acted) for one in found]


def _seen(one: Pending, moderator: Moderator, proposal: Proposal | None, acted: bool) -> Waiting:
    closed = one.appeal is not None and (acted or one.removed_by == moderator)
    if proposal is None:
        return Waiting(one, None, closed)
    return Waiting(one, "own" if proposal.moderator == moderator else "other", closed)


async def show(kit: Kit, db: Connection, moderator: Moderator, case: UUID) -> Opened:
    """Raises NotFound."""
    [waiting] = await _waiting(db, moderator, [await moderation.pending(db, case)])
    acts = [_act(step) for step in await store.of(db, case)]
    found = await rumours.noted(kit, db, waiting.case.text)
    noted = Noted(*found) if found else None
    return Opened(waiting, await moderation.context(db, case), acts, noted)


async def decide(
    kit: Kit, db: Connection, moderator: Moderator, case: UUID, given: Deciding
) -> Decided:
    """A removal is proposed by the first and decided by a second; meanwhile it is hidden. That an
    appeal is refused takes only one: two others have removed it before.

    Problems: NotFound; decided-before, of an appeal; proposed, of an own proposal.
    """
    await moderation.lock(db, case)
    [waiting] = await _waiting(db, moderator, [await moderation.pending(db, case)])
    if waiting.closed:
        raise Problem(409, "decided-before", "Somebody else decides about an appeal.")
    if given.outcome == "removed" and waiting.second == "own":
        raise Problem(409, "proposed", "Another moderator has to say so too.")
    before = waiting.case.hold
    refused = waiting.case.appeal is not None and await moderation.is_removed(db, case)
    if given.outcome == "removed" and waiting.second is None and not refused:
        await store.propose(db, case, Proposal(moderator, given.rule))
        await moderation.hide(db, case, given.rule)
        await _write(kit, db, moderator, case, Deed("proposed", given.rule, given.reason, before))
        return Decided("proposed")
    await store.withdraw(db, case)
    await jurors.forget(db, case)
    await moderation.decide(kit, db, case, given.rule, given.outcome, moderator)
    if given.outcome == "removed":
        await rumours.block(kit, db, case, waiting.case.text)
    else:
        await rumours.release(db, case)
    await _write(kit, db, moderator, case, Deed(given.outcome, given.rule, given.reason, before))
    return Decided("decided")


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
    await _write(kit, db, moderator, case, Deed("undone", last.rule, "", None))


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
    await _write(kit, db, moderator, case, Deed("gathered", "rumour", said, None))
    return Gathered(found)


async def acts(db: Connection) -> list[Act]:
    return [_act(step) for step in await store.newest(db, ACTS)]


def _act(step: store.Step) -> Act:
    day = datetime.fromtimestamp(step.day * 86_400, UTC).date().isoformat()
    deed = step.deed
    return Act(step.case, step.moderator, day, deed.did, deed.rule, deed.reason)


async def search(kit: Kit, db: Connection, quotation: str) -> list[Hit]:
    """What is out and may be what is quoted, each with its case, which waits for nothing."""
    found = await takedowns.find(db, quotation, HITS)
    return [
        Hit(await moderation.look_up(kit, db, one.item), one.text, one.likeness >= WHOLE)
        for one in found
    ]


async def read_picture(kit: Kit, data: bytes) -> Print:
    """What the picture is known by. Problems: photo-too-large, photo-unreadable, too-plain."""
    [seen] = await photos.look([await photos.rebuild(kit, data)], nudity=False)
    if seen.print is None:
        raise Problem(400, "too-plain", "There is too little on it to be told from others.")
    return seen.print


async def search_picture(kit: Kit, db: Connection, wanted: Print) -> list[Hit]:
    """The secrets that are out whose picture it may be, each with its case."""
    found = await moderation.find_picture(kit, db, wanted, HITS)
    texts = [(one, await moderation.text_of(db, one.item)) for one in found]
    return [
        Hit(await moderation.look_up(kit, db, one.item), text, one.bits <= SURE)
        for one, text in texts
        if text is not None
    ]


async def answer(
    kit: Kit, db: Connection, moderator: Moderator, takedown: UUID, given: Answering
) -> None:
    """Closes a request; its cases are decided one by one. Raises NotFound."""
    await takedowns.answer(kit, db, takedown, given.answer)
    await _write(kit, db, moderator, takedown, Deed("answered", "named", given.reason, None))


async def _write(kit: Kit, db: Connection, moderator: Moderator, case: UUID, deed: Deed) -> None:
    await store.add(db, case, moderator, kit.day(), deed)


async def clean(kit: Kit, db: Connection, _: int) -> None:
    await store.forget(db, kit.day() - ACT_DAYS)
