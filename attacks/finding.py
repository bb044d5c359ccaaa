"""What an attack found, in numbers: how often the attacker was right, and how often chance
allows."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import sqrt
from statistics import fmean

import msgspec

SIGMA = 3  # of the interval: one honest run in some seven hundred lies outside


class Finding(msgspec.Struct, frozen=True):
    """`value` is the share of the attacker's `n` guesses that were right, `low` to `high` its
    interval at three sigma, and `ok` unless even `low` is above `bound`. Who saw nothing had
    nothing to guess."""

    attack: str
    promise: str
    value: float
    bound: float
    n: int
    low: float
    high: float
    ok: bool
    seconds: float
    wanted: str  # what the attacker wanted to know, for the report


class Count(msgspec.Struct):
    """Guesses as they are made; a half is right of one between two that look the same."""

    right: float = 0
    tried: int = 0

    def add(self, right: float) -> None:
        self.right += right
        self.tried += 1


def judged(attack: str, promise: str, wanted: str, count: Count, bound: float) -> Finding:
    low, high = interval(count.right, count.tried)
    return Finding(
        attack=attack,
        promise=promise,
        value=round(count.right / count.tried, 4) if count.tried else 0.0,
        bound=round(bound, 4),
        n=count.tried,
        low=round(low, 4),
        high=round(high, 4),
        ok=low <= bound,
        seconds=0.0,
        wanted=wanted,
    )


def weighed(
    attack: str, promise: str, wanted: str, chances: Sequence[float], bounds: Sequence[float]
) -> Finding:
    """Of an attack whose chance can be counted out in each case: the mean, the least and the
    best."""
    best, bound = max(chances, default=0.0), fmean(bounds) if bounds else 0.0
    return Finding(
        attack=attack,
        promise=promise,
        value=round(fmean(chances), 4) if chances else 0.0,
        bound=round(bound, 4),
        n=len(chances),
        low=round(min(chances, default=0.0), 4),
        high=round(best, 4),
        ok=all(chance <= most for chance, most in zip(chances, bounds, strict=True)),
        seconds=0.0,
        wanted=wanted,
    )


def ranked(  # noqa: PLR0913, PLR0917 what is found, and of what
    attack: str,
    promise: str,
    wanted: str,
    same: Sequence[float],
    other: Sequence[float],
    bound: float,
) -> Finding:
    """The area under the curve: how often one of `same` is above one of `other`. The interval is
    Hanley and McNeil's (1982); missed also by what is below as far."""
    area, spread = _area(same, other)
    low, high = max(0.0, area - spread), min(1.0, area + spread)
    return Finding(
        attack=attack,
        promise=promise,
        value=round(area, 4),
        bound=bound,
        n=len(same),
        low=round(low, 4),
        high=round(high, 4),
        ok=low <= bound and high >= 1 - bound,
        seconds=0.0,
        wanted=wanted,
    )


def _area(same: Sequence[float], other: Sequence[float]) -> tuple[float, float]:
    """And its half interval at three sigma. Ties count half."""
    if not same or not other:
        return 0.5, 0.5
    ordered = sorted(other)
    below = sum(bisect_left(ordered, one) + bisect_right(ordered, one) for one in same)
    area = below / (2 * len(same) * len(other))
    first, second = area / (2 - area), 2 * area * area / (1 + area)
    square = (
        area * (1 - area)
        + (len(same) - 1) * (first - area * area)
        + (len(other) - 1) * (second - area * area)
    ) / (len(same) * len(other))
    return area, SIGMA * sqrt(max(square, 0.0))


def interval(right: float, tried: int) -> tuple[float, float]:
    """Wilson's score interval of a proportion (Wilson 1927), at three sigma; all of it if
    untried."""
    if not tried:
        return 0.0, 1.0
    share, square = right / tried, SIGMA**2
    middle = (share + square / (2 * tried)) / (1 + square / tried)
    spread = share * (1 - share) / tried + square / (4 * tried**2)
    half = SIGMA * sqrt(spread) / (1 + square / tried)
    # where the bound is 0, nothing right must not be read as a little
    return (max(0.0, middle - half) if right else 0.0), min(1.0, middle + half)
