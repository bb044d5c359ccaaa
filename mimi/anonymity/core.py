"""Who is taken for a real person, and so may vouch for others (P9)."""

from collections import Counter
from collections.abc import Mapping, Set
from typing import Generic, NamedTuple
from uuid import UUID

from mimi.anonymity.vouching import Who

AGE, FRIENDS = 30, 5  # days here, and personal friends in the core, before a member enters it
REST = 30  # days from entering the core, or vouching, until an account may vouch for a newcomer


class Core(NamedTuple, Generic[Who]):
    """The core as a day finds it."""

    since: Mapping[Who, int]  # who is in it → since which day
    resting: Set[Who]  # who let somebody in, in the last `REST` days


def founding_day(joined: Mapping[UUID, int], k: int) -> int | None:
    """The first day by which `k` had joined. None while there are fewer."""
    so_far = 0
    for day, newcomers in sorted(Counter(joined.values()).items()):
        so_far += newcomers
        if so_far >= k:
            return day
    return None


def entering(
    today: int, joined: Mapping[Who, int], personal: Mapping[Who, Set[Who]], core: Core[Who]
) -> dict[Who, list[Who]]:
    """Who enters the core today → who vouched for them. The best known come first.

    Protects everybody from a farm. Never by age or by the number of friends alone: both can be
    bought. Entering costs the vouches of `FRIENDS` distinct people, who each have one in `REST`
    days: five people whom a farm fooled let in one fake a month, not all of it (docs/adr/0007).
    """
    old = [one for one, day in joined.items() if today - day >= AGE and one not in core.since]
    free = {one for one, since in core.since.items() if since <= today - REST} - core.resting
    known = {one: personal.get(one, set()) & free for one in old}
    found: dict[Who, list[Who]] = {}
    for one in sorted(old, key=lambda one: (-len(known[one]), one)):
        vouchers = sorted(known[one] & free)[:FRIENDS]
        if len(vouchers) == FRIENDS:
            found[one] = vouchers
            free.difference_update(vouchers)
    return found
