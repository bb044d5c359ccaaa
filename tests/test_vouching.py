"""Fakes do not count: a matching to distinct core accounts, whatever a farm looks like (P9)."""

from itertools import product
from uuid import UUID

import numpy as np
from hypothesis import given
from hypothesis import strategies as some
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from mimi.anonymity.vouching import Vouching, vouched

SIZE = 8
PEOPLE = [UUID(int=index) for index in range(SIZE)]
PAIRS = [(a, b) for a, b in product(PEOPLE, PEOPLE) if a < b]

groups = some.lists(some.sampled_from(PEOPLE), unique=True)
graphs = some.sets(some.sampled_from(PAIRS)).map(lambda edges: graph(list(edges)))


def graph(edges: list[tuple[UUID, UUID]]) -> dict[UUID, set[UUID]]:
    friends: dict[UUID, set[UUID]] = {one: set() for one in PEOPLE}
    for a, b in edges:
        friends.setdefault(a, set()).add(b)
        friends.setdefault(b, set()).add(a)
    return friends


def by_library(candidates: list[UUID], friends: dict[UUID, set[UUID]], core: list[UUID]) -> int:
    if not candidates or not core:
        return 0
    links = [[one == real or real in friends[one] for real in core] for one in candidates]
    matching = maximum_bipartite_matching(csr_array(np.array(links)), perm_type="column")
    return int((matching >= 0).sum())


@given(groups, graphs, groups)
def test_the_number_is_that_of_a_maximum_matching(
    candidates: list[UUID], friends: dict[UUID, set[UUID]], core: list[UUID]
) -> None:
    assert vouched(candidates, friends, core) == by_library(candidates, friends, core)


@given(groups, graphs, groups)
def test_one_by_one_or_at_once_is_the_same(
    candidates: list[UUID], friends: dict[UUID, set[UUID]], core: list[UUID]
) -> None:
    vouching = Vouching(friends, core)
    for count, candidate in enumerate(candidates, 1):
        before = vouched(candidates[: count - 1], friends, core)
        assert vouching.add(candidate) == (vouched(candidates[:count], friends, core) > before)


@given(graphs, groups, some.integers(1, 40), some.sets(some.sampled_from(PEOPLE)))
def test_a_farm_adds_no_more_than_the_people_it_fooled(
    friends: dict[UUID, set[UUID]], core: list[UUID], size: int, fooled: set[UUID]
) -> None:
    farm = [UUID(int=1000 + index) for index in range(size)]
    edges = [*product(farm, fooled), *((a, b) for a, b in product(farm, farm) if a < b)]
    together = {one: set(friends[one]) for one in PEOPLE}
    for a, b in edges:
        together.setdefault(a, set()).add(b)
        together.setdefault(b, set()).add(a)
    alone = vouched(PEOPLE, friends, core)
    assert vouched(farm, together, core) <= len(fooled)
    assert vouched([*farm, *PEOPLE], together, core) <= alone + len(fooled)


def test_everybody_of_the_core_vouches_for_themselves() -> None:
    assert vouched(PEOPLE, graph([]), PEOPLE) == SIZE


def test_a_voucher_is_handed_on_to_make_room() -> None:
    a, b, core_a, core_b = PEOPLE[:4]
    friends = graph([(a, core_a), (a, core_b), (b, core_a)])
    assert vouched([a, b], friends, [core_a, core_b]) == 2


def test_a_star_around_one_person_counts_once() -> None:
    victim, *fakes = PEOPLE
    assert vouched([victim, *fakes], graph([(victim, fake) for fake in fakes]), [victim]) == 1
