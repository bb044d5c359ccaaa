"""Who sits together: the audience is a function of a group, never of an author (P1).

A circle is closed, and only ever gains members who were waiting, or loses those who leave. It is
never split or rebuilt and nobody is moved, since two groupings of the same people, laid over each
other, name whoever is in both. All of this is a function of friendships and epochs, so no
circle can be steered by when or what somebody wrote.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import NamedTuple
from uuid import UUID

from mimi.anonymity.vouching import Vouching, vouched
from mimi.settings import CircleRule

Graph = Mapping[UUID, Set[UUID]]


class Circle(NamedTuple):
    """An existing one, as the epoch finds it."""

    members: Set[UUID]
    awake: int  # members who have, or may still fetch, tokens to write
    plausible: int  # those of them who are vouched for


@dataclass
class Places:
    """What an epoch decides."""

    joins: dict[UUID, list[UUID]] = field(default_factory=dict[UUID, list[UUID]])
    opened: list[list[UUID]] = field(default_factory=list[list[UUID]])


class Epoch(NamedTuple):
    """All that is known when an epoch begins."""

    number: int
    waiting: Mapping[UUID, int]  # member → the number of the epoch since when
    circles: Mapping[UUID, Circle]
    friends: Graph
    personal: Graph  # those friendships by which somebody can be vouched for
    core: Collection[UUID]


def place(epoch: Epoch, rule: CircleRule) -> Places:
    """Gives those who wait their places.

    First into open circles where they have company, then into new ones; who has waited is content
    with less company and a fuller circle. Whoever has no friends stays in the pool, and a group in
    which fewer than `k` are vouched for opens no circle, so that a farm that waits beside somebody
    cannot close them in (P9). In a place with at most `most` members all who know each other are
    one circle, whatever their number.
    """
    pool = _Pool(epoch, rule)
    places = Places()
    placed = sum(len(circle.members) for circle in epoch.circles.values())
    if placed + len(pool.waiting) <= rule.most:
        _join_small(pool, epoch.circles, places)
        _form_small(pool, places)
    else:
        seats = _Seats(pool, epoch.circles)
        _admit(pool, seats, places)
        _form(pool, places)
        seats.full = {one: seats.fuller(waited) for one, waited in pool.waited.items()}
        _admit(pool, seats, places)
    return places


class _Pool:
    """Who waits, and what is asked about them."""

    def __init__(self, epoch: Epoch, rule: CircleRule) -> None:
        self.friends, self.core, self.rule = epoch.friends, epoch.core, rule
        self.personal = epoch.personal
        self.waited = {
            one: epoch.number - since
            for one, since in epoch.waiting.items()
            if epoch.friends.get(one)
        }
        self.waiting = set(self.waited)

    def closeness(self, member: UUID, inside: int) -> float:
        """How much of a member's company a group with so many friends of theirs is.

        By the share, not the number: whoever has many friends finds some in every circle, whoever
        has few does not. The summand keeps somebody with one friend from coming first everywhere.
        """
        return inside / (len(self.friends[member]) + 3)

    def has_company(self, member: UUID, inside: int) -> bool:
        """Whether so many friends in an open circle are enough to join it.

        As many as the first rung needs; after half the wait most of those one has; after twice
        the wait anybody.
        """
        waited, rule = self.waited[member], self.rule
        most_of_them = 2 * inside > len(self.friends[member])
        return (
            inside >= rule.friends_needed
            or (waited >= rule.wait_days // 2 and most_of_them)
            or waited >= 2 * rule.wait_days
        )

    def may_open(self, group: Collection[UUID]) -> bool:
        """Whether these are enough for a circle: `opens`, or `k` of whom one waited long.

        `k` of them vouched for, whatever their number.
        """
        patient = any(self.waited[one] >= self.rule.wait_days for one in group)
        if len(group) < (self.rule.k if patient else self.rule.opens):
            return False
        return vouched(sorted(group), self.personal, self.core) >= self.rule.k


class _Company:
    """A group of a small place as it grows: whoever knows somebody there who is vouched for.

    The others join too, up to `full - k`, but bring nobody: else one fake with one friend would
    let in all the fakes behind it.
    """

    def __init__(self, pool: _Pool, members: Collection[UUID]) -> None:
        self._pool, self._vouching = pool, Vouching(pool.personal, pool.core)
        self._places = pool.rule.full - pool.rule.k
        self.known, self.refused = Counter[UUID](), set[UUID]()
        for member in sorted(members, key=lambda one: (one not in pool.core, one)):
            self.add(member)

    def add(self, member: UUID) -> bool:
        if self._vouching.add(member):
            self.known.update(self._pool.friends.get(member, ()))
            return True
        self._places -= 1
        if self._places < 0:
            self.refused.add(member)
        return self._places >= 0


def _join_small(pool: _Pool, circles: Mapping[UUID, Circle], places: Places) -> None:
    """A small place: whoever knows somebody in a circle joins it, the core first (P9)."""
    companies = {at: _Company(pool, circles[at].members) for at in sorted(circles)}
    while offers := [
        (one not in pool.core, -company.known[one], one, at)
        for at, company in companies.items()
        for one in pool.waiting & company.known.keys() - company.refused
    ]:
        *_, one, at = min(offers)
        if companies[at].add(one):
            pool.waiting.discard(one)
            places.joins.setdefault(at, []).append(one)


def _form_small(pool: _Pool, places: Places) -> None:
    """A small place: one circle of all who know each other, or of each such group."""
    left = pool.waiting.intersection(pool.core)
    while left:
        group = _around(min(left), pool)
        left.difference_update(group)
        if pool.may_open(group):
            places.opened.append(sorted(group))
            pool.waiting.difference_update(group)


def _around(seed: UUID, pool: _Pool) -> set[UUID]:
    """Everybody who waits and whom the seed's company takes in."""
    company, group = _Company(pool, [seed]), {seed}
    while near := pool.waiting & company.known.keys() - company.refused - group:
        one = min(near, key=lambda one: (one not in pool.core, -company.known[one], one))
        if company.add(one):
            group.add(one)
    return group


