"""A town is a likely one, its words fit the server, and its members live."""

import io
from pathlib import Path
from random import Random

import httpx2
import numpy as np
import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as some
from litestar import Litestar
from numpy.typing import NDArray
from PIL import Image

from mimi.rooms.secrets.looks import LOOKS
from mimi.town import graph, numbers, photos, stock
from mimi.town.growth import grow_edges
from mimi.town.life import Summary, Town, TownError
from mimi.town.measures import measure
from tests.conftest import CODE, client_of, rehearsal, running

Shades = NDArray[np.float64]

# the graph


@pytest.mark.parametrize(
    ("members", "mean", "clustering", "distance"),
    [
        (120, 28, (0.4, 0.65), (1.5, 2.5)),
        (769, 43, (0.28, 0.45), (2, 2.8)),
        (8000, 7.3, (0.18, 0.32), (5, 8)),
    ],
)
def test_a_grown_town_is_knit_as_real_ones_are(
    members: int, mean: float, clustering: tuple[float, float], distance: tuple[float, float]
) -> None:
    found = measure(grow_edges(members, "a town", mean))
    assert found.members == members
    assert found.mean == pytest.approx(mean, rel=0.02)
    assert 2 * found.median > found.mean < found.p90
    assert clustering[0] < found.clustering < clustering[1]
    assert 0.7 * found.clustering < found.transitivity <= found.clustering
    assert abs(found.assortativity) < 0.2
    assert found.largest > 0.98
    assert distance[0] < found.distance < distance[1]


def test_a_few_have_many_more_friends_than_most() -> None:
    found = measure(grow_edges(6000, "a town", 50))
    assert found.p99 > 4 * found.median
    assert found.most > 8 * found.median
    assert found.three > 0.85


def test_the_measures_are_right_where_one_can_count() -> None:
    """A triangle with a tail of two, and a pair apart: seven members, six friendships."""
    found = measure(np.array([[0, 1], [1, 2], [2, 0], [2, 3], [3, 4], [4, 3], [5, 6]]))
    assert (found.members, found.friendships, found.most, found.median) == (7, 6, 3, 2)
    assert found.mean == pytest.approx(12 / 7)
    assert found.three == pytest.approx(1 / 7)
    assert found.clustering == pytest.approx((1 + 1 + 1 / 3) / 7)
    assert found.transitivity == pytest.approx(6 / (2 + 2 + 6 + 2))
    assert found.largest == pytest.approx(5 / 7)
    assert found.distance == pytest.approx(17 * 2 / 20)


@given(some.integers(1, 60), some.floats(0.5, 60), some.text(max_size=5))
def test_a_town_of_any_size_is_a_graph(members: int, mean: float, seed: str) -> None:
    """Friendship is mutual and never with oneself; everybody is in it."""
    grown = graph.grow(members, seed, mean)
    assert len(grown) == members
    assert all(one in grown[friend] for one in range(members) for friend in grown[one])
    assert all(one not in grown[one] for one in range(members))


def test_a_seed_grows_the_same_town_again() -> None:
    assert graph.grow(60, "a") == graph.grow(60, "a")
    assert graph.grow(60, "a") != graph.grow(60, "b")


def test_a_file_of_friendships_is_read(tmp_path: Path) -> None:
    file = tmp_path / "edges"
    file.write_text("0 1\n2 1\n\n1 0\n")
    assert graph.read(file) == [{1}, {0, 2}, {1}]


def test_what_is_grown_is_read_again(tmp_path: Path) -> None:
    grown = grow_edges(300, "a town", 20)
    graph.write_edges(tmp_path / "edges", grown)
    assert np.array_equal(graph.read_edges(tmp_path / "edges"), grown)


@pytest.mark.parametrize("line", ["0", "a b", "1 2 3", "-1 2", "1 12345678", "9" * 30 + " 1"])
def test_another_file_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "edges"
    file.write_text(f"0 1\n{line}\n")
    with pytest.raises(graph.EdgesError, match="line 2"):
        graph.read(file)


def test_a_file_without_friendships_is_refused(tmp_path: Path) -> None:
    (tmp_path / "edges").write_text("\n")
    with pytest.raises(graph.EdgesError, match="no friendship"):
        graph.read(tmp_path / "edges")
    with pytest.raises(graph.EdgesError, match="cannot read"):
        graph.read(tmp_path / "missing")


def test_numbers_are_valid_and_nobodys() -> None:
    everybody = [numbers.number(member) for member in range(numbers.MOST)]
    assert len(set(everybody)) == numbers.MOST >= 7_624
    for number in everybody:
        assert phonenumbers.is_valid_number(phonenumbers.parse(number)), number
        assert number[5:-2] == "55501"
    with pytest.raises(ValueError, match="at most"):
        numbers.number(numbers.MOST)


# the words and pictures


def test_looks_are_those_of_the_server() -> None:
    assert stock.LOOKS == LOOKS


@pytest.mark.parametrize("kind", photos.KINDS)
def test_a_photo_is_taken_with_metadata(kind: str) -> None:
    taken = photos.take(kind, Random(kind))
    photo = Image.open(io.BytesIO(taken))
    assert photo.format == "JPEG"
    assert photo.getexif().get_ifd(0x8825)  # where it was taken
    assert photo.info["comment"] == b"taken by nobody"
    assert len(taken) < 400_000
    assert taken == photos.take(kind, Random(kind))


@pytest.mark.parametrize("kind", photos.KINDS)
def test_two_photos_of_a_kind_do_not_look_alike(kind: str) -> None:
    """Small, as they stand in a feed: far more apart than a new save of the same one."""
    one, other = (_small(photos.take(kind, Random(f"{kind}{turn}"))) for turn in "ab")
    assert np.sqrt(np.mean((one - other) ** 2)) > 0.03


def _small(photo: bytes) -> Shades:
    with Image.open(io.BytesIO(photo)) as opened:
        return np.asarray(opened.convert("RGB").resize((45, 60)), dtype=float) / 255


# the life


async def a_life(app: Litestar, members: int) -> Summary:
    async with client_of(app) as http:
        return await Town(http, graph.grow(members, "a town"), CODE).live()


async def test_thirty_members_live(tmp_path: Path, database_url: str) -> None:
    settings = rehearsal(tmp_path, founders="first")
    async with running(settings, database_url) as app:
        summary = await a_life(app, 30)
    assert summary.members == 30
    assert summary.secrets == 30
    assert summary.likes > 30
    assert summary.comments > 10
    assert summary.public > 0
    assert len(summary.sign_ins) == 2
    assert all(len(one.words.split()) == 12 for one in summary.sign_ins)
    assert len(summary.contacts) >= 5


async def test_a_town_says_what_it_misses(http: httpx2.AsyncClient) -> None:
    with pytest.raises(TownError, match="--code"):
        await Town(http, graph.grow(5, "a town"), "000000").live()


async def test_a_town_needs_a_clock_moved_by_hand(tmp_path: Path, database_url: str) -> None:
    settings = rehearsal(tmp_path, clock="system", clock_start=0)
    async with running(settings, database_url) as app:
        with pytest.raises(TownError, match="manual"):
            await a_life(app, 5)
