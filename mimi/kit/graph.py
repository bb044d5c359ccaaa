"""Who is tied to whom, by number: arrays, of which sets are made only where somebody asks."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from mimi.kit.columns import Column

Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]


class Graph(Mapping[int, set[int]]):
    """The friends of everybody who has one, those of number `n` in `of[start[n]:start[n + 1]]`."""

    def __init__(self, members: int, ones: Column, others: Column) -> None:
        """`ones` in order; each friendship both ways round."""
        self.start = np.searchsorted(ones, np.arange(members + 1))
        self.of = others

    def __getitem__(self, one: int) -> set[int]:
        found = self.of[self.start[one] : self.start[one + 1]].tolist()
        if not found:
            raise KeyError(one)
        return set(found)

    def __iter__(self) -> Iterator[int]:
        return iter(np.flatnonzero(self.counts).tolist())

    def __len__(self) -> int:
        return int(np.count_nonzero(self.counts))

    @property
    def counts(self) -> Column:
        """How many friends each has."""
        return np.diff(self.start)

    def around(self, some: Column) -> Column:
        """The friends of the first of these, of the second, and so on."""
        counts = self.counts[some]
        first = np.repeat(self.start[some] - np.cumsum(counts) + counts, counts)
        return self.of[first + np.arange(len(first))]

    def among(self, some: Mask) -> Column:
        """How many of each one's friends are among these."""
        total = np.concatenate([[0], np.cumsum(some[self.of])])
        return total[self.start[1:]] - total[self.start[:-1]]


class Pairs(NamedTuple):
    """Pairs with a mark or without, each once, in order: twice its place, one less if marked.

    The place of a pair is `one * members + other`.
    """

    members: int
    coded: Column

    @property
    def places(self) -> Column:
        return self.coded + 1 >> 1

    @property
    def marked(self) -> Mask:
        return (self.coded & 1).astype(bool)

    def ends(self, some: Column) -> tuple[Column, Column]:
        """Of places."""
        one, other = np.divmod(some, max(self.members, 1))
        return one.astype(np.int32), other.astype(np.int32)


def pairs(members: int, ones: Column, others: Column, marked: Mask | bool) -> Pairs:
    """What stands there twice is marked if one of the two is."""
    places = ones.astype(np.int64) * members + others
    coded = np.sort(2 * places - marked)
    places = coded + 1 >> 1
    return Pairs(members, coded[np.diff(places, prepend=-1) > 0])
