"""Grows a town of any size, up to millions of members, that is knit as real communities are.

People befriend whom they meet, and they meet in groups that overlap: a table, a class, a place.
This is the affiliation model of Lattanzi & Sivakumar (*Affiliation networks*, STOC 2009) and Yang &
Leskovec (*Community-affiliation graph model*, ICDM 2012), with three things that real graphs have:

- a few are far more sociable than most: each member has a log-normal weight; it says in how many
  groups a member is, and within a group friends are drawn by it (Norros & Reittu, *On a
  conditionally Poissonian graph process*, 2006), so degrees have a heavy tail;
- people live somewhere: members stand on a ring, a group gathers from a stretch of it, and the few
  friendships outside groups span all distances alike on a log scale (rank-based friendship,
  Liben-Nowell et al., *Geographic routing in social networks*, PNAS 2005), so millions are a small
  world and still clustered;
- friends of friends become friends (triadic closure: Jin, Girvan & Newman, *Structure of growing
  social networks*, Phys. Rev. E 2001) until there are as many friendships as asked for.

The constants were fitted by hand to two real graphs of 769 and 7,624 members and tried on a third;
`docs/town.md` compares them. Sizes of groups are shares of the mean number of friends: who has
fifty friends has larger classes than who has seven.
"""

from dataclasses import dataclass
from random import Random

import numpy as np

from mimi.town.neighbours import Edges, Numbers, distinct, neighbours, once

Weights = np.ndarray[tuple[int], np.dtype[np.float64]]

MEAN = 50.0
MOST = 10_000_000  # members; a file of friendships takes as many
SOCIABLE = 0.7  # sigma of the log-normal weights
UNEVEN = 0.5  # sigma of the log of the sizes of groups
PULL = 0.3  # how much the weight counts within a group: its power
DISTANT = 0.03  # share of friendships that no group explains
FULL = 0.6  # nobody befriends more than this share of a small town on average
NEARLY = 0.995  # of the friendships asked for is enough
ROUNDS = 40  # of introductions at most: a small, dense town may have nobody left to introduce


@dataclass(frozen=True)
class Layer:
    """One kind of group. Sizes and distances are shares of the mean number of friends."""

    size: float  # the median
    near: float  # how far apart its members live, as a standard deviation
    dense: float  # friendships drawn a pair; some are drawn twice


LAYERS = (
    Layer(size=0.2, near=1, dense=1.5),  # a table: a household, the closest friends
    Layer(size=1.0, near=8, dense=0.7),  # a class, a team
    Layer(size=2.5, near=40, dense=0.02),  # a place: a school yard, a company, a village
)


def grow_edges(members: int, seed: str, mean: float = MEAN) -> Edges:
    """Friendships of so many members with about `mean` friends each. The same seed, the same town.

    10^6 members with 50 friends take about two minutes of one core and 4 GB.
    """
    chance = np.random.default_rng(Random(seed).getrandbits(64))  # noqa: S311  to be repeatable
    mean = min(mean, FULL * members)
    asked = round(members * mean / 2)
    weights = chance.lognormal(-(SOCIABLE**2) / 2, SOCIABLE, members)
    met = [_gather(layer, mean, weights, chance) for layer in LAYERS]
    met.append(_far_away(round(asked * DISTANT), weights, chance))
    keys = once(*(distinct(members, *ends) for ends in met))
    keys = once(keys, _greet_the_lonely(members, keys, chance))
    keys = _introduce(members, keys, asked, chance)
    if len(keys) > asked:
        keys = chance.choice(keys, asked, replace=False)
    names = chance.permutation(members)  # so that a number says nothing of where somebody lives
    return names[np.stack(np.divmod(np.sort(keys), members), axis=1)]


Ends = tuple[Numbers, Numbers]


def _gather(layer: Layer, mean: float, weights: Weights, chance: np.random.Generator) -> Ends:
    """Who befriends whom in all groups of one kind."""
    members = len(weights)
    joins = np.floor(weights + chance.random(members)).astype(np.int64)
    who = np.repeat(np.arange(members), joins)
    home = who + layer.near * mean * chance.standard_normal(len(who))
    who = who[np.argsort(home % members)]
    bounds = _cut(len(who), max(2.5, layer.size * mean), chance)
    sizes = np.diff(bounds)
    drawn = chance.poisson(layer.dense * sizes * (sizes - 1) / 2)
    return _within(who, bounds, drawn, weights, chance)


def _cut(length: int, median: float, chance: np.random.Generator) -> Numbers:
    """Where groups of uneven sizes begin, in a row of so many people, and where the last ends."""
    enough = 2 + 3 * length // int(median)
    sizes = np.maximum(2, chance.lognormal(np.log(median), UNEVEN, enough).astype(np.int64))
    ends = np.cumsum(sizes)
    return np.concatenate([[0], ends[ends < length], [length]])


def _within(
    who: Numbers, bounds: Numbers, drawn: Numbers, weights: Weights, chance: np.random.Generator
) -> Ends:
    """So many pairs from each group, both ends by weight."""
    total = np.concatenate([[0], np.cumsum(weights[who] ** PULL)])
    low, high = (np.repeat(total[edge], drawn) for edge in (bounds[:-1], bounds[1:]))

    def end() -> Numbers:
        point = low + (high - low) * chance.random(len(low))
        at = np.searchsorted(total, point, side="right") - 1
        return who[np.minimum(at, len(who) - 1)]

    return end(), end()


def _far_away(count: int, weights: Weights, chance: np.random.Generator) -> Ends:
    """Friendships at any distance, from members who are sociable."""
    total = np.cumsum(np.sqrt(weights))
    one = np.searchsorted(total, chance.random(count) * total[-1])
    return one, _somebody(one, len(weights), chance)


def _somebody(members: Numbers, of: int, chance: np.random.Generator) -> Numbers:
    """For each of them another member, as often within ten as from ten to a hundred."""
    distance = np.exp(chance.random(len(members)) * np.log(max(2, of / 2))).astype(np.int64)
    return (members + chance.choice([-1, 1], len(members)) * distance) % of


def _greet_the_lonely(members: int, keys: Numbers, chance: np.random.Generator) -> Numbers:
    """One friend for everybody whom no group took in."""
    known = np.zeros(members, dtype=bool)
    for ends in np.divmod(keys, members):
        known[ends] = True
    lonely = np.flatnonzero(~known)
    return distinct(members, lonely, _somebody(lonely, members, chance))


def _introduce(members: int, keys: Numbers, asked: int, chance: np.random.Generator) -> Numbers:
    """Two friends of somebody meet, until there are so many friendships."""
    for _ in range(ROUNDS):
        missing = asked - len(keys)
        if missing <= (1 - NEARLY) * asked:
            break
        around = neighbours(members, keys)
        slots = chance.integers(0, len(around.of), missing + 8)  # the sociable introduce more
        hosts = np.searchsorted(around.start, slots, side="right") - 1
        others = chance.random(len(slots)) * around.degrees[hosts]
        guest = around.of[around.start[hosts] + others.astype(np.int64)]
        keys = once(keys, distinct(members, around.of[slots], guest))
    return keys
