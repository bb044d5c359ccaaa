"""\"This is about me\": anybody may ask, nobody learns from the asking what is told here."""

from uuid import UUID

import httpx2
import pytest

from mimi.kit.db import Connection
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.rooms import moderation, secrets, takedowns
from mimi.rooms.takedowns import actions
from mimi.rooms.takedowns.model import Asking
from tests.community import DAY
from tests.conftest import problem
from tests.scene import Scene, at

TEXT = "Everybody in the office knows that she copied her thesis from the internet."
NAMED = "Everybody in the office knows that Robert Hargreaves copied his thesis."


@pytest.fixture
async def scene(kit: Kit, http: httpx2.AsyncClient) -> Scene:
    scene = await Scene(kit, http).still()
    await scene.open(0)
    return scene


async def ask(scene: Scene, **asked: str) -> httpx2.Response:
    return await scene.http.post("/v1/takedowns", json=asked)


async def looked(scene: Scene) -> None:
    """The window has looked for what was asked."""
    answer = await scene.http.post("/v1/clock", json={"seconds": 300})
    assert answer.status_code == 200, answer.text


async def pending(scene: Scene) -> list[moderation.Pending]:
    async with scene.kit.database.transaction() as db:
        return await moderation.queue(db)


async def waiting(scene: Scene) -> list[takedowns.Takedown]:
    async with scene.kit.database.reading() as db:
        return await takedowns.waiting(scene.kit, db)


async def outcome(scene: Scene, number: str) -> httpx2.Response:
    return await scene.http.post("/v1/takedowns/outcome", json={"number": number})


async def test_words_off_a_screenshot_open_a_case_that_climbs_no_further(scene: Scene) -> None:
    """With other spacing, case and signs than it was written with, and a word forgotten."""
    await scene.secret(1, 0, text="Nothing to do with it, and of no interest to anybody at all.")
    secret = await scene.secret(1, 0, text=TEXT)
    await ask(scene, quotation="knows that -- she copied HER thesis from the Internet!!")
    assert await pending(scene) == [], "nothing happens before the window"
    await looked(scene)
    [case] = await pending(scene)
    assert (case.text, case.rule, case.hold) == (TEXT, "named", "stays")
    assert await scene.one("SELECT lowest FROM secrets WHERE secret = $1", secret) == 3
    [request] = await waiting(scene)
    assert request.cases == [case.case]


async def test_what_names_whom_the_request_names_is_hidden_at_once(scene: Scene) -> None:
    secret = await scene.secret(1, 0, text=NAMED)
    await ask(scene, quotation=NAMED, name="robert  HARGREAVES")
    await looked(scene)
    assert [case.hold for case in await pending(scene)] == ["hidden"]
    assert await scene.one("SELECT needed FROM secrets WHERE secret = $1", secret) == 32767


@pytest.mark.parametrize("asked", ["王婷", "王婷老师"])
async def test_a_name_in_chinese_is_cut_out_of_the_text(scene: Scene, asked: str) -> None:
    text = "我们班的王婷又迟到了，老师从来不说她，大家都看在眼里，谁也不敢说"
    await scene.secret(1, 0, text=text)
    await ask(scene, quotation=text, name=asked)
    await looked(scene)
    assert [case.hold for case in await pending(scene)] == ["hidden"]


async def test_a_nickname_is_enough_in_a_text_that_harms(scene: Scene) -> None:
    """Traced in the week: nobody has "Dani" in a list of names, so a request for a slur did no more
    than stop its climb."""
    slur = "Little Dani from the swim team has a disease, don't share a bottle with that slut."
    kind = "Little Dani from the swim team has been so brave this year, and I never said it."
    for text in (slur, kind):
        await scene.secret(1, 0, text=text)
        await ask(scene, quotation=text, name="Dani")
    await looked(scene)
    assert {case.text: case.hold for case in await pending(scene)} == {
        slur: "hidden",
        kind: "stays",
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (NAMED, "Everybody in the office"),
        (NAMED, "Roberta Hargreaves"),
        ("Nobody in the office knows what is the matter with the coffee.", "the matter"),
        ("Thank you for saying it out loud, I had not thought that anybody would.", "Hank Youf"),
        ("I hope she knows how much that evening meant to all of us in the choir.", "Hope She"),
        ("Whoever wrote that is a lying slut, and the whole class knows it.", "Ying S"),
    ],
)
async def test_not_every_word_is_a_name(scene: Scene, text: str, name: str) -> None:
    """Else whoever quotes a word of any text could hide it."""
    await scene.secret(1, 0, text=text)
    await ask(scene, quotation=text, name=name)
    await looked(scene)
    assert [case.hold for case in await pending(scene)] == ["stays"]