class _Seats:
    """The open circles, and how many more each takes."""

    def __init__(self, pool: _Pool, circles: Mapping[UUID, Circle]) -> None:
        self.rule = pool.rule
        self.at = {one: at for at in sorted(circles) for one in circles[at].members}
        self.taken = {at: len(circle.members) for at, circle in circles.items()}
        self.awake = {at: circle.awake for at, circle in circles.items()}
        self.short = {at for at in circles if circles[at].plausible < pool.rule.opens}
        self.full = dict.fromkeys(pool.waited, pool.rule.full)

    def fuller(self, waited: int) -> int:
        """The members awake with whom a circle is full for somebody who has waited so long.

        `full` on the first day, half-way to `most` after half the wait, `most` after twice the
        wait. Who waited sits with friends rather than with nobody; before that a new circle may
        open with them, with fewer strangers in it, so that nobody is left without one later.
        """
        rule, half = self.rule, max(self.rule.wait_days // 2, 1)
        if waited >= 2 * rule.wait_days:
            return rule.most
        return rule.full + (rule.most - rule.full) // 2 * min(waited, half) // half

    def has_room(self, member: UUID, at: UUID) -> bool:
        """Never beyond `most`. A circle short of plausible authors is not full before that (P9):
        else fakes could take the seats of those without whom it may not publish.
        """
        wanted = at in self.short or self.awake[at] < self.full[member]
        return wanted and self.taken[at] < self.rule.most

    def take(self, member: UUID, at: UUID) -> None:
        self.at[member] = at
        self.taken[at] += 1
        self.awake[at] += 1


def _admit(pool: _Pool, seats: _Seats, places: Places) -> None:
    """Takes those who wait into circles with company and room for them, the closest first."""
    links = {
        one: Counter(seats.at[friend] for friend in pool.friends[one] if friend in seats.at)
        for one in pool.waiting
    }
    offers = [(-pool.closeness(one, links[one][at]), one, at) for one in links for at in links[one]]
    heapify(offers)
    while offers:
        _, member, at = heappop(offers)
        if member not in pool.waiting or not seats.has_room(member, at):
            continue
        if not pool.has_company(member, links[member][at]):
            continue
        pool.waiting.discard(member)
        seats.take(member, at)
        places.joins.setdefault(at, []).append(member)
        for friend in pool.friends[member] & pool.waiting:
            links[friend][at] += 1
            heappush(offers, (-pool.closeness(friend, links[friend][at]), friend, at))


def _form(pool: _Pool, places: Places) -> None:
    """Opens new circles, grown from whoever has the fewest friends left to sit with."""
    left = {one: len(pool.friends[one] & pool.waiting) for one in pool.waiting}
    seeds = sorted((fewest, one) for one, fewest in left.items())
    while seeds:
        fewest, seed = heappop(seeds)
        if left.get(seed) != fewest:
            continue
        group = _grow(seed, pool)
        for member in (seed, *group):  # if they are too few, all who can be reached are too few
            left.pop(member, None)
        if not pool.may_open(group):
            continue
        places.opened.append(sorted(group))
        pool.waiting.difference_update(group)
        for friend in (friend for one in group for friend in pool.friends[one]):
            if friend in left:
                left[friend] -= 1
                heappush(seeds, (left[friend], friend))


def _grow(seed: UUID, pool: _Pool) -> list[UUID]:
    """The seed's group: again and again the one who is closest to it.

    Once there are enough to open, only those who have the friends there that the first rung needs,
    up to `full`; so a circle is small where friends are few or have not come yet. Those for whom
    nobody is left to vouch find only so many places that `k` remain. Empty when not even the seed
    finds one.
    """
    group, vouching, real = list[UUID](), Vouching(pool.personal, pool.core), 0
    inside, seen, offers = Counter[UUID](), set[UUID](), [(0.0, seed)]
    rule = pool.rule
    while offers and len(group) < rule.full:
        _, closest = heappop(offers)
        enough = len(group) >= rule.opens and real >= rule.k
        if closest in seen or (enough and inside[closest] < rule.friends_needed):
            continue
        seen.add(closest)
        if vouching.add(closest):
            real += 1
        elif len(group) - real >= rule.full - rule.k:
            continue
        group.append(closest)
        for friend in pool.friends[closest] & pool.waiting - seen:
            inside[friend] += 1
            heappush(offers, (-pool.closeness(friend, inside[friend]), friend))
    return group
