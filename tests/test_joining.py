"""`mimi circles simulate`: a graph joining, measured; the measures against brute force."""

import json
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from random import Random
from uuid import UUID

import msgspec
import pytest

from mimi.settings_tables import CircleRule
from mimi.town import graph
from mimi.town.graph import EdgesError
from mimi.town.joining import Founders, Joined, Order, in_order, sample
from mimi.town.reaching import Figures, measure
from mimi.town.simulation import Joining, simulate, table
from tests.test_cli import mimi

RULE = CircleRule()
TOWN = graph.grow(150, "joining")
KEYS = {
    *("members", "placed", "left", "reach", "friend_share", "wait_median"),
    *("smallest", "largest", "vouched", "seconds"),
}


@cache
def run(how: Joining | None = None) -> Joined:
    """The town, joined, without its figures."""
    how = how or Joining(founders="roster")
    names = [UUID(int=one + 1) for one in range(len(TOWN))]
    friends = {names[one]: {names[it] for it in known} for one, known in enumerate(TOWN)}
    joined = Joined(RULE, how.founders)
    joined.join(friends, names, how.days)
    return joined


def sees(joined: Joined, viewer: UUID, circle: set[UUID], needed: int) -> bool:
    return viewer in circle or sum(friend in circle for friend in joined.friends[viewer]) >= needed


def circle_of(joined: Joined, author: UUID) -> set[UUID]:
    """The circle that an author may publish from; empty without one."""
    found = [members for members in joined.circles.values() if author in members]
    return found[0] if found and joined.vouched(found[0]) >= RULE.k else set()


@pytest.mark.parametrize("needed", [1, 2, 3])
@pytest.mark.parametrize("founders", ["first", "roster"])
def test_reach_is_the_mean_share_of_friends_reached(needed: int, founders: Founders) -> None:
    joined = run(Joining(founders=founders))
    shares: list[float] = []
    for author, friends in joined.friends.items():
        circle = circle_of(joined, author)
        reached = [one for one in friends if circle and sees(joined, one, circle, needed)]
        if friends:
            shares.append(len(reached) / len(friends))
    assert measure(joined, 0).reach[str(needed)] == pytest.approx(
        sum(shares) / len(shares), abs=1e-4
    )


def test_friend_share_is_of_those_who_would_see_a_secret() -> None:
    joined = run()
    shares: list[float] = []
    for author, friends in joined.friends.items():
        circle = circle_of(joined, author)
        if circle:
            audience = {one for one in joined.friends if sees(joined, one, circle, 3)} - {author}
            shares.append(len(friends & audience) / len(audience))
    assert measure(joined, 0).friend_share == pytest.approx(sum(shares) / len(shares), abs=1e-4)


def test_a_circle_that_may_not_publish_reaches_nobody() -> None:
    unknown = replace(run(), core={})
    assert measure(unknown, 0).reach == {"3": 0, "2": 0, "1": 0}
    assert measure(unknown, 0).vouched == 0


def test_who_waits_for_ever_is_in_the_median() -> None:
    lonely = Joined(RULE, "roster")
    a, b, c = (UUID(int=one) for one in range(3))
    lonely.join({a: {b}, b: {a}, c: set()}, [a, b, c], 2)
    figures = measure(lonely, 0)
    assert (figures.members, figures.placed, figures.wait_median) == (3, 0, None)


def test_who_is_left_has_three_friends_and_no_circle() -> None:
    joined = run()
    assert measure(joined, 0).left == 0
    fewer = replace(joined, placed=dict(list(joined.placed.items())[:100]))
    sociable = [one for one, known in joined.friends.items() if len(known) >= 3]
    left = [one for one in sociable if one not in fewer.placed]
    assert left
    assert measure(fewer, 0).left == pytest.approx(len(left) / len(sociable), abs=1e-4)


def test_all_who_joined_are_counted_and_nobody_sits_twice() -> None:
    joined = run()
    seated = [one for members in joined.circles.values() for one in members]
    assert len(seated) == len(set(seated)) == len(joined.placed) == measure(joined, 0).placed
    assert all(joined.came[one] <= epoch for one, epoch in joined.placed.items())
    assert joined.placed.keys() <= joined.since.keys() <= joined.friends.keys()


