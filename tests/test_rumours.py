"""A claim in many wordings is treated as one, and what was removed is known when it comes again."""

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimi.kit.kit import Kit
from mimi.rooms.rumours.prints import ALIKE, likeness, print_of
from tests.community import EDITION
from tests.conftest import problem
from tests.pen import Pen, key
from tests.scene import Member, Scene
from tests.staff import Staff, enrolled

KEY = bytes(32)
RUMOUR = "The water in the east wing is poisoned and thirty people are in hospital since Monday."
WORDINGS = [
    "the WATER in the east wing is poisoned, thirty people are in the hospital since monday!!!",
    "Heard it: the water in the east wing is poisoned and 30 people are in hospital since Monday",
    "The water in the east wing is p0isoned and thirty people are in hospital since Sunday. Share!",
]
OTHERS = [
    "The water in the swimming pool was so cold today that thirty of us went home.",
    "My grandmother has been in hospital since Monday and nobody told me.",
]
CHINESE = (
    "东区的自来水被人下了毒，已经有三十个人送医院了，大家快转",
    "东区自来水被下了毒！已经三十个人送医院，快转给大家",
)


def alike(one: str, other: str) -> float:
    prints = print_of(KEY, one), print_of(KEY, other)
    assert prints[0]
    assert prints[1]
    return likeness(prints[0].signature, prints[1].signature)


def test_other_wordings_are_alike_and_other_texts_are_not() -> None:
    assert min(alike(RUMOUR, one) for one in WORDINGS) >= ALIKE
    assert max(alike(RUMOUR, one) for one in OTHERS) < ALIKE
    assert alike(*CHINESE) >= ALIKE
    assert alike(CHINESE[0], "东区的食堂今天没有热水，三十个人排队，我站了半个小时") < ALIKE


@given(st.text("abcdefghij klmnopqrst", min_size=60, max_size=120), st.integers(0, 59))
def test_a_letter_changed_is_found_by_a_band(text: str, at: int) -> None:
    one, other = print_of(KEY, text), print_of(KEY, text[:at] + "z" + text[at + 1 :])
    if one and other and likeness(one.signature, other.signature) >= ALIKE:
        assert set(one.bands) & set(other.bands)


def test_another_key_knows_nothing() -> None:
    """Whoever has the rows but not the keyring cannot try a guess."""
    mine, theirs = print_of(KEY, RUMOUR), print_of(bytes(31) + b"1", RUMOUR)
    assert mine
    assert theirs
    assert likeness(mine.signature, theirs.signature) == 0


def test_what_is_too_short_is_not_known_again() -> None:
    assert print_of(KEY, "yes!") is None


@pytest.fixture
async def scene(kit: Kit, http: httpx2.AsyncClient) -> Scene:
    scene = await Scene(kit, http).still()
    await scene.open(0)
    return scene


@pytest.fixture
def pen(kit: Kit, http: httpx2.AsyncClient) -> Pen:
    return Pen(kit, http)


@pytest.fixture
async def ann(scene: Scene) -> Staff:
    return await enrolled(scene.kit, scene.http, "Ann")


@pytest.fixture
async def reader(scene: Scene) -> Member:
    member = await scene.member()
    await scene.sees(member, 1, 1, 2, 3)
    return member


async def case_of(by: Staff, text: str) -> str:
    return (await by.ask("POST", "searches", quotation=text)).json()[0]["case"]


async def gathers(by: Staff, state: str, **more: str) -> httpx2.Response:
    case = await case_of(by, RUMOUR)
    body = {"state": state, "reason": "It is not so.", **more}
    return await by.ask("POST", f"cases/{case}/rumour", **body)


async def tells(pen: Pen, scene: Scene, text: str, number: int) -> None:
    """Somebody tells it, and it comes out, in whichever of the next three editions."""
    await pen.told(text, key(number))
    for _ in range(4):
        await scene.http.post("/v1/clock", json={"seconds": EDITION})


