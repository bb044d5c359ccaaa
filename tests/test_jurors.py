"""Jurors decide about strangers, two at least, and those who are mostly wrong decide nothing."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimi.kit.kit import Kit
from mimi.rooms import moderation
from mimi.rooms.accounts import Viewer
from mimi.rooms.jurors import policy
from mimi.rooms.jurors.controls import controls
from mimi.rooms.moderation import Item
from tests.conftest import problem
from tests.scene import Member, Scene, at

TEXT = "Everybody please stop inviting the one who eats alone."
counts = st.integers(0, 20)
ANSWERS = {known.text: known.breaks for language in ("zh", "en") for known in controls(language)}


@given(counts, counts)
def test_no_one_alone_and_no_tie_decides(breaks: int, fine: int) -> None:
    found = policy.verdict(breaks, fine)
    assert (found is None) == (policy.verdict(fine, breaks) is None), "neither side is easier"
    if found is not None:
        assert max(breaks, fine) >= 2
        assert min(breaks, fine) * 2 < max(breaks, fine)
        assert found == (breaks > fine)


def test_a_word_counts_once_proved_and_while_mostly_right() -> None:
    assert not policy.counts(2, 2)
    assert policy.counts(3, 3)
    assert policy.counts(10, 7)
    assert not policy.counts(10, 6)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_tasks_of_known_answer_are_of_both_kinds(language: Any) -> None:
    known = controls(language)
    assert len(known) >= 24
    assert sum(one.breaks for one in known) * 2 == len(known)
    assert {one.rule for one in known} == {"bullying", "rumour", "spam", "other"}


@pytest.fixture
async def scene(kit: Kit, http: httpx2.AsyncClient) -> Scene:
    scene = await Scene(kit, http).still()
    await scene.open(0)
    return scene


@pytest.fixture
async def case(scene: Scene) -> AsyncIterator[UUID]:
    """Of a secret of circle 1 that climbs no further."""
    secret = await scene.secret(1, 0, text=TEXT)
    async with scene.kit.database.transaction() as db:
        item = Item(at(1), secret, None)
        case = await moderation.claim(scene.kit, db, item, "bullying", hide=False)
    yield case


async def juror(scene: Scene, circle: int = 2) -> Member:
    """Sits in another circle, and reported rightly before."""
    member = await scene.member()
    await scene.do("INSERT INTO members VALUES ($1, $2, 0)", at(circle), member.account)
    async with scene.kit.database.transaction() as db:
        tag = await moderation.reporter(scene.kit, db, Viewer(member.account))
        await db.execute("INSERT INTO reporters VALUES ($1, 4, 0)", tag)
    return member


async def asks(member: Member) -> dict[str, Any]:
    return (await send(member, "GET", "?language=en")).json()


async def send(member: Member, method: str, query: str = "", **body: Any) -> httpx2.Response:
    headers = {"authorization": f"Bearer {member.device.session}"}
    http = member.device.http
    return await http.request(method, f"/v1/jury{query}", headers=headers, json=body or None)


async def proves(member: Member, rightly: bool = True) -> None:
    """Answers three tasks of known answer."""
    for _ in range(3):
        task = (await asks(member))["task"]
        assert task["text"] in ANSWERS, "a beginner gets no others"
        breaks = ANSWERS[task["text"]] == rightly
        assert (await send(member, "POST", task=task["task"], breaks=breaks)).status_code == 204


async def case_task(member: Member) -> dict[str, Any] | None:
    """A task that is a case, should there be one; tasks of known answer come between."""
    for _ in range(30):
        task = (await asks(member))["task"]
        if task is None or task["text"] not in ANSWERS:
            return task
    raise AssertionError("thirty times one of known answer")


async def votes(member: Member, breaks: bool) -> None:
    task = await case_task(member)
    assert task
    assert (await send(member, "POST", task=task["task"], breaks=breaks)).status_code == 204


async def hold(scene: Scene, case: UUID) -> str | None:
    async with scene.kit.database.reading() as db:
        return (await moderation.pending(db, case)).hold


async def test_two_who_agree_hide_it_until_moderators_decide(scene: Scene, case: UUID) -> None:
    for expected in ("stays", "hidden"):
        member = await juror(scene)
        await proves(member)
        await votes(member, breaks=True)
        assert await hold(scene, case) == expected


async def test_two_who_agree_let_it_go(scene: Scene, case: UUID) -> None:
    for expected in ("stays", None):
        member = await juror(scene)
        await proves(member)
        await votes(member, breaks=False)
        assert await hold(scene, case) == expected
    assert await scene.one("SELECT moderator FROM decisions") == "the jury"
    assert await scene.one("SELECT count(*) FROM votes") == 0


@pytest.mark.parametrize(("reason", "then"), [("named", "hidden"), ("bullying", None)])
async def test_what_jurors_let_go_is_hidden_when_it_names_somebody(
    scene: Scene, case: UUID, reason: str, then: str | None
) -> None:
    """They were never asked that; about the rest, one report is no reason to ask again."""
    for _ in range(2):
        member = await juror(scene)
        await proves(member)
        await votes(member, breaks=False)
    witness = await juror(scene)
    await scene.sees(witness, 1, 3)
    [secret] = await witness.reads()
    await witness.device.report(secret, reason)
    assert await hold(scene, case) == then
    assert await scene.one("SELECT waiting FROM cases") == (then is not None)


async def test_a_juror_who_is_mostly_wrong_is_answered_alike_and_counts_for_nothing(
    scene: Scene, case: UUID
) -> None:
    for _ in range(3):
        member = await juror(scene)
        await proves(member, rightly=False)
        await votes(member, breaks=True)
    assert await hold(scene, case) == "stays"


async def test_tasks_of_known_answer_are_counted_for_the_months_figures(scene: Scene) -> None:
    await proves(await juror(scene))
    await proves(await juror(scene), rightly=False)
    count = "SELECT (sum(asked), sum(correct)) FROM control_months WHERE month = '2026-11'"
    assert await scene.one(count) == (6, 3)


async def test_a_task_of_known_answer_counts_once_a_juror(scene: Scene) -> None:
    """Else one that is known would raise a record again and again."""
    member = await juror(scene)
    task = (await asks(member))["task"]
    for _ in range(5):
        given = await send(member, "POST", task=task["task"], breaks=ANSWERS[task["text"]])
        assert given.status_code == 204, "as if it counted"
    assert await scene.one("SELECT (asked, correct) FROM jurors") == (1, 1)
    assert await scene.one("SELECT sum(asked) FROM control_months") == 1


async def test_nobody_is_asked_a_task_of_known_answer_again(scene: Scene) -> None:
    member, asked = await juror(scene), list[str]()
    for _ in range(60):
        if task := (await asks(member))["task"]:
            asked.append(task["text"])
            await send(member, "POST", task=task["task"], breaks=True)
    assert 3 < len(asked) == len(set(asked))


async def test_nobody_is_asked_twice_about_a_case(scene: Scene, case: UUID) -> None:
    member = await juror(scene)
    await proves(member)
    await votes(member, breaks=True)
    assert await case_task(member) is None


@pytest.mark.parametrize("how", ["member", "near", "far"])
async def test_nobody_is_asked_about_a_circle_that_they_see_or_sit_in(
    scene: Scene, case: UUID, how: str
) -> None:
    member = await juror(scene, 1 if how == "member" else 2)
    if how != "member":
        await scene.sees(member, 1, 3 if how == "near" else 1)
    await proves(member)
    assert await case_task(member) is None


async def test_who_has_no_record_is_not_asked(scene: Scene, case: UUID) -> None:
    assert await asks(await scene.member()) == {"asked": False, "task": None}


async def test_a_task_is_its_jurors_alone_and_both_kinds_look_alike(
    scene: Scene, case: UUID
) -> None:
    one, other = await juror(scene), await juror(scene)
    control = (await asks(one))["task"]
    await proves(one)
    real = await case_task(one)
    assert real
    assert (real.keys(), len(real["task"])) == (control.keys(), len(control["task"]))
    assert problem(await send(other, "POST", task=real["task"], breaks=True)) == "invalid-request"


async def test_what_names_or_threatens_somebody_is_for_moderators_alone(scene: Scene) -> None:
    for rule in ("named", "threat", "nudity", "self-harm"):
        secret = await scene.secret(1, 0, text=f"Something with a {rule}.")
        async with scene.kit.database.transaction() as db:
            item = Item(at(1), secret, None)
            await moderation.claim(scene.kit, db, item, rule, hide=False)
    member = await juror(scene)
    await proves(member)
    assert await case_task(member) is None


async def test_an_old_task_decides_about_no_appeal(scene: Scene, case: UUID) -> None:
    jurors = [await juror(scene), await juror(scene)]
    tasks: list[str] = []
    for one in jurors:
        await proves(one)
        task = await case_task(one)
        assert task
        tasks.append(task["task"])
    async with scene.kit.database.transaction() as db:
        await moderation.decide(scene.kit, db, case, "bullying", "stays", "Ann")
    await scene.do("INSERT INTO appeals (case_id, text, day) VALUES ($1, 'No!', 0)", case)
    await scene.do("UPDATE cases SET waiting = true")
    for one, task in zip(jurors, tasks, strict=True):
        assert (await send(one, "POST", task=task, breaks=False)).status_code == 204
    assert await scene.one("SELECT count(*) FROM decisions") == 1
    assert await hold(scene, case) == "stays"
