"""How a town is knit, in figures that can be laid beside those of a real one."""

from collections.abc import Iterable

import msgspec
import numpy as np

from mimi.town.neighbours import Edges, Neighbours, Numbers, distinct, neighbours, once

SAMPLE = 3000  # members whose triangles are counted, at most
TRIPS = 12  # members from whom everybody else is reached
GATE = 3  # friends


class Measures(msgspec.Struct):
    members: int
    friendships: int
    mean: float
    median: int  # this and the next three: of the number of friends
    p90: int
    p99: int
    most: int
    three: float  # share of members with three friends or more
    clustering: float  # mean share of a member's pairs of friends who are friends; none counts 0
    transitivity: float  # the same share over all pairs of friends alike
    assortativity: float  # correlation of the numbers of friends of two friends
    largest: float  # share of members in the largest component
    distance: float  # mean steps between two members of it


def measure(edges: Edges) -> Measures:
    """Of everybody up to the largest number; clustering and distances by a fixed sample if large.

    The standard error of a sampled share is below .01.
    """
    members = 1 + int(edges.max(initial=-1))
    keys = distinct(members, edges[:, 0], edges[:, 1])
    around = neighbours(members, keys)
    chance = np.random.default_rng(0)
    friends = around.degrees
    median, p90, p99 = (int(np.percentile(friends, part)) for part in (50, 90, 99))
    clustering, transitivity = _triangles(around, _some(np.arange(members), SAMPLE, chance))
    largest, distance = _trips(around, _some(np.flatnonzero(friends), TRIPS, chance))
    return Measures(
        members=members,
        friendships=len(keys),
        mean=float(friends.mean()),
        median=median,
        p90=p90,
        p99=p99,
        most=int(friends.max()),
        three=float((friends >= GATE).mean()),
        clustering=clustering,
        transitivity=transitivity,
        assortativity=_assortativity(friends, keys, members),
        largest=largest,
        distance=distance,
    )


def table(measured: Iterable[tuple[str, Measures]]) -> str:
    """Markdown, a town a column."""
    columns = list(measured)
    head = ["", *(name for name, _ in columns)]
    rows = [head, ["---", *("--:" for _ in columns)]]
    for field in Measures.__struct_fields__:
        rows.append([field, *(_said(getattr(one, field)) for _, one in columns)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _said(figure: float) -> str:
    if isinstance(figure, int):
        return f"{figure:,}"
    return f"{figure:.1f}" if figure >= 2 else f"{figure:.2f}"


def _some(members: Numbers, most: int, chance: np.random.Generator) -> Numbers:
    return members if len(members) <= most else chance.choice(members, most, replace=False)


def _triangles(around: Neighbours, sample: Numbers) -> tuple[float, float]:
    """Clustering and transitivity of the sample."""
    known = np.zeros(len(around.degrees), dtype=bool)
    closed, pairs = np.zeros(len(sample)), np.zeros(len(sample))
    for at, member in enumerate(sample):
        friends = around.of[around.start[member] : around.start[member + 1]]
        known[friends] = True
        closed[at] = np.count_nonzero(known[around.among(friends)])
        known[friends] = False
        pairs[at] = len(friends) * (len(friends) - 1)
    return float(np.mean(closed / np.maximum(pairs, 1))), float(closed.sum() / max(pairs.sum(), 1))


def _assortativity(friends: Numbers, keys: Numbers, members: int) -> float:
    one, other = (friends[ends] for ends in np.divmod(keys, members))
    both = np.concatenate([one, other]), np.concatenate([other, one])
    return float(np.corrcoef(*both)[0, 1]) if len(keys) and one.std() + other.std() else 0.0


def _trips(around: Neighbours, sample: Numbers) -> tuple[float, float]:
    """The largest share of the town that one of them reaches, and the mean steps it takes."""
    members = len(around.degrees)
    trips = [_steps(around, int(member)) for member in sample]
    reached = max((count for count, _ in trips), default=1)
    far = [total / (count - 1) for count, total in trips if count == reached]
    return reached / members, sum(far) / len(far) if far else 0.0


def _steps(around: Neighbours, member: int) -> tuple[int, int]:
    """How many are reached from a member, itself included, and the sum of the steps to them."""
    seen = np.zeros(len(around.degrees), dtype=bool)
    seen[member] = True
    edge, steps, total, reached = np.array([member]), 0, 0, 1
    while len(edge):
        steps += 1
        around_edge = around.among(edge)
        edge = once(around_edge[~seen[around_edge]])
        seen[edge] = True
        total, reached = total + steps * len(edge), reached + len(edge)
    return reached, total
