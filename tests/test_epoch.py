"""The epoch reckons with arrays, and only where something changed: what comes of it is the same as
by the plain rules, over all circles and all members."""

from collections import Counter
from itertools import pairwise
from random import Random
from uuid import UUID

import asyncpg
import numpy as np
import pytest

from mimi.anonymity.circles import Circle, Epoch, place
from mimi.anonymity.reach import rungs, sees
from mimi.kit.columns import Numbering, Rows, missing
from mimi.kit.graph import Graph, pairs
from mimi.settings_tables import CircleRule
from tests.test_anonymity_circles import town

RULE = CircleRule()
Friends = dict[UUID, set[UUID]]


def test_ids_by_number_are_in_order_and_strangers_have_none() -> None:
    alike = [UUID(int=(high << 64) + low) for high in (1, 5, 2**63) for low in (0, 7, 2**64 - 1)]
    numbering = Numbering(sorted(alike))
    assert numbering.of(alike).tolist() == list(range(9))
    strangers = [UUID(int=0), UUID(int=(5 << 64) + 8), UUID(int=2**128 - 1)]
    assert numbering.of(strangers).tolist() == [-1, -1, -1]
    assert numbering.keyed({alike[4]: 3, strangers[1]: 9}) == {4: 3}
    assert Numbering([]).of(alike).tolist() == [-1] * 9
    assert numbering.named(np.array([8, 0])) == [alike[8], alike[0]]


async def test_columns_are_what_the_rows_would_be(db: asyncpg.Connection) -> None:
    ids = [UUID(int=number << 100) for number in range(1, 900)]
    await db.execute("CREATE TEMP TABLE seats (one uuid, it boolean, much bigint, few smallint)")
    records = [(one, at % 3 == 0, -(2**40) * at, at) for at, one in enumerate(ids)]
    await db.copy_records_to_table("seats", records=records)
    rows = Rows(Numbering(ids[5:]), "boolean", "bigint", "smallint")
    await db.copy_from_query("SELECT * FROM seats", output=rows.take, format="binary")
    found = [column.tolist() for column in rows.columns()]
    wanted = [(at - 5, *record[1:]) for at, record in enumerate(records)]
    assert list(zip(*found, strict=True)) == wanted[5:]
    other = Rows("uuid", "bigint")
    await db.copy_from_query("SELECT * FROM seats", output=other.take, format="binary")
    with pytest.raises(ValueError, match="other kinds"):
        other.columns()


def test_pairs_are_marked_if_one_of_them_is() -> None:
    found = pairs(4, np.array([3, 0, 3, 0]), np.array([1, 0, 1, 2]), np.array([0, 1, 1, 0]) > 0)
    assert [column.tolist() for column in found.ends(found.places)] == [[0, 0, 3], [0, 2, 1]]
    assert (found.coded & 1).tolist() == [1, 0, 1]


@pytest.mark.parametrize("seed", range(5))
def test_what_is_missing(seed: int) -> None:
    chance = Random(seed)
    some, others = (sorted(chance.sample(range(40), chance.randint(0, 30))) for _ in range(2))
    found = missing(np.array(some, dtype=np.int64), np.array(others, dtype=np.int64)).tolist()
    assert found == [one for one in some if one not in others]


def test_rungs_are_as_many_as_one_sees() -> None:
    cases = [(friends, member) for friends in range(9) for member in (False, True)]
    friends, member = (np.array(column) for column in zip(*cases, strict=True))
    for first in (2, 3, 5):
        assert rungs(friends, member, first).tolist() == [
            sum(sees(count, of, needed) for needed in range(1, first + 1)) for count, of in cases
        ]


def numbered(friends: Friends) -> tuple[Numbering, Graph]:
    everybody = Numbering(sorted(friends))
    ends = [(one, other) for one in sorted(friends) for other in sorted(friends[one])]
    ones, others = (everybody.of(column) for column in zip(*ends, strict=True))
    return everybody, Graph(len(everybody), ones, others)


@pytest.mark.parametrize("seed", range(4))
def test_places_are_the_same_by_number_and_without_circles_that_are_far(seed: int) -> None:
    """Who waits in a town in which circles are; the same as by ids, over all of it."""
    friends, chance = town(seed, 300, 5), Random(seed)
    everybody, graph = numbered(friends)
    opened = place(Epoch(0, dict.fromkeys(friends, 0), {}, friends, friends, friends), RULE).opened
    kept = {UUID(int=900 + at): group for at, group in enumerate(opened[: 8 + seed])}
    circles = {
        at: Circle(set(group[: chance.randint(12, len(group))]), len(group), len(group) - 3)
        for at, group in kept.items()
    }
    seated = {one for circle in circles.values() for one in circle.members}
    waiting = dict.fromkeys(sorted(friends.keys() - seated)[:: 9 - 2 * seed], 2)
    core = set(chance.sample(sorted(friends), 200))
    plain = place(Epoch(9, waiting, circles, friends, friends, core), RULE)
    near = {
        at: circle
        for at, circle in circles.items()
        if any(friends[one] & circle.members for one in waiting)
    }
    by_number = {
        at: Circle(set(everybody.keyed(dict.fromkeys(circle.members, 0))), *circle[1:])
        for at, circle in near.items()
    }
    far = len(seated) - sum(len(circle.members) for circle in near.values())
    chosen = set(everybody.keyed(dict.fromkeys(core, 0)))
    now = Epoch(9, everybody.keyed(waiting), by_number, graph, graph, chosen, far)
    found = place(now, RULE)
    ids = everybody.ids
    assert plain.joins
    assert {at: [ids[one] for one in ones] for at, ones in found.joins.items()} == plain.joins
    assert [[ids[one] for one in group] for group in found.opened] == plain.opened


def test_a_graph_counts_and_names_friends() -> None:
    ring = [UUID(int=one) for one in range(1, 8)]
    friends: Friends = {one: set() for one in ring}
    for one, other in pairwise(ring[:6]):
        friends[one].add(other)
        friends[other].add(one)
    everybody, graph = numbered(friends)
    assert graph.counts.tolist() == [1, 2, 2, 2, 2, 1, 0]
    assert dict(graph) == {0: {1}, 1: {0, 2}, 2: {1, 3}, 3: {2, 4}, 4: {3, 5}, 5: {4}}
    assert len(graph) == 6
    assert graph.around(np.array([2, 6, 0])).tolist() == [1, 3, 1]
    assert graph.among(np.array([True, False, True, False, False, False, True])).tolist() == [
        *(0, 2, 0, 1, 0, 0, 0)
    ]
    assert Counter(graph.around(np.arange(7)).tolist()) == {0: 1, 1: 2, 2: 2, 3: 2, 4: 2, 5: 1}
    assert len(everybody) == 7
