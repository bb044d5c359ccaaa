"""The ladder: reach widens by score alone, and never narrows (P1, P10, P12)."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mimi.anonymity.reach import friends_needed, sees, threshold
from mimi.settings_tables import Ladder

LADDER = Ladder()
audiences = some.dictionaries(some.integers(1, 3), some.integers(0, 5000))
scores = some.integers(0, 5000)
rungs = some.integers(0, 4)
lateness = some.binary(min_size=32, max_size=32)


def test_a_big_audience_climbs_at_ten_fifty_and_a_thousand() -> None:
    audience = {3: 1000, 2: 2000, 1: 5000}
    assert thresholds(audience) == [10, 50, 1000]


def test_a_class_has_a_ladder_too() -> None:
    assert thresholds({3: 30, 2: 30, 1: 30}) == [6, 12, 24]


def test_twelve_people_at_least_show_it_to_the_world() -> None:
    assert thresholds({3: 14, 2: 14, 1: 14}) == [3, 5, 12]
    assert thresholds({3: 4, 2: 4, 1: 4}) == [3, 3, 12]


def thresholds(audience: dict[int, int]) -> list[int]:
    """The lowest score at which each rung is left, from the third on."""
    return [
        next(score for score in range(2000) if friends_needed(score, audience, LADDER, rung) < rung)
        for rung in (3, 2, 1)
    ]


def test_one_like_among_few_moves_nothing() -> None:
    assert friends_needed(2, {3: 1, 2: 1, 1: 1}, LADDER, 3) == 3
    assert friends_needed(2, {}, LADDER, 3) == 3


@given(scores, audiences, rungs)
def test_reach_never_narrows(score: int, audience: dict[int, int], present: int) -> None:
    assert 0 <= friends_needed(score, audience, LADDER, present) <= present


@given(scores, scores, audiences, rungs)
def test_more_likes_never_reach_fewer(
    score: int, more: int, audience: dict[int, int], present: int
) -> None:
    wider = friends_needed(score + more, audience, LADDER, present)
    assert wider <= friends_needed(score, audience, LADDER, present)


@given(scores, audiences, rungs)
def test_one_rung_at_a_time(score: int, audience: dict[int, int], present: int) -> None:
    assert friends_needed(score, audience, LADDER, present) >= present - 1


@given(audiences, some.integers(1, 4))
def test_a_threshold_lies_between_the_floor_and_the_score(
    audience: dict[int, int], needed: int
) -> None:
    assert LADDER.floor <= threshold(needed, audience, LADDER) <= max(LADDER.scores)


@given(audiences, some.integers(1, 4), lateness)
def test_a_rung_comes_late_by_a_few_whom_the_audience_still_has(
    audience: dict[int, int], needed: int, late: bytes
) -> None:
    on_time, viewers = threshold(needed, audience, LADDER), audience.get(needed, 0)
    more = threshold(needed, audience, LADDER, late) - on_time
    assert 0 <= more <= min(7, max(0, viewers - on_time) / 2)


@pytest.mark.parametrize(("viewers", "draws"), [(4, 1), (8, 3), (14, 6), (40, 8), (5000, 8)])
def test_each_of_so_many_numbers_lifts_it_as_likely(viewers: int, draws: int) -> None:
    """So accomplices who like it until one is missing have guessed that number once in so many."""
    lates = [bytes([draw] * 32) for draw in range(240)]
    lifted = Counter(threshold(3, {3: viewers}, LADDER, late) for late in lates)
    assert sorted(lifted.values()) == [240 // draws] * draws


@given(some.integers(0, 50), some.booleans(), some.integers(0, 3))
def test_who_sees_at_a_rung_sees_at_every_wider_one(
    friends: int, member: bool, needed: int
) -> None:
    assert sees(friends, True, needed)
    assert sees(friends, False, needed) == (friends >= needed)
    assert not sees(friends, member, needed + 1) or sees(friends, member, needed)