async def test_who_wants_something_put_back_only_puts_it_before_the_moderators(
    scene: Scene,
) -> None:
    """A counter-notice, without account, key or address: nothing changes until they have looked,
    neither what is shown nor what is hidden."""
    shown, hidden = await scene.secret(1, 0, text=TEXT), await scene.secret(1, 0, text=NAMED)
    await ask(scene, quotation=NAMED, name="Robert Hargreaves")
    await looked(scene)
    numbers = [
        (await ask(scene, quotation=text, name="Robert Hargreaves", wish="put-back")).json()
        for text in (TEXT, NAMED)
    ]
    await looked(scene)
    assert [case.text for case in await pending(scene)] == [NAMED]
    needed = "SELECT needed FROM secrets WHERE secret = $1"
    assert [await scene.one(needed, one) for one in (shown, hidden)] == [3, 32767]
    asked = {one.quotation: one for one in await waiting(scene) if one.wish == "put-back"}
    assert [len(asked[text].cases) for text in (TEXT, NAMED)] == [1, 1]
    async with scene.kit.database.transaction() as db:
        with pytest.raises(Problem, match="other-wish"):
            await takedowns.answer(scene.kit, db, asked[NAMED].takedown, "taken-down")
        await moderation.decide(scene.kit, db, asked[NAMED].cases[0], "named", "kept", "Ann")
        await takedowns.answer(scene.kit, db, asked[NAMED].takedown, "put-back")
    assert await scene.one(needed, hidden) == 3
    await scene.http.post("/v1/clock", json={"seconds": DAY})
    states = [(await outcome(scene, one["number"])).json()["state"] for one in numbers]
    assert states == ["waiting", "put-back"]


async def test_a_link_opens_a_case(scene: Scene) -> None:
    secret = await scene.secret(1, 0, text=TEXT)
    await ask(scene, link=f"http://127.0.0.1:8000/s/{secret}?from=somewhere")
    await looked(scene)
    assert [case.text for case in await pending(scene)] == [TEXT]


async def test_an_answer_in_a_thread_is_found_too(scene: Scene) -> None:
    secret, comment = await scene.secret(1, 0), UUID(int=8)
    row = (at(1), secret, comment, 0, 1, TEXT, False)
    await scene.do(
        "INSERT INTO comments (circle, secret, comment, released, mask, text, by_author)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        *row,
    )
    await ask(scene, quotation="copied her thesis from the internet")
    await looked(scene)
    assert [(case.kind, case.text) for case in await pending(scene)] == [("comment", TEXT)]


async def test_the_same_answer_whether_it_is_there_or_not(scene: Scene) -> None:
    """And afterwards: what was not found waits like what was, and is answered like what is left."""
    await scene.secret(1, 0, text=TEXT)
    there, not_there = [
        await ask(scene, quotation=words) for words in (TEXT, "Nobody ever wrote this anywhere.")
    ]
    assert (there.status_code, len(there.content)) == (201, len(not_there.content))
    assert there.headers.keys() == not_there.headers.keys()
    await looked(scene)
    found, not_found = [one.json()["number"] for one in (there, not_there)]
    assert (await outcome(scene, found)).content == (await outcome(scene, not_found)).content
    async with scene.kit.database.transaction() as db:
        for one in await takedowns.waiting(scene.kit, db):
            await takedowns.answer(scene.kit, db, one.takedown, "left")
    await scene.http.post("/v1/clock", json={"seconds": DAY})
    answers = [(await outcome(scene, one)).json() for one in (found, not_found)]
    assert answers == [{"state": "left"}] * 2


async def test_the_outcome_is_told_from_the_next_day_on_to_who_has_the_number(scene: Scene) -> None:
    number = (await ask(scene, quotation=TEXT)).json()["number"]
    await looked(scene)
    [request] = await waiting(scene)
    async with scene.kit.database.transaction() as db:
        await takedowns.answer(scene.kit, db, request.takedown, "taken-down")
    assert (await outcome(scene, number)).json() == {"state": "waiting"}
    await scene.http.post("/v1/clock", json={"seconds": DAY})
    written = number.lower().replace("-", " ")
    assert (await outcome(scene, written)).json() == {"state": "taken-down"}
    assert problem(await outcome(scene, "AAAA-AAAA-AAAA-AAAA")) == "not-found"
    await scene.http.post("/v1/clock", json={"seconds": 100 * DAY})
    assert problem(await outcome(scene, number)) == "not-found"


async def test_what_a_moderator_has_kept_is_not_held_again_for_the_asking(scene: Scene) -> None:
    secret = await scene.secret(1, 0, text=TEXT)
    await ask(scene, quotation=TEXT)
    await looked(scene)
    async with scene.kit.database.transaction() as db:
        case = (await moderation.queue(db))[0].case
        await moderation.decide(scene.kit, db, case, "named", "kept", "Ann")
    await ask(scene, link=str(secret))
    await looked(scene)
    assert [case.hold for case in await pending(scene)] == [None]
    assert await scene.one("SELECT lowest FROM secrets WHERE secret = $1", secret) == 0


