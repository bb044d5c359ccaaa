"""A place of so few members that all who know each other are one circle (P1, P9)."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Generic
from uuid import UUID

from mimi.anonymity.pool import Circle, Places, Pool
from mimi.anonymity.vouching import Vouching, Who


class _Company(Generic[Who]):
    """A group of a small place as it grows: whoever knows somebody there who is vouched for.

    The others join too, up to `full - k`, but bring nobody: else one fake with one friend would
    let in all the fakes behind it.
    """

    def __init__(self, pool: Pool[Who], members: Collection[Who]) -> None:
        self._pool, self._vouching = pool, Vouching(pool.personal, pool.core)
        self._places = pool.rule.full - pool.rule.k
        self.known, self.refused = Counter[Who](), set[Who]()
        for member in sorted(members, key=lambda one: (one not in pool.core, one)):
            self.add(member)

    def add(self, member: Who) -> bool:
        if self._vouching.add(member):
            self.known.update(self._pool.friends.get(member, ()))
            return True
        self._places -= 1
        if self._places < 0:
            self.refused.add(member)
        return self._places >= 0


def join_small(pool: Pool[Who], circles: Mapping[UUID, Circle[Who]], places: Places[Who]) -> None:
    """A small place: whoever knows somebody in a circle joins it, the core first (P9).

    The last seats are for who has waited: if the place outgrows one circle meanwhile, whoever comes
    then finds enough others who wait to open a second one with.
    """
    companies = {at: _Company(pool, circles[at].members) for at in sorted(circles)}
    taken = {at: len(circles[at].members) for at in circles}
    while offers := [
        (one not in pool.core, -company.known[one], one, at)
        for at, company in companies.items()
        for one in pool.waiting & company.known.keys() - company.refused
        if taken[at] < pool.rule.ample or pool.waited[one] >= pool.rule.half_wait
    ]:
        *_, one, at = min(offers)
        if companies[at].add(one):
            taken[at] += 1
            pool.waiting.discard(one)
            places.joins.setdefault(at, []).append(one)


def form_small(pool: Pool[Who], places: Places[Who]) -> None:
    """A small place: one circle of all who know each other, or of each such group."""
    left = pool.waiting.intersection(pool.core)
    while left:
        group = _around(min(left), pool)
        left.difference_update(group)
        if pool.may_open(group):
            places.opened.append(sorted(group))
            pool.waiting.difference_update(group)


def _around(seed: Who, pool: Pool[Who]) -> set[Who]:
    """Everybody who waits and whom the seed's company takes in."""
    company, group = _Company(pool, [seed]), {seed}
    while near := pool.waiting & company.known.keys() - company.refused - group:
        one = min(near, key=lambda one: (one not in pool.core, -company.known[one], one))
        if company.add(one):
            group.add(one)
    return group
