"""Who sits together: the audience is a function of a group, never of an author (P1).

A circle is closed, and only ever gains members who were waiting, or loses those who leave. It is
never split or rebuilt and nobody is moved, since two groupings of the same people, laid over each
other, name whoever is in both. All of this is a function of friendships and epochs, so no
circle can be steered by when or what somebody wrote.
"""

from collections import Counter
from heapq import heappop, heappush

from mimi.anonymity.pool import Circle, Epoch, Places, Pool
from mimi.anonymity.seats import Seats, admit
from mimi.anonymity.small_places import form_small, join_small
from mimi.anonymity.vouching import Vouching, Who
from mimi.settings_tables import CircleRule

__all__ = ["Circle", "Epoch", "Places", "place"]

STALE = 4  # entries of a heap for each that still holds


def place(epoch: Epoch[Who], rule: CircleRule) -> Places[Who]:
    """Gives those who wait their places.

    First into open circles where they have company, then into new ones; who has waited is content
    with less company and a fuller circle. Whoever has no friends stays in the pool, and a group in
    which fewer than `k` are vouched for opens no circle, so that a farm that waits beside somebody
    cannot close them in (P9). In a place with at most `most` members all who know each other are
    one circle, whatever their number.
    """
    pool = Pool(epoch, rule)
    places = Places[Who]()
    placed = epoch.elsewhere + sum(len(circle.members) for circle in epoch.circles.values())
    if placed + len(pool.waiting) <= rule.most:
        join_small(pool, epoch.circles, places)
        form_small(pool, places)
    else:
        seats = Seats(pool, epoch.circles)
        admit(pool, seats, places)
        _form(pool, places)
        seats.full = {one: seats.fuller(waited) for one, waited in pool.waited.items()}
        admit(pool, seats, places)
    return places


def _form(pool: Pool[Who], places: Places[Who]) -> None:
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
        taken = Counter(friend for one in group for friend in pool.friends[one])
        for friend in taken.keys() & left.keys():
            left[friend] -= taken[friend]
            heappush(seeds, (left[friend], friend))
        if len(seeds) > STALE * len(left):  # most of it says what was once left to somebody
            seeds = sorted((fewest, one) for one, fewest in left.items())


def _grow(seed: Who, pool: Pool[Who]) -> list[Who]:
    """The seed's group: again and again the one who is closest to it.

    Once there are enough to open, only those who have the friends there that the first rung needs,
    up to `full`; so a circle is small where friends are few or have not come yet. Those for whom
    nobody is left to vouch find only so many places that `k` remain. Empty when not even the seed
    finds one.
    """
    group, vouching, real = list[Who](), Vouching(pool.personal, pool.core), 0
    inside, seen, offers = Counter[Who](), set[Who](), [(0.0, seed)]
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
        for friend in (pool.friends[closest] & pool.waiting) - seen:
            inside[friend] += 1
            heappush(offers, (-pool.closeness(friend, inside[friend]), friend))
    return group
