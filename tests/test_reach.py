"""The ladder: reach widens by score alone, and never narrows (P1, P10, P12)."""

from hypothesis import given
from hypothesis import strategies as some

from mimi.anonymity.reach import friends_needed, sees, threshold
from mimi.settings import Ladder

LADDER = Ladder()
audiences = some.dictionaries(some.integers(1, 3), some.integers(0, 5000))
scores = some.integers(0, 5000)
rungs = some.integers(0, 4)


def test_a_big_audience_climbs_at_ten_fifty_and_a_thousand() -> None:
    audience = {3: 1000, 2: 2000, 1: 5000}
    climbs = [friends_needed(score, audience, LADDER, 3) for score in (9, 10, 49, 50, 999, 1000)]
    assert climbs == [3, 2, 2, 1, 1, 0]


def test_a_class_has_a_ladder_too() -> None:
    audience = {3: 30, 2: 30, 1: 30}
    climbs = [friends_needed(score, audience, LADDER, 3) for score in (5, 6, 11, 12, 23, 24)]
    assert climbs == [3, 2, 2, 1, 1, 0]


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
def test_looking_again_changes_nothing(score: int, audience: dict[int, int], present: int) -> None:
    needed = friends_needed(score, audience, LADDER, present)
    assert friends_needed(score, audience, LADDER, needed) == needed


@given(audiences, some.integers(1, 4))
def test_a_threshold_lies_between_the_floor_and_the_score(
    audience: dict[int, int], needed: int
) -> None:
    assert LADDER.floor <= threshold(needed, audience, LADDER) <= max(LADDER.scores)


@given(some.integers(0, 50), some.booleans(), some.integers(0, 3))
def test_who_sees_at_a_rung_sees_at_every_wider_one(
    friends: int, member: bool, needed: int
) -> None:
    assert sees(friends, True, needed)
    assert sees(friends, False, needed) == (friends >= needed)
    assert not sees(friends, member, needed + 1) or sees(friends, member, needed)
