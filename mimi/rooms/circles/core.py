"""The core: accounts taken for real people, who vouch for others (P9)."""

from collections.abc import Mapping
from uuid import UUID

import numpy as np

from mimi.anonymity.core import FRIENDS, REST, Core, entering, founding_day
from mimi.kit.chunks import chunks
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.rooms import accounts
from mimi.rooms.circles import store_core
from mimi.rooms.friends import Friendships


async def grow(kit: Kit, db: Connection, known: Friendships) -> None:
    """Adds the founders or the roster, then whoever is old enough and known enough."""
    if kit.settings.founders == "none":
        return
    today, joined, core = kit.day(), await accounts.joined_days(db), await store_core.core(db)
    outside = [one for one in joined if one not in core]
    roster = kit.settings.founders == "roster"
    first = await _on_roster(db, outside) if roster else await _founders(kit, db, joined)
    others = {one: joined[one] for one in outside if one not in first}
    resting = await store_core.vouches(db, today - REST)
    vouchers = _entering(today, others, known, Core(core, resting))
    for some in chunks(sorted((first | vouchers.keys()) - core.keys())):
        await store_core.enter_core(db, some, today)
    for some in chunks(sorted(one for five in vouchers.values() for one in five)):
        await store_core.vouch(db, some, today)


def _entering(
    today: int, joined: Mapping[UUID, int], known: Friendships, core: Core[UUID]
) -> dict[UUID, list[UUID]]:
    """Only those are asked about who have as many friends in the core as it takes."""
    everybody = known.everybody
    inside = np.zeros(len(everybody), dtype=bool)
    inside[list(everybody.keyed(core.since))] = True
    enough = known.personal.among(inside) >= FRIENDS
    others = {one: day for one, day in everybody.keyed(joined).items() if enough[one]}
    since, resting = everybody.keyed(core.since), everybody.keyed(dict.fromkeys(core.resting, 0))
    found = entering(today, others, known.personal, Core(since, resting.keys()))
    return {
        everybody.ids[one]: [everybody.ids[other] for other in five] for one, five in found.items()
    }


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
