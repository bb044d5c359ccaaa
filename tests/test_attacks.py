"""The attackers themselves: what they count, and that they notice what they have to."""

from collections import Counter
from random import Random

import msgspec
import pytest

from attacks import Finding, names, page, towns
from attacks.apart import features, ordered, told_apart
from attacks.attack import Attack
from attacks.finding import Count, interval, judged, ranked, weighed
from attacks.order import Order
from attacks.town import Town
from mimi import besieged
from mimi.town import graph
from tests.faults import FAULTS, noticed


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


def test_an_area_is_how_often_one_of_a_kind_stands_higher() -> None:
    assert ranked("a", "P3", "who", [3, 1], [2, 0], 0.51).value == 0.75
    assert ranked("a", "P3", "who", [1] * 900, [1] * 900, 0.51).value == 0.5
    chance = Random(3)
    same, other = ([chance.gauss(at, 1) for _ in range(4000)] for at in (0.2, 0))
    assert not ranked("a", "P3", "who", same, other, 0.51).ok
    assert not ranked("a", "P3", "who", other, same, 0.51).ok, "below is as bad as above"
    assert ranked("a", "P3", "who", other, other, 0.51).ok
    assert ranked("a", "P3", "who", [], [], 0.51).ok


def test_two_are_told_apart_by_what_is_learnt_and_by_nothing_else() -> None:
    chance = Random(4)
    noise = [features({"size": chance.randrange(9)}) for _ in range(800)]
    pairs = list(zip(noise[::2], noise[1::2], strict=True))
    assert 70 < told_apart(pairs, chance).right < 130
    marked = [(one | features({"mark": chance.random() < 0.9}), two) for one, two in pairs]
    assert told_apart(marked, chance).right > 170
    first = [ordered({"at": one, "x": "a"}, {"at": one + 1, "x": 5}) for one in range(100)]
    assert told_apart(first, chance).right == 50


def test_each_promise_has_two_faults() -> None:
    many = Counter(fault.promise for fault in FAULTS.values())
    assert all(many[f"P{number}"] >= 2 for number in range(1, 13))


def test_whoever_brings_accounts_has_a_town_of_its_own() -> None:
    groups = towns((), one_town=False)
    assert [len(group) for group in groups if group[0].name.startswith("fake friends")] == [1] * 4
    assert sum(map(len, groups)) == len(towns((), one_town=True)[0])
    assert {"fakes", "comparing", "numbers"} <= set(names())


class BreaksOff(Attack):
    async def look(self, town: Town) -> list[Finding]:
        raise EOFError


def attacked() -> list[Finding]:
    """By another process, over a socket; what breaks off later takes nothing from them."""
    found = list[Finding]()
    with pytest.raises(EOFError):
        town = graph.grow(44, "attacks", mean=18)
        besieged.attack(town, [[Order(), BreaksOff()]], found.append)
    return found


def test_attackers_of_a_small_town_stay_within_their_bounds() -> None:
    found = attacked()
    if not all(one.ok for one in found):
        found = attacked()  # one honest town in some hundreds lies outside, two in a row do not
    assert [one.attack for one in found] == [
        f"order and ids: {at}" for at in ("feed", "id", "bulletin")
    ]
    assert all(one.ok for one in found)
    assert min(one.n for one in found) > 10
    written = page(found, "A town of 44.")
    assert written.count("<article>") == 3
    assert "bound missed" not in written
    assert msgspec.json.decode(msgspec.json.encode(found), type=list[Finding]) == found


def test_a_fault_is_noticed() -> None:
    """One here; `make faults` has them all."""
    assert noticed("members are known", members=40)
