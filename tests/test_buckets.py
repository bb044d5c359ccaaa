"""Counters are shown in buckets, and a viewer's order is a function of a keyed seed."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as some

from mimi.anonymity.buckets import bucket
from mimi.anonymity.order import viewer_seed

FLOORS = [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]


def test_every_floor_is_its_own_bucket_and_the_count_below_it_is_not() -> None:
    below = [0, *FLOORS]
    for floor, lower in zip(FLOORS, below, strict=False):
        assert bucket(floor) == floor
        assert bucket(floor - 1) == lower


def test_below_five_nothing_is_shown() -> None:
    assert {bucket(count) for count in range(5)} == {0}


@given(some.integers(0, 10**7))
def test_a_bucket_never_falls_and_never_says_more_than_there_is(count: int) -> None:
    assert bucket(count) <= count
    assert bucket(count) <= bucket(count + 1)
    assert count < 5 or bucket(count) * 2.5 > count


@given(some.integers(0, 10**5), some.binary(min_size=32, max_size=32))
def test_a_bucket_that_comes_late_never_falls_and_comes_half_as_much_later(
    count: int, late: bytes
) -> None:
    assert bucket(count, late) <= bucket(count)
    assert bucket(count, late) <= bucket(count + 1, late)
    assert bucket(count, late) >= bucket(count * 2 // 3) or count <= 12


@given(some.binary(min_size=32, max_size=32))
def test_the_first_number_comes_with_five_to_twelve(late: bytes) -> None:
    assert bucket(4, late) == 0 < bucket(12, late)


def test_each_of_five_to_twelve_is_the_first_as_often() -> None:
    firsts = [
        next(count for count in range(5, 13) if bucket(count, bytes([draw, 254])))
        for draw in range(256)
    ]
    assert sorted(firsts) == sorted([*range(5, 13)] * 32)


@given(some.uuids(), some.binary(min_size=32, max_size=32))
def test_a_seed_is_the_viewers_own(viewer: UUID, key: bytes) -> None:
    seed = viewer_seed(key, viewer)
    assert len(seed) == 32  # so that with an id it never is another seed with another id
    assert seed == viewer_seed(key, viewer)
    assert seed != viewer_seed(key, UUID(int=viewer.int ^ 1))
    assert seed != viewer_seed(bytes(32), viewer) or key == bytes(32)
