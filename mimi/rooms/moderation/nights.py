"""What the night does: all that was decided, pleaded and let lapse in a day shows together."""

from collections import Counter
from uuid import UUID

from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.rooms import comments, secrets
from mimi.rooms.moderation import (
    cases,
    holds,
    outcomes,
    pictures,
    pleas,
    reports,
    store_nights,
    store_outcomes,
    store_reports,
)
from mimi.rooms.moderation.outcomes import Told
from mimi.rooms.moderation.store_outcomes import Decided

APPEAL_DAYS = 14  # in which an author may say something against a removal


async def night(kit: Kit, db: Connection, window: int) -> None:
    pleas.make_key(kit, window)
    await holds.lapse(db, window)
    await pleas.take(kit, db, window)
    await _tell(kit, db)
    await _erase(kit, db, window)
    await _sweep(db)
    await pictures.forget(kit, db)
    await store_outcomes.forget(db, kit.day() - outcomes.KEPT)


async def _tell(kit: Kit, db: Connection) -> None:
    """Tells of what was decided since the last night, and of what waits; and counts reports."""
    decided, today = await store_outcomes.untold(db), kit.day()
    hidden, worried = await store_outcomes.hidden(db), await store_outcomes.worried(db)
    told = [(case, Told("helped", "self-harm", today, appeal=False)) for case in worried]
    told += [(case, Told("held", case.rule, today, not appealed)) for case, appealed in hidden]
    heard = [one for one in decided if await _is_heard_of(kit, db, one)]
    await outcomes.tell(kit, db, [*told, *((one.case, _told(one)) for one in heard)])
    await _count(kit, db, decided)
    await store_outcomes.set_told(db, [one.case.case for one in decided])


async def _is_heard_of(kit: Kit, db: Connection, one: Decided) -> bool:
    """Not what was let go although nobody had reported it or was told that it is hidden: its author
    would learn that something was recognised in it, a picture that was removed."""
    if one.outcome != "kept" or one.appealed or one.reported:
        return True
    return await store_outcomes.is_listed(db, outcomes.name_of(reports.receipt(kit, one.case.case)))


def _told(one: Decided) -> Told:
    """A cry for help is answered as one, also when moderators looked before the night came."""
    if one.rule == "self-harm" and one.outcome != "removed":
        return Told("helped", one.rule, one.day, appeal=False)
    return Told(one.outcome, one.rule, one.day, one.outcome != "kept" and not one.appealed)


async def _count(kit: Kit, db: Connection, decided: list[Decided]) -> None:
    """Adds to the records of all who reported what was decided, in the order of their names, so
    that the heap does not say who reported the same. Who worried about somebody was not wrong."""
    outcome = {one.case.case: one.outcome for one in decided}
    cared = {one.case.case for one in decided if _told(one).outcome == "helped"}
    confirmed, rejected = Counter[bytes](), Counter[bytes]()
    for case, sealed in await store_reports.take(db, sorted(outcome)):
        reporter = kit.keys.unseal("reporter", sealed)
        if reporter and outcome[case] != "stays" and case not in cared:
            (confirmed if outcome[case] == "removed" else rejected)[reporter] += 1
    names = sorted({*confirmed, *rejected})
    await store_reports.count(db, [(name, confirmed[name], rejected[name]) for name in names])


async def _erase(kit: Kit, db: Connection, window: int) -> None:
    """Nothing is left of what was removed once nobody can appeal any more."""
    for case in await store_nights.final(db, kit.day() - APPEAL_DAYS):
        circle, secret, comment = case.item
        if comment is None:
            kit.deleted.note("secret", [secret], window)
            await secrets.erase(db, [(circle, secret)])
        else:
            kit.deleted.note("comment", [comment], window)
            await comments.delete(db, [(circle, secret, comment)])


async def _sweep(db: Connection) -> None:
    """Forgets the cases of what is gone; that something was decided stays, in the log."""
    after = UUID(int=0)
    while found := await store_nights.after(db, after):
        gone = [one.case for one in found if await cases.content(db, one.item) is None]
        await store_nights.forget(db, gone)
        after = found[-1].case
