"""Who is let into an open circle (P1, P9)."""

from collections import Counter
from collections.abc import Mapping
from heapq import heapify, heappop, heappush
from math import fsum
from typing import Generic
from uuid import UUID

from mimi.anonymity.pool import Circle, Places, Pool
from mimi.anonymity.vouching import Vouching, Who


class Seats(Generic[Who]):
    """The open circles, and how many more each takes."""

    def __init__(self, pool: Pool[Who], circles: Mapping[UUID, Circle[Who]]) -> None:
        self.rule = pool.rule
        self.friends, self.needed = pool.friends, pool.rule.friends_needed
        self.at = dict[Who, UUID]()
        self.inside: dict[UUID, Counter[Who]] = {at: Counter() for at in circles}
        self.worth: dict[UUID, dict[Who, float]] = {at: {} for at in circles}
        for circle in sorted(circles):
            for member in sorted(circles[circle].members):
                self._seat(member, circle)
        self.taken = {at: len(circle.members) for at, circle in circles.items()}
        self.awake = {at: circle.awake for at, circle in circles.items()}
        self.short = {at for at in circles if circles[at].plausible < pool.rule.opens}
        self.full = dict.fromkeys(pool.waited, pool.rule.full)
        self.guests = {at: _Guests(pool, circles[at]) for at in circles}

    def fuller(self, waited: int) -> int:
        """The members awake with whom a circle is full for somebody who has waited so long.

        `full` on the first day, half-way to `most` after half the wait, `most` after twice the
        wait. Who waited sits with friends rather than with nobody; before that a new circle may
        open with them, with fewer strangers in it, so that nobody is left without one later.
        """
        rule = self.rule
        if waited >= 2 * rule.wait_days:
            return rule.most
        return rule.full + (rule.ample - rule.full) * min(waited, rule.half_wait) // rule.half_wait

    def has_room(self, member: Who, at: UUID) -> bool:
        """Never beyond `most`. A circle short of plausible authors is not full before that (P9):
        else fakes could take the seats of those without whom it may not publish.
        """
        wanted = at in self.short or self.awake[at] < self.full[member]
        return wanted and self.taken[at] < self.rule.most

    def lets_in(self, member: Who, at: UUID) -> bool:
        """Whether somebody vouches for the member there, or a place for guests is left (P9)."""
        return self.guests[at].lets_in(member)

    def gain(self, member: Who, at: UUID) -> float:
        """How many shares of an author's friends would be reached more with this member in it.

        The member's own share, and those of the others: of whom the member is the friend, or the
        one friend more that somebody needed to be near.
        """
        inside, worth, known = self.inside[at], self.worth[at], self.friends[member]
        almost = self.needed - 1
        reached = sum(inside[friend] >= almost or self.at.get(friend) == at for friend in known)
        nearer = [one for one in known if inside[one] == almost and self.at.get(one) != at]
        if inside[member] < self.needed:
            nearer.append(member)
        return reached / len(known) + fsum(worth.get(one, 0.0) for one in nearer)

    def take(self, member: Who, at: UUID) -> None:
        self._seat(member, at)
        self.taken[at] += 1
        self.awake[at] += 1

    def _seat(self, member: Who, at: UUID) -> None:
        """Counts the member, for every friend, among those inside, and by the share each is."""
        self.at[member] = at
        known, worth = self.friends.get(member, ()), self.worth[at]
        self.inside[at].update(known)
        for friend in known:
            worth[friend] = worth.get(friend, 0.0) + 1 / len(known)


class _Guests(Generic[Who]):
    """The members of a circle for whom nobody is left to vouch: at most `most - full`, half of it.

    Protects the members from a farm that would fill the circle around one fooled friend of it:
    when real members leave, their friends must find a seat, or fewer than `k` could write.
    """

    def __init__(self, pool: Pool[Who], circle: Circle[Who]) -> None:
        self._vouching = Vouching(pool.personal, pool.core)
        known = sum(self._vouching.add(member) for member in sorted(circle.members))
        self._places = pool.rule.most - pool.rule.full - (len(circle.members) - known)

    def lets_in(self, member: Who) -> bool:
        """Counts the member in, unless the places for guests are taken."""
        if self._vouching.add(member):
            return True
        self._places -= 1
        return self._places >= 0


def admit(pool: Pool[Who], seats: Seats[Who], places: Places[Who]) -> None:
    """Takes those who wait into circles with company and room for them, where most are reached.

    Whose gain is the largest comes first, so that a circle's last seats go to who is missed there.
    """
    offers = [
        (-seats.gain(one, at), one, at)
        for one in pool.waiting
        for at in {seats.at[friend] for friend in pool.friends[one] if friend in seats.at}
    ]
    heapify(offers)
    while offers:
        hoped, member, at = heappop(offers)
        if member not in pool.waiting or not seats.has_room(member, at):
            continue
        if not pool.has_company(member, seats.inside[at][member]):
            continue
        if (gain := -seats.gain(member, at)) > hoped:  # somebody who joined has taken some of it
            heappush(offers, (gain, member, at))
            continue
        if not seats.lets_in(member, at):
            continue
        pool.waiting.discard(member)
        seats.take(member, at)
        places.joins.setdefault(at, []).append(member)
        for friend in pool.friends[member] & pool.waiting:
            heappush(offers, (-seats.gain(friend, at), friend, at))
