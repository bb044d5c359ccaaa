"""Much of the same kind at once: what alone would only climb no further is hidden together.

Protects readers: what stays on the first rung is what they are near to, so a few who tell nothing
but spam would fill their whole feed. And whoever wrote: it counts what one circle told together, by
what it says, never who told how much (P1). Nobody learns from it what is told elsewhere: of their
own circle members see all of it anyway.
"""

from collections.abc import Collection, Sequence

from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.rooms.moderation import cases, holds, store
from mimi.rooms.moderation.model import Item
from mimi.rooms.moderation.policy import FLOOD, Reason, Strength, risk


def is_spam(seen: Collection[Reason]) -> bool:
    """Not what may be a cry for help too: that is hidden by nobody."""
    return "spam" in seen and "self-harm" not in seen


async def hold(kit: Kit, db: Connection, spam: Sequence[Item]) -> None:
    """Hides what one circle told at a time and is taken for spam, if it is a flood, until somebody
    has looked."""
    if len(spam) < FLOOD:
        return
    for item in spam:
        await _hold(kit, db, item, "hidden")


async def keep_one(kit: Kit, db: Connection, alike: Sequence[Item]) -> None:
    """The first of them climbs no further, the others are hidden, until somebody has looked."""
    first, *others = alike
    await _hold(kit, db, first, "stays")
    for item in others:
        await _hold(kit, db, item, "hidden")


async def _hold(kit: Kit, db: Connection, item: Item, wanted: Strength) -> None:
    """What is held as strongly, or was decided about, stays as it is."""
    case = cases.name(kit, item)
    await store.open_case(db, case, item, kit.day(), "spam")
    before = await store.hold(db, case)
    if before is None:
        await store.rank(db, case, "spam", risk([], {"spam"}))
    if await store.decisions(db, case) or (before and before.strength in {wanted, "hidden"}):
        return
    await holds.put(db, case, item, "spam", wanted)
