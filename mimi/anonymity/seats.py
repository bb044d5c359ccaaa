"""Who is let into an open circle (P1, P9)."""

from collections import Counter
from collections.abc import Mapping
from heapq import heapify, heappop, heappush
from uuid import UUID

from mimi.anonymity.pool import Circle, Places, Pool


class Seats:
    """The open circles, and how many more each takes."""

    def __init__(self, pool: Pool, circles: Mapping[UUID, Circle]) -> None:
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


def admit(pool: Pool, seats: Seats, places: Places) -> None:
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
