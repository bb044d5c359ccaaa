"""Keeping an item back, and letting it go: one row, and the rungs that it comes back to.

Protects the author: that something is held is a function of what it says and of who reported it,
never of who wrote it. The author's own device is answered like everybody's (P1).
"""

from uuid import UUID

from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.windows import window
from mimi.rooms import comments, secrets
from mimi.rooms.moderation import cases, store
from mimi.rooms.moderation.model import Case, Hold, Item
from mimi.rooms.moderation.policy import VERSION, Reason, Strength

HEATED = 3  # hidden answers from which on a thread is calmed, for good


async def put(  # noqa: PLR0913, PLR0917 what, why, how strongly and for how long
    db: Connection, case: UUID, item: Item, rule: Reason, strength: Strength, until: int = 0
) -> None:
    """Holds it from this moment on, until the night `until` or, 0, until somebody decides."""
    before = await store.hold(db, case)
    rungs = (before.needed, before.lowest) if before else await _rungs(db, item)
    if rungs is None:
        return
    needed, lowest = rungs
    await store.put_hold(db, case, Hold(strength, needed, lowest, until), rule, VERSION)
    if item.comment is not None:
        await _show_answer(db, item, strength)
    elif strength == "hidden":
        await secrets.set_rungs(db, *item[:2], secrets.HIDDEN, secrets.HIDDEN)
    else:
        await secrets.set_rungs(db, *item[:2], needed, max(needed, lowest))


async def lift(db: Connection, case: UUID, item: Item) -> None:
    """It is as it was; what was not held is left alone."""
    before = await store.hold(db, case)
    if before is None:
        return
    if item.comment is not None:
        await _show_answer(db, item, None)
    else:
        await secrets.set_rungs(db, *item[:2], before.needed, before.lowest)
    await store.remove_hold(db, case)


async def restore(db: Connection, case: Case, before: Strength | None) -> None:
    """As it was held before somebody decided."""
    await lift(db, case.case, case.item)
    if before:
        await put(db, case.case, case.item, case.rule, before)


async def _rungs(db: Connection, item: Item) -> tuple[int, int] | None:
    """Of a comment none are kept; None when the item is gone."""
    if item.comment is None:
        return await secrets.rungs(db, item.circle, item.secret)
    return (0, 0) if await cases.content(db, item) else None


async def _show_answer(db: Connection, item: Item, strength: Strength | None) -> None:
    """An answer has no rung of its own: one that stays is shown to those on the first, the near."""
    circle, secret, comment = item
    if comment is None:
        return
    hidden, held = strength == "hidden", strength == "stays"
    await comments.hold(db, circle, secret, comment, hidden, held)
    if await comments.count_hidden(db, circle, secret) >= HEATED:
        await secrets.set_calm(db, circle, secret)


async def lapse(db: Connection, night: int) -> None:
    """What one report alone hid, and nobody has looked at since, is shown again, and climbs no
    further until somebody does."""
    while due := await store.lapsed(db, night):
        for case in due:
            found: Case = await cases.find(db, case)
            await put(db, case, found.item, found.rule, "stays")


def a_day(kit: Kit) -> int:
    """The night after the next one: so at least a day, whenever it begins."""
    length = kit.settings.rhythm.night
    return window(kit.clock.now(), length) + 2 * length
