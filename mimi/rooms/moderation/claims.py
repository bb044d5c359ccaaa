"""Cases that nobody reported: what somebody without an account says is about them, what is told
again, and what moderators look up."""

from uuid import UUID

from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.rooms.moderation import cases, holds, looks, policy, reports, store
from mimi.rooms.moderation.model import Item
from mimi.rooms.moderation.policy import Reason, Strength, Told

WEIGHT = policy.VOTES  # in the queue: as several reports


async def claim(kit: Kit, db: Connection, item: Item, rule: Reason, *, hide: bool) -> UUID:
    """Lets it wait for a decision; meanwhile it is hidden if `hide`, and else climbs no further.
    What somebody has decided about before is shown as before, unless one let it go; and
    what was removed waits no more, or whoever asks again and again would keep it from being erased.
    """
    case, content = cases.name(kit, item), await cases.content(db, item)
    await store.open_case(db, case, item, kit.day(), rule)
    told = [Told(rule, WEIGHT), *await reports.since(db, case)]
    seen = await looks.seen(content) if content else set[Reason]()
    gravest = policy.gravest([*seen, *(one.reason for one in told)])
    await store.rank(db, case, gravest, policy.risk(told, seen))
    decided = await store.decisions(db, case)
    if not decided or decided[-1].outcome != "removed":
        await store.set_waiting(db, case, waiting=True)
    settled = await reports.is_settled(db, case, told[:1])
    if (hide and not settled) or not (decided or await store.hold(db, case)):
        await holds.put(db, case, item, rule, "hidden" if hide else "stays")
    return case


async def hide(db: Connection, case: UUID, rule: Reason) -> None:
    """From now on and until somebody decides, which it waits for. Raises NotFound."""
    found = await cases.find(db, case)
    await store.set_waiting(db, case, waiting=True)
    await holds.put(db, case, found.item, rule, "hidden")


async def stop(kit: Kit, db: Connection, item: Item) -> None:
    """Lets it climb no further; what is held already stays as it is."""
    case = await look_up(kit, db, item)
    if not await store.hold(db, case):
        await holds.put(db, case, item, "rumour", "stays")


async def rehold(db: Connection, case: UUID, before: Strength | None) -> None:
    """As it was held before somebody hid it. Raises NotFound."""
    await holds.restore(db, await cases.find(db, case), before)


async def look_up(kit: Kit, db: Connection, item: Item) -> UUID:
    """The case of an item, made if need be: one that waits for nothing."""
    case = cases.name(kit, item)
    if await store.find(db, case) is None:
        await store.open_case(db, case, item, kit.day(), "other")
        await store.set_waiting(db, case, waiting=False)
    return case