async def test_a_note_stands_on_all_wordings_those_to_come_too(
    scene: Scene, pen: Pen, ann: Staff, reader: Member
) -> None:
    for text in (RUMOUR, *WORDINGS[:2], *OTHERS):
        await scene.secret(1, 0, text=text)
    note = {
        "note": "The water was tested on Tuesday and is fine.",
        "source": "https://water.example/",
    }
    answer = await gathers(ann, "noted", **note)
    assert len(answer.json()["cases"]) == 3
    kept = {"outcome": "kept", "rule": "rumour", "reason": "The note says it."}
    await ann.ask("POST", f"cases/{await case_of(ann, RUMOUR)}/decision", **kept)
    await tells(pen, scene, WORDINGS[2], 5)
    notes = {card["text"]: (card["note"], card["source"]) for card in await reader.device.read()}
    said = (note["note"], note["source"])
    assert notes == {**dict.fromkeys((RUMOUR, *WORDINGS), said), **dict.fromkeys(OTHERS, ("", ""))}


async def test_stopped_wordings_climb_no_further(scene: Scene, ann: Staff) -> None:
    for text in (RUMOUR, *WORDINGS, *OTHERS):
        await scene.secret(1, 0, text=text)
    assert (await gathers(ann, "stopped")).status_code == 200
    assert await scene.one("SELECT count(*) FROM secrets WHERE lowest = 3") == 4


async def test_removed_wordings_are_hidden_at_once_and_wait_for_two(
    scene: Scene, pen: Pen, ann: Staff, reader: Member
) -> None:
    for text in (RUMOUR, WORDINGS[0], *OTHERS):
        await scene.secret(1, 0, text=text)
    await gathers(ann, "removed")
    await tells(pen, scene, WORDINGS[1], 5)
    assert {card["text"] for card in await reader.device.read()} == {*OTHERS}
    await ann.sign_in(scene.kit.clock.now())
    assert len((await ann.ask("GET", "queue")).json()) == 3


async def test_copies_are_removed_together_when_two_say_so_and_other_wordings_wait(
    scene: Scene, ann: Staff
) -> None:
    """Of a flood nobody can decide one by one; but what is only like it somebody reads."""
    like_it = f"My aunt works there and told us at breakfast that {RUMOUR.lower()}"
    for text in (RUMOUR, f"{RUMOUR}!", RUMOUR.upper(), like_it):
        await scene.secret(1, 0, text=text)
    ben = await enrolled(scene.kit, scene.http, "Ben")
    decided = "SELECT count(*) FROM decisions WHERE outcome = 'removed'"
    for by, count in ((ann, 0), (ann, 0), (ben, 3)):
        assert (await gathers(by, "removed")).status_code == 200
        assert await scene.one(decided) == count
    [left] = (await ann.ask("GET", "queue")).json()
    assert left["case"]["text"] == like_it
    assert left["case"]["hold"] == "hidden"
    acts = (await ann.ask("GET", "acts")).json()
    assert len([act for act in acts if act["did"] == "removed"]) == 3, "each under a name"


async def removed(scene: Scene, ann: Staff, ben: Staff) -> str:
    """The case of the rumour, which two moderators have removed."""
    await scene.secret(1, 0, text=RUMOUR)
    case = await case_of(ann, RUMOUR)
    for one in (ann, ben):
        body = {"outcome": "removed", "rule": "rumour", "reason": "It is not so."}
        await one.ask("POST", f"cases/{case}/decision", **body)
    return case


async def test_what_two_removed_is_hidden_when_it_is_told_again(
    scene: Scene, pen: Pen, ann: Staff, reader: Member
) -> None:
    await removed(scene, ann, await enrolled(scene.kit, scene.http, "Ben"))
    await tells(pen, scene, WORDINGS[2], 5)
    await tells(pen, scene, OTHERS[0], 6)
    assert [card["text"] for card in await reader.device.read()] == [OTHERS[0]]


