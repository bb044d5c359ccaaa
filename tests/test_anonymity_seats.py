"""Who is let into an open circle, and that nobody is ever anywhere else again (P1, P9)."""

from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from mimi.anonymity.circles import Circle, Epoch, Places, place
from mimi.anonymity.pool import Pool
from mimi.anonymity.seats import Seats
from mimi.anonymity.vouching import vouched
from tests.test_anonymity_circles import RULE, Friends, at, befriend, clique, people, towns

HOME = UUID(int=900)
NEWCOMER = UUID(int=5000)
CROWD = people(40, 200)  # so that the place is not a small one


def inside(members: list[UUID], plausible: int | None = None) -> Circle[UUID]:
    """A circle of these, all awake."""
    count = len(members)
    return Circle(frozenset(members), count, count if plausible is None else plausible)


def joins(
    waited: int, friends: Friends, circles: dict[UUID, Circle[UUID]]
) -> dict[UUID, list[UUID]]:
    """Where somebody goes who has waited so long, beside a crowd that has a circle of its own."""
    around = circles | {UUID(int=901): inside(CROWD)}
    return at(waited, {NEWCOMER: 0}, friends | clique(CROWD), around).joins


def who_knows(inside: int, outside: int) -> Friends:
    """A circle of 20, and a newcomer with so many friends in it and so many elsewhere."""
    old, others = people(20), people(outside, 300)
    friends = clique(old) | {one: set[UUID]() for one in others}
    for friend in [*old[:inside], *others]:
        befriend(friends, NEWCOMER, friend)
    return friends


@pytest.mark.parametrize(
    ("known", "others", "waited", "joined"),
    [
        (3, 40, 0, True),  # as many as the first rung needs
        (2, 40, 13, False),
        (2, 1, 2, False),
        (2, 1, 3, True),  # most of whom they know, after half the wait
        (2, 2, 13, False),  # half is not most
        (1, 0, 2, False),
        (1, 0, 3, True),
        (1, 40, 13, False),
        (1, 40, 14, True),  # anybody, after twice the wait
        (0, 40, 99, False),  # nobody sits among strangers
    ],
)
def test_company_is_asked_for_and_less_of_it_from_who_waited(
    known: int, others: int, waited: int, joined: bool
) -> None:
    found = joins(waited, who_knows(known, others), {HOME: inside(people(20))})
    assert found == ({HOME: [NEWCOMER]} if joined else {})


@pytest.mark.parametrize(
    ("members", "waited", "joined"),
    [
        *((23, 0, True), (24, 0, False), (27, 1, True), (28, 1, False), (35, 3, True)),
        *((36, 3, False), (36, 13, False), (36, 14, True), (47, 14, True), (48, 14, False)),
    ],
)
def test_a_circle_is_fuller_for_who_waited(members: int, waited: int, joined: bool) -> None:
    old = people(members)
    friends = clique([*old, NEWCOMER])
    assert joins(waited, friends, {HOME: inside(old)}) == ({HOME: [NEWCOMER]} if joined else {})


def test_never_beyond_the_most() -> None:
    old = people(48)
    friends = clique([*old, NEWCOMER])
    assert joins(99, friends, {HOME: inside(old)}) == {}
    assert joins(99, friends, {HOME: Circle(frozenset(old), 3, 3)}) == {}


def test_sleepers_make_room() -> None:
    old = people(40)
    friends = clique([*old, NEWCOMER])
    assert joins(0, friends, {HOME: Circle(frozenset(old), 23, 23)}) == {HOME: [NEWCOMER]}
    assert joins(0, friends, {HOME: Circle(frozenset(old), 24, 24)}) == {}


def test_fakes_do_not_take_the_last_seats_of_a_circle_that_lacks_plausible_authors() -> None:
    old = people(30)
    friends = clique([*old, NEWCOMER])
    assert joins(0, friends, {HOME: inside(old, RULE.opens - 1)}) == {HOME: [NEWCOMER]}
    assert joins(0, friends, {HOME: inside(old, RULE.opens)}) == {}


