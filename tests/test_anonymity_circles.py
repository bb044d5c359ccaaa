"""Forming circles: sizes, nobody moved, no strangers, no farm, the same every time (P1, P9)."""

from itertools import pairwise
from random import Random
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as some

from mimi.anonymity.circles import Circle, Epoch, Places, place
from mimi.anonymity.vouching import vouched
from mimi.settings_tables import CircleRule

RULE = CircleRule()
Friends = dict[UUID, set[UUID]]


def people(count: int, first: int = 1) -> list[UUID]:
    return [UUID(int=first + index) for index in range(count)]


def befriend(friends: Friends, a: UUID, b: UUID) -> None:
    if a != b:
        friends.setdefault(a, set()).add(b)
        friends.setdefault(b, set()).add(a)


def clique(members: list[UUID]) -> Friends:
    return {one: set(members) - {one} for one in members}


def town(seed: int, size: int, links: int) -> Friends:
    """Neighbours on a ring know each other, and some know somebody far."""
    chance, everybody = Random(seed), people(size)
    friends: Friends = {}
    for index, one in enumerate(everybody):
        for step in range(1, links + 1):
            befriend(friends, one, everybody[(index + step) % size])
        if chance.random() < 0.3:
            befriend(friends, one, chance.choice(everybody))
    return friends


def at(
    number: int,
    waiting: dict[UUID, int],
    friends: Friends,
    circles: dict[UUID, Circle[UUID]] | None = None,
    core: set[UUID] | None = None,
) -> Places[UUID]:
    real = set(friends) if core is None else core
    return place(Epoch(number, waiting, circles or {}, friends, friends, real), RULE)


towns = some.builds(town, some.integers(0, 99), some.integers(60, 200), some.integers(1, 6))


@given(towns, some.integers(0, 10))
@settings(max_examples=30, deadline=None)
def test_new_circles_keep_their_sizes_and_take_nobody_twice(friends: Friends, number: int) -> None:
    places = at(number, dict.fromkeys(friends, 0), friends)
    opened = [one for group in places.opened for one in group]
    assert len(opened) == len(set(opened))
    assert set(opened) <= set(friends)
    for group in places.opened:
        assert (RULE.opens if number < RULE.wait_days else RULE.k) <= len(group) <= RULE.full
        assert vouched(group, friends, friends.keys()) >= RULE.k


@given(towns)
@settings(max_examples=20, deadline=None)
def test_a_new_circle_hangs_together(friends: Friends) -> None:
    for group in at(0, dict.fromkeys(friends, 0), friends).opened:
        reached, edge = {group[0]}, [group[0]]
        while edge:
            fresh = friends[edge.pop()] & set(group) - reached
            reached |= fresh
            edge += fresh
        assert reached == set(group)


