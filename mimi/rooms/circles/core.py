"""The core: accounts taken for real people, who vouch for others (P9)."""

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from mimi.kit.chunks import chunks
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.rooms import accounts
from mimi.rooms.circles import store_core

AGE, FRIENDS = 30, 5  # days here, and personal friends in the core, before a member enters it
REST = 30  # days from entering the core, or vouching, until an account may vouch for a newcomer

Graph = Mapping[UUID, set[UUID]]


async def grow(kit: Kit, db: Connection, personal: Graph) -> None:
    """Adds the founders or the roster, then whoever is old enough and known enough.

    Never by age or by the number of friends alone: both can be bought. Entering costs the vouches
    of `FRIENDS` distinct people, who each have one in `REST` days: five people whom a farm fooled
    let in one fake a month, not all of it (docs/adr/0007).
    """
    if kit.settings.founders == "none":
        return
    today, joined, core = kit.day(), await accounts.joined_days(db), await store_core.core(db)
    outside = [one for one in joined if one not in core]
    roster = kit.settings.founders == "roster"
    first = await _on_roster(db, outside) if roster else await _founders(kit, db, joined)
    resting = await store_core.vouches(db, today - REST)
    free = {one for one, since in core.items() if since <= today - REST and one not in resting}
    old = [one for one in outside if one not in first and today - joined[one] >= AGE]
    vouchers = newcomers(old, personal, free)
    for some in chunks(sorted((first | vouchers.keys()) - core.keys())):
        await store_core.enter_core(db, some, today)
    for some in chunks(sorted(one for five in vouchers.values() for one in five)):
        await store_core.vouch(db, some, today)


def newcomers(old: list[UUID], personal: Graph, free: set[UUID]) -> dict[UUID, list[UUID]]:
    """Who enters the core, and by whom: nobody vouches for two. The best known come first."""
    known = {one: personal.get(one, set()) & free for one in old}
    entering: dict[UUID, list[UUID]] = {}
    for one in sorted(old, key=lambda one: (-len(known[one]), one)):
        vouchers = sorted(known[one] & free)[:FRIENDS]
        if len(vouchers) == FRIENDS:
            entering[one] = vouchers
            free = free.difference(vouchers)
    return entering


async def _founders(kit: Kit, db: Connection, joined: Mapping[UUID, int]) -> set[UUID]:
    """Everybody who had joined by the day on which there were K; settled for ever after it.

    Never finer than a day: the order of joining within a day is not kept.
    """
    ends = await store_core.founding(db)
    if ends is None:
        ends = founding_day(joined, kit.settings.circle.k)
        if ends is not None and ends < kit.day():
            await store_core.settle_founding(db, ends)
    return {one for one, day in joined.items() if ends is None or day <= ends}


def founding_day(joined: Mapping[UUID, int], k: int) -> int | None:
    """The first day by which `k` had joined. None while there are fewer."""
    so_far = 0
    for day, newcomers in sorted(Counter(joined.values()).items()):
        so_far += newcomers
        if so_far >= k:
            return day
    return None


async def _on_roster(db: Connection, outside: list[UUID]) -> set[UUID]:
    """Whom the core takes by a line of the roster, each line once while its account is here.

    Else one line would make a core account of every number that its owner can change to.
    """
    found: set[UUID] = set()
    for some in chunks(outside):
        tags = await accounts.phone_tags_of(db, some)
        free = await store_core.free_on_roster(
            db, sorted(tag for ones in tags.values() for tag in ones)
        )
        mine = {one: tag for one, ones in tags.items() for tag in ones[::-1] if tag in free}
        await store_core.claim_lines(db, list(mine.values()), list(mine))
        found |= mine.keys()
    return found