def test_a_farm_behind_one_member_takes_half_the_seats_and_friends_the_others() -> None:
    old, fakes, friends_later = people(20), people(60, 600), people(40, 700)
    friends = clique(old) | clique(CROWD)
    for before, fake in pairwise([old[0], *fakes]):
        befriend(friends, before, fake)
    for friend in friends_later:
        befriend(friends, friend, old[1])
    core = {*old, *CROWD, *friends_later}
    circles = {HOME: inside(old), UUID(int=901): inside(CROWD)}
    waiting = dict.fromkeys([*fakes, *friends_later], 0)
    found = place(Epoch(99, waiting, circles, friends, friends, core), RULE).joins[HOME]
    assert len(found) == RULE.most - len(old)
    half = RULE.most - RULE.full + 1  # the fooled member vouches for one of them
    assert len(set(found) & set(fakes)) <= half
    alone = place(Epoch(99, dict.fromkeys(fakes, 0), circles, friends, friends, core), RULE)
    assert len(alone.joins[HOME]) == half


def test_the_circle_with_more_of_ones_friends_comes_first() -> None:
    old, away = people(20), people(20, 100)
    friends = clique(old) | clique(away)
    for friend in [*old[:4], *away[:9]]:
        befriend(friends, NEWCOMER, friend)
    circles = {HOME: inside(old), UUID(int=899): inside(away)}
    assert joins(3, friends, circles) == {UUID(int=899): [NEWCOMER]}


@given(towns, some.integers(0, 59))
@settings(max_examples=20, deadline=None)
def test_the_gain_of_a_seat_is_what_reach_rises_by(friends: Friends, who: int) -> None:
    everybody = sorted(friends)
    member, group = everybody[who], [one for one in everybody[:30] if one != everybody[who]]

    def reached(members: set[UUID]) -> float:
        def sees(one: UUID) -> bool:
            return one in members or len(friends[one] & members) >= RULE.friends_needed

        return sum(sum(map(sees, friends[one])) / len(friends[one]) for one in members)

    now = Epoch(0, {member: 0}, {HOME: inside(group)}, friends, friends, friends.keys())
    gain = Seats(Pool(now, RULE), now.circles).gain(member, HOME)
    assert gain == pytest.approx(reached({*group, member}) - reached(set(group)))


class Story:
    """A town joining, and all that ever was a circle."""

    def __init__(self, friends: Friends) -> None:
        self.friends, self.core = friends, set(friends)
        self.waiting: dict[UUID, int] = {}
        self.circles: dict[UUID, frozenset[UUID]] = {}
        self.groupings: list[dict[UUID, frozenset[UUID]]] = []

    def day(self, number: int, newcomers: list[UUID]) -> Places[UUID]:
        self.waiting |= dict.fromkeys(newcomers, number)
        here = set(self.waiting).union(*self.circles.values())
        known = {one: self.friends[one] & here for one in here}
        present = {at: inside(sorted(ones)) for at, ones in self.circles.items()}
        places = place(Epoch(number, self.waiting, present, known, known, self.core), RULE)
        names = people(len(places.opened), 10_000 * (number + 1))
        for circle, joining in (
            places.joins | dict(zip(names, places.opened, strict=True))
        ).items():
            self.circles[circle] = self.circles.get(circle, frozenset()) | set(joining)
            for one in joining:
                del self.waiting[one]  # who is not waiting is not moved: that would be a KeyError
        self.groupings.append(dict(self.circles))
        return places


def joining(friends: Friends, daily: int) -> Story:
    story, newcomers = Story(friends), sorted(friends)
    for number in range(len(newcomers) // daily + 3 * RULE.wait_days):
        story.day(number, newcomers[number * daily : (number + 1) * daily])
    return story


stories = some.builds(joining, towns, some.integers(5, 40))


@given(stories)
@settings(max_examples=15, deadline=None)
def test_circles_only_grow_and_nobody_is_in_two(story: Story) -> None:
    assert story.circles
    for before, after in pairwise(story.groupings):
        assert all(before[circle] <= after[circle] for circle in before)
        seated = [one for members in after.values() for one in members]
        assert len(seated) == len(set(seated))
        assert all(len(members) <= RULE.most for members in after.values())


@given(stories)
@settings(max_examples=15, deadline=None)
def test_all_groupings_laid_over_each_other_leave_k_to_every_author(story: Story) -> None:
    """Who links the secrets of one author knows all the circles that author was ever in."""
    left: dict[UUID, set[UUID]] = {}
    for grouping in story.groupings:
        for members in grouping.values():
            for one in members:
                left.setdefault(one, set(members)).intersection_update(members)
    assert left
    for suspects in left.values():
        assert vouched(sorted(suspects), story.friends, story.core) >= RULE.k
