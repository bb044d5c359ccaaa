"""A town is a likely one, its words fit the server, and its members live."""

import io
from pathlib import Path
from random import Random

import httpx2
import phonenumbers
import pytest
from litestar import Litestar
from PIL import Image

from mimi.rooms.secrets.model import LOOKS
from mimi.rooms.secrets.text import GRAPHEMES, clean
from mimi.town import graph, numbers, photos, stock
from mimi.town.life import Summary, Town, TownError
from tests.conftest import CODE, client_of, rehearsal, running

# the graph


@pytest.mark.parametrize("members", [120, 400, 1000])
def test_a_grown_town_looks_like_a_school(members: int) -> None:
    grown = graph.grow(members, "a town")
    friends = sorted(map(len, grown))
    assert 20 <= sum(friends) / members <= 40
    assert 0.28 <= graph.clustering(grown) <= 0.45
    assert friends[members // 10] < friends[members // 2] < friends[-members // 10]


def test_friendship_is_mutual_and_never_with_oneself() -> None:
    grown = graph.grow(120, "a town")
    assert all(one in grown[friend] for one in range(120) for friend in grown[one])
    assert all(one not in grown[one] for one in range(120))


def test_a_seed_grows_the_same_town_again() -> None:
    assert graph.grow(60, "a") == graph.grow(60, "a")
    assert graph.grow(60, "a") != graph.grow(60, "b")


def test_a_file_of_friendships_is_read(tmp_path: Path) -> None:
    file = tmp_path / "edges"
    file.write_text("0 1\n2 1\n\n1 0\n")
    assert graph.read(file) == [{1}, {0, 2}, {1}]


@pytest.mark.parametrize("line", ["0", "a b", "1 2 3", "-1 2"])
def test_another_file_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "edges"
    file.write_text(f"0 1\n{line}\n")
    with pytest.raises(graph.EdgesError, match="line 2"):
        graph.read(file)


def test_numbers_are_valid_and_nobodys() -> None:
    everybody = [numbers.number(member) for member in range(numbers.MOST)]
    assert len(set(everybody)) == numbers.MOST >= 7_624
    for number in everybody:
        assert phonenumbers.is_valid_number(phonenumbers.parse(number)), number
        assert number[5:-2] == "55501"
    with pytest.raises(ValueError, match="at most"):
        numbers.number(numbers.MOST)


# the words


def test_there_are_secrets_enough_and_half_are_chinese() -> None:
    texts = [line.text for line in stock.secrets()]
    assert len(set(texts)) == len(texts) >= 120
    chinese = [text for text in texts if stock.language_of(text) == "zh"]
    assert len(chinese) == len(texts) / 2


@pytest.mark.parametrize("language", stock.LANGUAGES)
def test_there_are_comments_enough(language: str) -> None:
    texts = [line.text for line in stock.comments(language)]
    assert len(set(texts)) == len(texts) >= 40
    assert all(stock.language_of(text) == language for text in texts)
    assert all(len(text) <= 80 for text in texts)


def test_the_server_takes_every_text_as_it_is() -> None:
    comments = [line for language in stock.LANGUAGES for line in stock.comments(language)]
    for line in [*stock.secrets(), *comments]:
        assert clean(line.text) == line.text
        assert len(line.text) <= GRAPHEMES


def test_looks_are_those_of_the_server() -> None:
    assert sorted(stock.LOOKS) == sorted(LOOKS)


@pytest.mark.parametrize("kind", photos.KINDS)
def test_a_photo_is_taken_with_metadata(kind: str) -> None:
    taken = photos.take(kind, Random(kind))
    photo = Image.open(io.BytesIO(taken))
    assert photo.format == "JPEG"
    assert photo.getexif().get_ifd(0x8825)  # where it was taken
    assert photo.info["comment"] == b"taken by nobody"
    assert len(taken) < 400_000
    assert taken == photos.take(kind, Random(kind))


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
