"""Telling two things apart by all that is seen of them: learnt from half, tried on the rest."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log
from random import Random
from typing import Any

import httpx2

from attacks.finding import Count

CHANCE = 0.52  # of two, and two in a hundred

Features = frozenset[tuple[str, str]]
Weights = dict[tuple[str, str], float]
Pair = tuple[Features, Features]  # what is wanted, and what is not


def told_apart(pairs: Sequence[Pair], chance: Random) -> Count:
    """Naive Bayes says which of each two is the wanted one."""
    shuffled = chance.sample(pairs, len(pairs))
    half = len(shuffled) // 2
    weights = learned((one for one, _ in shuffled[:half]), (two for _, two in shuffled[:half]))
    count = Count()
    for one, two in shuffled[half:]:
        sure = weight(one, weights) - weight(two, weights)
        count.add(0.5 if sure == 0 else sure > 0)
    return count


def learned(wanted: Iterable[Features], others: Iterable[Features]) -> Weights:
    """Of each feature, how much likelier it is of the wanted (log ratio, by Laplace's rule)."""
    (good, goods), (bad, bads) = _counted(wanted), _counted(others)
    return {
        feature: log((good[feature] + 1) / (goods + 2) * (bads + 2) / (bad[feature] + 1))
        for feature in good | bad
    }


def weight(one: Features, weights: Weights) -> float:
    return sum(sorted(weights.get(feature, 0.0) for feature in one))


def _counted(seen: Iterable[Features]) -> tuple[Counter[tuple[str, str]], int]:
    counted, total = Counter[tuple[str, str]](), 0
    for one in seen:
        counted.update(one)
        total += 1
    return counted, total


def ordered(one: Mapping[str, Any], two: Mapping[str, Any]) -> Pair:
    """Which of two is smaller in each value that both have: for who asks which came first."""
    ways = {key: _way(one[key], two[key]) for key in one.keys() & two.keys()}
    there = frozenset((key, str(way)) for key, way in ways.items() if way)
    return there, frozenset((key, str(-way)) for key, way in ways.items() if way)


def _way(one: Any, two: Any) -> int:
    try:
        return (one > two) - (one < two)
    except TypeError:  # not of one kind
        return 0


def of_answer(answer: httpx2.Response, name: str = "") -> dict[str, Any]:
    """Status, size and headers, but for the moment of the request."""
    headers = {f"{name} {key}": value for key, value in answer.headers.items() if key != "date"}
    return {**headers, f"{name} status": answer.status_code, f"{name} size": len(answer.content)}


def features(said: Mapping[str, Any]) -> Features:
    return frozenset((key, str(value)) for key, value in said.items())