async def test_nothing_of_who_asks_is_kept_and_what_they_say_lies_sealed(scene: Scene) -> None:
    await ask(scene, quotation=TEXT, name="Robert Hargreaves", words="It is me.")
    assert not await scene.one(
        "SELECT 1 FROM takedowns t WHERE t::text LIKE $1 OR encode(sealed, 'escape') LIKE $1",
        "%Hargreaves%",
    )
    signed = await scene.http.post(
        "/v1/takedowns", json={"quotation": TEXT}, headers={"cookie": "__Host-mimi=x"}
    )
    assert problem(signed) == "signed-request"


async def test_one_address_asks_five_times_a_day(scene: Scene) -> None:
    for _ in range(5):
        assert (await ask(scene, quotation=TEXT)).status_code == 201
    assert problem(await ask(scene, quotation=TEXT)) == "too-many"


@pytest.mark.parametrize("asked", [{}, {"link": " ", "quotation": "\n"}, {"name": "Robert"}])
async def test_something_has_to_be_named(scene: Scene, asked: dict[str, str]) -> None:
    assert problem(await ask(scene, **asked)) == "nothing-named"


async def test_a_word_or_two_find_nothing(scene: Scene) -> None:
    """Else whoever guesses common words would hold what everybody tells."""
    await scene.secret(1, 0, text=TEXT)
    for quotation in ("the", "。。。", "knows that nobody went anywhere by train today"):
        await ask(scene, quotation=quotation)
    await looked(scene)
    assert await pending(scene) == []


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("have", "I have always had a hard time."),
        ("the intern", TEXT),
        ("她抄袭了", "那天晚上她抄袭了我的作业，我一直没说。"),
    ],
)
async def test_a_few_letters_stop_nothing_and_are_looked_for_by_moderators(
    scene: Scene, quotation: str, text: str
) -> None:
    await scene.secret(1, 0, text=text)
    await ask(scene, quotation=quotation)
    await looked(scene)
    assert await pending(scene) == []
    [request] = await waiting(scene)
    assert (request.quotation, request.cases) == (quotation, [])
    async with scene.kit.database.reading() as db:
        assert [one.text for one in await takedowns.find(db, quotation, 5)] == [text]


async def test_six_chinese_letters_are_enough(scene: Scene) -> None:
    await scene.secret(1, 0, text="那天晚上她抄袭了我的作业，我一直没说。")
    await ask(scene, quotation="她抄袭了我的")
    await looked(scene)
    assert [case.hold for case in await pending(scene)] == ["stays"]


async def test_what_stands_in_many_texts_stops_none_of_them(scene: Scene) -> None:
    for at_ in range(7):  # each of another circle: in one of them it would be a crowd
        await scene.secret(at_, 0, text=f"I do not know what to do about my boss, said {at_}.")
    await ask(scene, quotation="I do not know what to do")
    await looked(scene)
    assert await pending(scene) == []
    [request] = await waiting(scene)
    assert len(request.cases) == 5, "but moderators may look at some"


async def test_however_many_ask_all_texts_are_looked_through_once_a_window(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else five hundred requests would keep the server from everything else."""
    await scene.secret(1, 0, text=TEXT)
    texts, looks = secrets.texts_after, list[UUID]()

    async def counted(db: Connection, circle: UUID, secret: UUID) -> object:
        looks.append(secret)
        return await texts(db, circle, secret)

    monkeypatch.setattr(secrets, "texts_after", counted)
    async with scene.kit.database.transaction() as db:
        for at_ in range(12):
            by = f"192.0.2.{at_}"
            await actions.ask(scene.kit, db, Asking(quotation=TEXT), by)
    await looked(scene)
    assert (len(looks), len(await waiting(scene))) == (2, 10), "one chunk, and its end"
    await looked(scene)
    assert (len(looks), len(await waiting(scene))) == (4, 12)


async def test_whoever_asks_again_keeps_nothing_that_was_removed(scene: Scene) -> None:
    """It waits for nobody, so it is erased in its time."""
    await scene.secret(1, 0, text=TEXT)
    await ask(scene, quotation=TEXT)
    await looked(scene)
    [case] = await pending(scene)
    async with scene.kit.database.transaction() as db:
        await moderation.decide(scene.kit, db, case.case, "named", "removed", "Ann")
    await ask(scene, quotation=TEXT)
    await looked(scene)
    assert await pending(scene) == []
    for _ in range(16):
        await scene.http.post("/v1/clock", json={"seconds": DAY})
    assert await scene.one("SELECT count(*) FROM secrets") == 0
