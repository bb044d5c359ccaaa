"""A graph as arrays, for towns that are too large for sets."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Edges = Numbers  # one friendship a row: two members, numbered from 0


class Neighbours(NamedTuple):
    """The friends of member i are `of[start[i]:start[i + 1]]`, sorted."""

    start: Numbers
    of: Numbers

    @property
    def degrees(self) -> Numbers:
        return np.diff(self.start)

    def among(self, members: Numbers) -> Numbers:
        """The friends of all of them in a row, with repeats."""
        lengths = self.degrees[members]
        before = np.cumsum(lengths) - lengths
        within = np.arange(lengths.sum()) - np.repeat(before, lengths)
        return self.of[np.repeat(self.start[members], lengths) + within]


def once(*keys: Numbers) -> Numbers:
    """Each number once, sorted; `numpy.unique` hashes, and takes ten times as long for these."""
    together = np.concatenate(keys)
    together.sort()
    fresh = np.ones(len(together), dtype=bool)
    np.not_equal(together[1:], together[:-1], out=fresh[1:])
    return together[fresh]


def distinct(members: int, one: Numbers, other: Numbers) -> Numbers:
    """Each friendship once, as the number `smaller * members + larger`; nobody with oneself."""
    keys = np.minimum(one, other) * members + np.maximum(one, other)
    return once(keys[one != other])


def neighbours(members: int, keys: Numbers) -> Neighbours:
    """Of friendships as `distinct` numbers them."""
    one, other = np.divmod(keys, members)
    both_ways = np.concatenate([keys, other * members + one])
    both_ways.sort()
    who, of = np.divmod(both_ways, members)
    start = np.zeros(members + 1, dtype=np.int64)
    np.cumsum(np.bincount(who, minlength=members), out=start[1:])
    return Neighbours(start, of)
