"""Being asked, and answering.

Protects members from each other: a juror is shown nothing of a circle whose secrets they may see,
so never what a friend may have written, and sees words and a rule only. Who voted how stands under
an HMAC of member and case, like a like. And whoever is written about: what names somebody, shows
them or threatens them goes to moderators alone.
"""

from uuid import UUID

import msgspec

from mimi.kit import base64url
from mimi.kit.db import Connection
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.kit.limits import allow
from mimi.rooms import circles, moderation, secrets
from mimi.rooms.accounts import Viewer
from mimi.rooms.jurors import policy, store
from mimi.rooms.jurors.controls import controls
from mimi.rooms.jurors.model import Jury, Language, Sealed, Task, Verdict, Vote
from mimi.rooms.moderation import JURY, Pending

RULES = frozenset({"bullying", "rumour", "spam", "other"})
TASKS = 30  # a juror and day


async def ask(kit: Kit, db: Connection, viewer: Viewer, language: Language) -> Jury:
    """The next task; asking again may give another one."""
    if not await _is_juror(kit, db, viewer):
        return Jury(False, None)
    asked, _ = await store.record(db, _record(kit, viewer))
    left = await _left(kit, db, viewer, language)
    if left and (asked < policy.PROVED or kit.chance.random.random() < policy.CONTROL):
        return Jury(True, _control(kit, viewer, language, left))
    found = await _candidates(kit, db, viewer)
    return Jury(True, _of_case(kit, viewer, found[0]) if found else None)


async def _is_juror(kit: Kit, db: Connection, viewer: Viewer) -> bool:
    return await moderation.weight(kit, db, viewer) >= policy.RIGHT


async def _candidates(kit: Kit, db: Connection, viewer: Viewer) -> list[Pending]:
    """What waits and does not climb, of strangers, that this juror has said nothing of."""
    fit = [one for one in await moderation.queue(db) if _fits(one)]
    cases = [one.case for one in fit]
    where = await moderation.circles_of(db, cases)
    known = {sight.circle for sight in await secrets.sights(kit, db, viewer)}
    own = await circles.membership(db, viewer)
    known |= {own[0]} if own else set()
    done = await store.voted(db, cases, [_tag(kit, viewer, case) for case in cases])
    return [one for one in fit if one.case not in done and where[one.case] not in known]


def _fits(one: Pending) -> bool:
    return one.rule in RULES and one.hold == "stays" and not one.photo and one.appeal is None


async def _left(kit: Kit, db: Connection, viewer: Viewer, language: Language) -> list[int]:
    """The tasks of known answer that this juror has not answered yet, by their places."""
    proved = await store.proved(db, _record(kit, viewer))
    return [at for at in range(len(controls(language))) if _thing(language, at) not in proved]


def _thing(language: Language, at: int) -> bytes:
    return language.encode() + at.to_bytes(14)


def _control(kit: Kit, viewer: Viewer, language: Language, left: list[int]) -> Task:
    at = kit.chance.random.choice(left)
    known = controls(language)[at]
    return Task(_named(kit, viewer, True, _thing(language, at)), known.text, known.rule)


def _of_case(kit: Kit, viewer: Viewer, one: Pending) -> Task:
    return Task(_named(kit, viewer, False, one.case.bytes), one.text, one.rule)


def _named(kit: Kit, viewer: Viewer, control: bool, thing: bytes) -> str:
    """Sealed: a juror cannot tell which kind it is, nor answer in another's place."""
    return base64url.encode(
        kit.keys.seal("jury", msgspec.msgpack.encode(Sealed(viewer.bytes, control, thing)))
    )


async def answer(kit: Kit, db: Connection, viewer: Viewer, given: Verdict) -> None:
    """The same answer whatever it does. Problems: invalid-request, too-many."""
    task = _opened(kit, viewer, given.task)
    await allow(kit, db, "jury", viewer.bytes, TASKS)
    if task.control:
        await _prove(kit, db, viewer, task, given.breaks)
    elif await _is_juror(kit, db, viewer):
        await _vote(kit, db, viewer, UUID(bytes=task.thing), given.breaks)


def _opened(kit: Kit, viewer: Viewer, name: str) -> Sealed:
    try:
        plain = kit.keys.unseal("jury", base64url.decode(name))
    except ValueError:
        plain = None
    task = msgspec.msgpack.decode(plain, type=Sealed) if plain else None
    if task is None or task.juror != viewer.bytes:
        raise Problem(400, "invalid-request", "This is no task of this member's.")
    return task


async def _prove(kit: Kit, db: Connection, viewer: Viewer, task: Sealed, breaks: bool) -> None:
    """Each task counts once: else one whose answer a juror knows would raise the record again and
    again."""
    if not await store.prove(db, _record(kit, viewer), task.thing):
        return
    language: Language = "zh" if task.thing[:2] == b"zh" else "en"
    known = controls(language)[int.from_bytes(task.thing[2:])]
    right = known.breaks == breaks
    await store.count(db, _record(kit, viewer), int(right))
    await moderation.count_control(kit, db, breaks=known.breaks, right=right)


async def _vote(kit: Kit, db: Connection, viewer: Viewer, case: UUID, breaks: bool) -> None:
    counts = policy.counts(*await store.record(db, _record(kit, viewer)))
    if not await store.vote(db, Vote(case, _tag(kit, viewer, case), breaks, counts)):
        return
    agreed = policy.verdict(*await store.tally(db, case))
    if agreed is not None and await moderation.is_stopped(db, case):
        await _close(kit, db, case, agreed)


async def _close(kit: Kit, db: Connection, case: UUID, breaks: bool) -> None:
    """What breaks a rule is hidden until moderators have decided; what does not is let go."""
    found = await moderation.pending(db, case)
    if breaks:
        await moderation.hide(db, case, found.rule)
    else:
        await moderation.decide(kit, db, case, found.rule, "kept", JURY)
    await store.forget(db, case)


def _record(kit: Kit, viewer: Viewer) -> bytes:
    return kit.keys.tag("juror", viewer.bytes)


def _tag(kit: Kit, viewer: Viewer, case: UUID) -> bytes:
    return kit.keys.tag("vote", viewer.bytes, case.bytes)