def test_as_many_join_on_each_day_as_on_any_other() -> None:
    days = list(run(Joining(days=7, founders="roster")).came.values())
    assert {days.count(day) for day in range(7)} == {21, 22}


def test_the_first_day_is_the_core_and_grows_by_five_friends_after_thirty() -> None:
    joined = run(Joining(days=10, founders="first"))
    first = {one for one, day in joined.came.items() if day == 0}
    assert {one for one, since in joined.core.items() if since == 0} == first
    grown = joined.core.keys() - first
    assert grown
    for one in grown:
        assert joined.core[one] - joined.came[one] >= 30
        assert len(joined.friends[one] & joined.core.keys()) >= 5


def test_a_sample_keeps_the_friendships_among_those_drawn() -> None:
    drawn = sample(TOWN, 0.3, Random(1))
    assert len(drawn) == 45
    assert all(one in drawn[friend] for one, known in enumerate(drawn) for friend in known)
    assert sample(TOWN, 1, Random(1)) == TOWN
    assert sum(map(len, drawn)) == pytest.approx(0.09 * sum(map(len, TOWN)), rel=0.5)


@pytest.mark.parametrize("order", ["random", "invited", "file"])
def test_everybody_joins_once_whatever_the_order(order: Order) -> None:
    assert sorted(in_order(TOWN, order, Random(1))) == list(range(150))


def test_by_invitation_a_friend_of_somebody_comes_next() -> None:
    here = set[int]()
    strangers = 0
    for one in in_order(TOWN, "invited", Random(1)):
        strangers += not TOWN[one] & here
        here.add(one)
    assert strangers == 1  # the first


def test_the_same_seed_gives_the_same_figures() -> None:
    def figures(seed: str) -> Figures:
        found = simulate(TOWN, Joining(0.8, seed=seed, founders="roster"), RULE)
        return msgspec.structs.replace(found, seconds=0, all_at_once=None)

    assert figures("one") == figures("one") != figures("two")


@pytest.mark.parametrize(
    "how",
    [Joining(adoption=0), Joining(adoption=1.5), Joining(adoption=float("nan")), Joining(days=0)],
)
def test_what_cannot_be_is_refused(how: Joining) -> None:
    with pytest.raises(EdgesError):
        simulate(TOWN, how, RULE)


def test_the_command_prints_the_keys(tmp_path: Path) -> None:
    edges = tmp_path / "edges"
    pairs = [(a, b) for a, b in combinations(range(len(TOWN)), 2) if b in TOWN[a]]
    edges.write_text("".join(f"{a} {b}\n" for a, b in pairs))
    found = mimi("circles", "simulate", str(edges), "--adoption", "0.6", "--days", "5", "--json")
    figures = json.loads(found.stdout)
    assert set(figures) == {*KEYS, "all_at_once"}
    assert set(figures["all_at_once"]) == KEYS
    assert set(figures["reach"]) == {"3", "2", "1"}
    assert figures["members"] == figures["all_at_once"]["members"] == 90
    plain = mimi("circles", "simulate", str(edges), "--adoption", "0.6", "--days", "5")
    assert f"{figures['reach']['3']:.3f}" in plain.stdout


@pytest.mark.parametrize("words", [["nowhere"], ["edges", "--adoption", "2"], ["wrong"]])
def test_a_mistake_is_one_sentence(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "edges").write_text("0 1\n")
    (tmp_path / "wrong").write_text("0 1\nzero one\n")
    run = mimi("circles", "simulate", str(tmp_path / words[0]), *words[1:])
    assert run.returncode == 2
    assert len(run.stderr.splitlines()) == 1
    assert "Traceback" not in run.stderr


def test_the_table_has_a_line_for_each_figure() -> None:
    found = simulate(TOWN, Joining(0.5, days=3), RULE)
    assert len(table(found).splitlines()) == 1 + len(KEYS) + 2
