"""Much spam at once, and one text by many, are hidden together: of a crowd one is shown."""

import httpx2
import pytest

from mimi.kit.kit import Kit
from mimi.rooms.moderation import Item
from mimi.rooms.moderation.policy import FLOOD
from mimi.rooms.rumours.crowds import CROWD, Told, crowds
from mimi.rooms.rumours.prints import print_of
from tests.community import EDITION
from tests.pen import Pen, key
from tests.scene import Member, Scene, at
from tests.staff import enrolled

SPAM = [
    "Passive income! DM me and I show you how.",
    "Buy followers here, promo code SUNNY, limited offer.",
    "Crypto signals, guaranteed returns, join now.",
    "Free gift card for the first ten who click the link.",
]
ALIKE = "The canteen has changed its opening hours again and nobody told us about it, group {}."
CRY = "I want to kill myself tonight, I have it all planned out and nobody knows, room {}."
FINE = "My grandmother taught me to whistle, and I have never told anybody."


@pytest.fixture
async def scene(kit: Kit, http: httpx2.AsyncClient) -> Scene:
    return await Scene(kit, http).still()


@pytest.fixture
def pen(kit: Kit, http: httpx2.AsyncClient) -> Pen:
    return Pen(kit, http)


@pytest.fixture
async def reader(scene: Scene) -> Member:
    member = await scene.member()
    for circle in (1, 2):
        await scene.sees(member, circle, 3)
    return member


async def tell(scene: Scene, pen: Pen, *told: tuple[str, int]) -> None:
    """Texts and their circles, all out with one edition."""
    for number, (text, circle) in enumerate(told, 1):
        await pen.told(text, key(number), circle=at(circle))
    await scene.http.post("/v1/clock", json={"seconds": EDITION})


async def read(reader: Member) -> list[str]:
    return sorted(card["text"] for card in await reader.device.read())


async def held(scene: Scene) -> list[str]:
    async with scene.kit.database.reading() as db:
        return [row[0] for row in await db.fetch("SELECT strength FROM holds ORDER BY strength")]


async def test_spam_of_one_circle_is_hidden_from_the_fourth_on(
    scene: Scene, pen: Pen, reader: Member
) -> None:
    """All of it: which of them came first nobody knows."""
    assert len(SPAM) == FLOOD
    await tell(scene, pen, *((text, 1) for text in [*SPAM, FINE]))
    assert await read(reader) == [FINE]
    assert await held(scene) == ["hidden"] * FLOOD


async def test_a_little_spam_of_several_circles_is_shown_and_climbs_no_further(
    scene: Scene, pen: Pen, reader: Member
) -> None:
    await tell(scene, pen, *((text, 1 + at % 2) for at, text in enumerate(SPAM)))
    assert await read(reader) == sorted(SPAM)
    assert await held(scene) == ["stays"] * FLOOD


async def test_of_a_text_that_many_of_a_circle_tell_at_once_one_is_shown(
    scene: Scene, pen: Pen, reader: Member
) -> None:
    """Whatever it says: care finds nothing in it."""
    await tell(scene, pen, *((ALIKE.format(group), 1) for group in range(CROWD)), (FINE, 1))
    shown = await read(reader)
    assert len(shown) == 2
    assert FINE in shown
    assert await held(scene) == ["hidden"] * (CROWD - 1) + ["stays"]


async def test_the_same_text_in_two_circles_asks_nothing_of_the_other(
    scene: Scene, pen: Pen, reader: Member
) -> None:
    """Else who tells a guess four times would learn whether somebody elsewhere told it."""
    told = [(ALIKE.format(group), 1) for group in range(CROWD - 1)]
    await tell(scene, pen, *told, (ALIKE.format(9), 2))
    assert len(await read(reader)) == CROWD
    assert await held(scene) == []


async def test_cries_for_help_are_hidden_by_no_number_of_them(
    scene: Scene, pen: Pen, reader: Member
) -> None:
    await tell(scene, pen, *((CRY.format(room), 1) for room in range(CROWD)))
    assert len(await read(reader)) == CROWD


async def test_a_crowd_that_a_moderator_lets_go_is_shown_again(
    scene: Scene, pen: Pen, reader: Member
) -> None:
    await tell(scene, pen, *((ALIKE.format(group), 1) for group in range(CROWD)))
    ann = await enrolled(scene.kit, scene.http, "Ann")
    for one in (await ann.ask("GET", "queue")).json():
        body = {"outcome": "kept", "rule": "other", "reason": "It harms nobody."}
        await ann.ask("POST", f"cases/{one['case']['case']}/decision", **body)
    assert len(await read(reader)) == CROWD


def test_a_text_that_wanders_is_one_crowd_and_the_rank_says_who_is_shown() -> None:
    """Each wording is like the one before it, the last not like the first."""
    words = "long texts of many words wander from mouth to mouth and change on it".split()  # noqa: SIM905  a sentence
    texts = [" ".join(words[turn:] + words[:turn]) for turn in range(CROWD)]
    told = [_told(rank, text) for rank, text in enumerate(texts, 1)]
    [crowd] = crowds([*told[::-1], _told(0, FINE)])
    assert [one.rank for one in crowd] == [bytes([rank]) for rank in range(1, CROWD + 1)]
    assert crowds(told[1:]) == []


def _told(rank: int, text: str) -> Told:
    known = print_of(bytes(32), text)
    assert known
    return Told(bytes([rank]), Item(at(1), at(rank + 2), None), known.signature, text)
