"""The core: accounts taken for real people, who vouch for others (P9)."""

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from mimi.kit.chunks import chunks
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.rooms import accounts
from mimi.rooms.circles import store

AGE, FRIENDS = 30, 5  # days here, and friends in the core, before a member enters it

Graph = Mapping[UUID, set[UUID]]


async def grow(kit: Kit, db: Connection, graph: Graph) -> None:
    """Adds the founders or the roster, then whoever is old enough and known enough.

    Never by age or by the number of friends alone: both can be bought.
    """
    if kit.settings.founders == "none":
        return
    joined = await accounts.joined_days(db)
    first = kit.settings.founders == "first"
    founders = await _founders(kit, db, joined) if first else await _on_roster(db, list(joined))
    core = await store.core(db)
    known = _known(graph, core | founders, {one: kit.day() - day for one, day in joined.items()})
    for some in chunks(sorted((founders | known) - core)):
        await store.enter_core(db, some, kit.day())


async def _founders(kit: Kit, db: Connection, joined: Mapping[UUID, int]) -> set[UUID]:
    """Everybody who had joined by the day on which there were K; settled for ever after it.

    Never finer than a day: the order of joining within a day is not kept.
    """
    ends = await store.founding(db)
    if ends is None:
        ends = founding_day(joined, kit.settings.circle.k)
        if ends is not None and ends < kit.day():
            await store.settle_founding(db, ends)
    return {one for one, day in joined.items() if ends is None or day <= ends}


def founding_day(joined: Mapping[UUID, int], k: int) -> int | None:
    """The first day by which `k` had joined. None while there are fewer."""
    so_far = 0
    for day, newcomers in sorted(Counter(joined.values()).items()):
        so_far += newcomers
        if so_far >= k:
            return day
    return None


async def _on_roster(db: Connection, everybody: list[UUID]) -> set[UUID]:
    found: set[UUID] = set()
    for some in chunks(sorted(everybody)):
        tags = await accounts.phone_tags_of(db, some)
        known = await store.on_roster(db, sorted(tag for ones in tags.values() for tag in ones))
        found |= {one for one, ones in tags.items() if known.intersection(ones)}
    return found


def _known(graph: Graph, core: set[UUID], ages: Mapping[UUID, int]) -> set[UUID]:
    old = (one for one in graph if ages.get(one, 0) >= AGE)
    return {one for one in old if len(graph[one] & core) >= FRIENDS}