@given(towns, some.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_the_same_town_gets_the_same_circles(friends: Friends, chance: Random) -> None:
    order = list(friends)
    chance.shuffle(order)
    shuffled = {one: set(chance.sample(sorted(friends[one]), len(friends[one]))) for one in order}
    first = at(9, dict.fromkeys(friends, 0), friends)
    assert at(9, dict.fromkeys(order, 0), shuffled) == first


def test_a_class_that_joins_on_one_day_is_one_circle_at_once() -> None:
    pupils = people(30)
    assert at(0, dict.fromkeys(pupils, 0), clique(pupils)).opened == [pupils]


def test_a_small_class_waits_a_week_and_fewer_than_k_for_ever() -> None:
    pupils = people(15)
    waiting, friends = dict.fromkeys(pupils, 0), clique(pupils)
    assert at(6, waiting, friends).opened == []
    assert at(7, waiting, friends).opened == [pupils]
    few = people(11)
    assert at(99, dict.fromkeys(few, 0), clique(few)).opened == []


def test_who_comes_later_to_a_small_place_joins_its_circle_and_waits_for_its_last_seats() -> None:
    pupils = people(40)
    home = UUID(int=999)
    circles = {home: Circle(frozenset(pupils[:30]), 30, 30)}
    waiting = dict.fromkeys(pupils[30:], 3)
    assert at(3, waiting, clique(pupils), circles).joins == {home: pupils[30 : RULE.ample]}
    assert at(3 + RULE.half_wait, waiting, clique(pupils), circles).joins == {home: pupils[30:]}


def test_a_place_that_outgrows_its_one_circle_opens_a_second_one() -> None:
    """Else the first circle would take all but a few, too few to open one with."""
    pupils, home = people(54), UUID(int=999)
    circles = {home: Circle(frozenset(pupils[: RULE.ample]), RULE.ample, RULE.ample)}
    waiting, friends = dict.fromkeys(pupils[RULE.ample : 48], 0), clique(pupils)
    assert at(0, waiting, friends, circles) == Places()
    waiting |= dict.fromkeys(pupils[48:], 1)
    assert at(1, waiting, friends, circles).opened == [pupils[RULE.ample :]]


def test_strangers_do_not_join_the_circle_of_a_small_place() -> None:
    pupils, farm = people(14), people(4, 100)
    circles = {UUID(int=999): Circle(frozenset(pupils), 14, 14)}
    places = at(50, dict.fromkeys(farm, 0), clique(pupils) | clique(farm), circles, set(pupils))
    assert places == Places()


def test_one_friend_lets_one_fake_into_a_small_place_and_none_behind_it() -> None:
    pupils, farm, home = people(14), people(20, 100), UUID(int=999)
    friends = clique(pupils) | clique(farm)
    befriend(friends, pupils[0], farm[5])
    circles = {home: Circle(frozenset(pupils), 14, 14)}
    waiting = dict.fromkeys(farm, 0)
    assert at(50, waiting, friends, circles, set(pupils)).joins == {home: [farm[5]]}
    inside = {home: Circle(frozenset([*pupils, farm[5]]), 14, 14)}
    del waiting[farm[5]]
    assert at(51, waiting, friends, inside, set(pupils)).joins == {}


def test_a_farm_that_befriends_a_small_place_finds_few_places() -> None:
    pupils, farm, home = people(14), people(30, 100), UUID(int=999)
    friends = clique(pupils) | clique(farm)
    for fake in farm:
        befriend(friends, pupils[0], fake)
    circles = {home: Circle(frozenset(pupils), 14, 14)}
    joins = at(50, dict.fromkeys(farm, 0), friends, circles, set(pupils)).joins
    assert len(joins[home]) == RULE.full - RULE.k
    real = people(4, 50)
    for one in real:
        for pupil in pupils:
            befriend(friends, one, pupil)
    waiting = dict.fromkeys([*farm, *real], 0)
    assert set(real) <= set(at(50, waiting, friends, circles, set(pupils)).joins[home])


def test_groups_of_a_small_place_that_know_nobody_of_each_other_are_circles_apart() -> None:
    first, second, few = people(13), people(14, 100), people(5, 200)
    friends = clique(first) | clique(second) | clique(few)
    waiting = dict.fromkeys(friends, 0)
    assert at(50, waiting, friends).opened == [first, second]
    circles = {UUID(int=900): Circle(frozenset(first), 13, 13)}
    late = dict.fromkeys([*second, *few], 0)
    places = at(50, late, friends, circles)
    assert (places.joins, places.opened) == ({}, [second])


def test_two_groups_that_share_no_friends_are_two_circles() -> None:
    first, second = people(24), people(26, 100)
    friends = clique(first) | clique(second)
    opened = at(0, dict.fromkeys(friends, 0), friends).opened
    assert len(opened) == 2
    assert all(set(group) <= set(first) or set(group) <= set(second) for group in opened)


def test_who_has_no_friends_stays_in_the_pool() -> None:
    pupils, loner = people(30), UUID(int=5000)
    places = at(50, dict.fromkeys([*pupils, loner], 0), clique(pupils) | {loner: set()})
    assert places.opened == [pupils]


def test_a_farm_opens_no_circle_around_somebody() -> None:
    victim, *farm = people(40)
    friends = clique([victim, *farm])
    assert at(50, dict.fromkeys(friends, 0), friends, core={victim}).opened == []


def test_a_farm_does_not_keep_real_people_from_their_circle() -> None:
    real, farm = people(30), people(60, 100)
    friends = clique(real) | clique(farm)
    for fake in farm:
        befriend(friends, real[0], fake)
    opened = at(0, dict.fromkeys(friends, 0), friends, core=set(real)).opened
    assert opened
    assert all(vouched(group, friends, set(real)) >= RULE.k for group in opened)


def test_a_pool_of_nothing_but_fakes_comes_to_an_end() -> None:
    farm = people(60)
    rule = CircleRule(k=4, full=4, most=4)
    epoch = Epoch(50, dict.fromkeys(farm, 0), {}, clique(farm), clique(farm), set())
    assert place(epoch, rule).opened == []


def test_ids_alone_decide_between_equals() -> None:
    ring = people(60)
    friends: Friends = {}
    for a, b in pairwise([*ring, ring[0]]):
        befriend(friends, a, b)
    opened = at(0, dict.fromkeys(ring, 0), friends).opened
    assert [len(group) for group in opened] == [16, 16, 16]


def test_a_circle_opens_small_where_friends_are_few_and_large_where_all_know_each_other() -> None:
    ring, crowd = people(40), people(60, 100)
    friends = clique(crowd)
    for a, b in pairwise([*ring, ring[0]]):
        befriend(friends, a, b)
    opened = at(0, dict.fromkeys(friends, 0), friends).opened
    sizes = {len(group) for group in opened if set(group) <= set(ring)}
    assert sizes == {RULE.opens}
    assert {len(group) for group in opened if set(group) <= set(crowd)} == {RULE.full}


def test_k_are_enough_for_who_waited_and_fewer_never() -> None:
    few, others = people(12), people(40, 100)
    friends = clique(few) | clique(others)
    waiting = dict.fromkeys(few, 0) | dict.fromkeys(others, 7)
    assert few not in at(6, waiting, friends).opened
    assert few in at(7, waiting, friends).opened
    del waiting[few[0]]
    assert all(set(group) <= set(others) for group in at(99, waiting, friends).opened)
