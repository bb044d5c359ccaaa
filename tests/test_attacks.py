"""The attackers themselves: what they count, and that they notice what they have to."""

from random import Random

import msgspec
import pytest

from attacks import Finding, names, page, towns
from attacks.finding import Count, interval, judged, weighed
from mimi import besieged
from mimi.town import graph
from tests.faults import noticed


@pytest.mark.parametrize("share", [0.05, 0.5])
def test_the_interval_holds_the_truth(share: float) -> None:
    """At three sigma all but about three in a thousand do."""
    chance, outside = Random(share), 0
    for _ in range(400):
        low, high = interval(sum(chance.random() < share for _ in range(300)), 300)
        outside += not low <= share <= high
    assert outside <= 8


def test_who_was_right_too_often_has_missed_the_bound() -> None:
    assert judged("a", "P1", "who", Count(8, 100), 1 / 12).ok
    assert not judged("a", "P1", "who", Count(30, 100), 1 / 12).ok
    assert not judged("a", "P8", "what", Count(1, 11), 0.0).ok
    assert judged("a", "P1", "who", Count(), 1 / 12).ok


def test_each_case_has_to_stay_within_its_own_bound() -> None:
    assert weighed("a", "P9", "who", [0.05, 0.08], [0.083, 0.09]).ok
    assert not weighed("a", "P9", "who", [0.01, 0.1], [0.083, 0.09]).ok


def test_whoever_brings_accounts_has_a_town_of_its_own() -> None:
    groups = towns("", one_town=False)
    assert [len(group) for group in groups if group[0].name.startswith("fake friends")] == [1] * 4
    assert sum(map(len, groups)) == len(towns("", one_town=True)[0])
    assert {"fakes", "comparing", "numbers"} <= set(names())


def test_attackers_of_a_small_town_stay_within_their_bounds() -> None:
    """By another process, over a socket."""
    found = besieged.attack(graph.grow(48, "attacks", mean=18), "order")
    assert [one.attack for one in found] == [
        f"order and ids: {at}" for at in ("feed", "id", "bulletin")
    ]
    assert all(one.ok for one in found)
    assert min(one.n for one in found) > 10
    written = page(found, "A town of 48.")
    assert written.count("<article>") == 3
    assert "bound missed" not in written
    assert msgspec.json.decode(msgspec.json.encode(found), type=list[Finding]) == found


def test_a_fault_is_noticed() -> None:
    """One here; `make faults` has them all."""
    assert noticed("members are known")