async def test_what_was_not_removed_after_all_is_told_again(
    scene: Scene, pen: Pen, ann: Staff, reader: Member
) -> None:
    ben = await enrolled(scene.kit, scene.http, "Ben")
    case = await removed(scene, ann, ben)
    undone = await ben.ask("DELETE", f"cases/{case}/decision")
    assert undone.status_code == 204, undone.text
    await tells(pen, scene, WORDINGS[1], 6)
    assert [card["text"] for card in await reader.device.read()] == [WORDINGS[1]]


async def test_a_note_says_something_and_a_source_is_an_address(scene: Scene, ann: Staff) -> None:
    await scene.secret(1, 0, text=RUMOUR)
    assert problem(await gathers(ann, "noted", note="  ")) == "nothing-to-say"
    answer = await gathers(ann, "noted", note="Not so.", source="javascript:alert(1)")
    assert problem(answer) == "invalid-request"


async def test_no_note_is_written_over_unawares_and_none_is_lost(
    scene: Scene, ann: Staff, reader: Member
) -> None:
    """By whichever wording the second moderator comes to it."""
    for text in (RUMOUR, WORDINGS[0]):
        await scene.secret(1, 0, text=text)
    ben = await enrolled(scene.kit, scene.http, "Ben")
    assert (await gathers(ann, "noted", note="It was tested on Tuesday.")).status_code == 200
    path = f"cases/{await case_of(ben, WORDINGS[0])}"
    body = {"state": "noted", "reason": "I asked.", "note": "Nobody is ill."}
    for before in ({}, {"before": "Something else."}):
        assert problem(await ben.ask("POST", f"{path}/rumour", **body, **before)) == "noted-before"
    seen = (await ben.ask("GET", path)).json()["noted"]
    assert seen == {"state": "noted", "note": "It was tested on Tuesday.", "source": ""}
    answer = await ben.ask("POST", f"{path}/rumour", **body, before=seen["note"])
    assert answer.status_code == 200
    assert {card["note"] for card in await reader.device.read()} == {"Nobody is ill."}
    opened = (await ann.ask("GET", f"cases/{await case_of(ann, RUMOUR)}")).json()
    assert opened["noted"]["note"] == "Nobody is ill."
    acts = (await ann.ask("GET", "acts")).json()
    assert {(act["moderator"], act["reason"]) for act in acts} == {
        ("Ann", "It is not so. · It was tested on Tuesday."),
        ("Ben", "I asked. · Nobody is ill."),
    }


async def test_a_note_outlives_a_removal_that_is_taken_back(
    scene: Scene, pen: Pen, ann: Staff, reader: Member
) -> None:
    await scene.secret(1, 0, text=RUMOUR)
    await gathers(ann, "noted", note="It was tested on Tuesday.")
    ben, case = await enrolled(scene.kit, scene.http, "Ben"), await case_of(ann, RUMOUR)
    for one in (ann, ben):
        body = {"outcome": "removed", "rule": "rumour", "reason": "It is not so."}
        await one.ask("POST", f"cases/{case}/decision", **body)
    assert (await ben.ask("DELETE", f"cases/{case}/decision")).status_code == 204
    await tells(pen, scene, WORDINGS[1], 6)
    notes = {card["note"] for card in await reader.device.read()}
    assert notes == {"It was tested on Tuesday."}


async def test_what_was_removed_is_known_in_an_edition_that_was_missed(
    scene: Scene, pen: Pen, ann: Staff, reader: Member
) -> None:
    """Whoever was down when it came out looks later."""
    await removed(scene, ann, await enrolled(scene.kit, scene.http, "Ben"))
    await pen.do("INSERT INTO jobs VALUES ('rumours', $1)", 2**62)
    await tells(pen, scene, WORDINGS[2], 5)
    assert [card["text"] for card in await reader.device.read()] == [WORDINGS[2]]
    await pen.do("UPDATE jobs SET done = 0 WHERE job = 'rumours'")
    await pen.wait(EDITION)
    assert await reader.device.read() == []
