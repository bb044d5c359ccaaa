"""What moderators see and do: no identities, two for a removal, somebody else for an appeal."""

import asyncio
import json
from uuid import UUID

import httpx2
import pytest

from mimi.kit.kit import Kit
from mimi.rooms import moderation, photos
from mimi.rooms.console import deciding as console
from mimi.rooms.console.model import Deciding
from mimi.rooms.moderation import Item
from mimi.rooms.moderators import Moderator
from mimi.rooms.photos import Photo
from tests.community import DAY
from tests.conftest import MONDAY, problem
from tests.scene import Member, Scene, at
from tests.staff import Staff, enrolled

TEXT = "Robert Hargreaves copied his thesis, and everybody in the office knows it."


@pytest.fixture
async def scene(kit: Kit, http: httpx2.AsyncClient) -> Scene:
    scene = await Scene(kit, http).still()
    await scene.open(0)
    return scene


@pytest.fixture
async def ann(scene: Scene) -> Staff:
    return await enrolled(scene.kit, scene.http, "Ann")


@pytest.fixture
async def ben(scene: Scene) -> Staff:
    return await enrolled(scene.kit, scene.http, "Ben")


@pytest.fixture
async def reader(scene: Scene) -> Member:
    member = await scene.member()
    await scene.sees(member, 1, 1, 2, 3)
    return member


async def claimed(scene: Scene, text: str = TEXT) -> tuple[UUID, str]:
    """A secret that somebody says is about them, and its case."""
    secret = await scene.secret(1, 0, text=text)
    async with scene.kit.database.transaction() as db:
        return secret, str(
            await moderation.claim(scene.kit, db, Item(at(1), secret, None), "named", hide=False)
        )


async def decides(by: Staff, case: str, outcome: str, reason: str = "It names somebody.") -> str:
    """The state, or the problem."""
    body = {"outcome": outcome, "rule": "named", "reason": reason}
    answer = await by.ask("POST", f"cases/{case}/decision", **body)
    return answer.json()["state"] if answer.status_code == 200 else problem(answer)


async def queue(by: Staff) -> list[str]:
    answer = await by.ask("GET", "queue")
    assert answer.status_code == 200, answer.text
    return [one["case"]["case"] for one in answer.json()]


async def did(by: Staff) -> list[tuple[str, str]]:
    return [(one["moderator"], one["did"]) for one in (await by.ask("GET", "acts")).json()]


async def test_a_removal_takes_two_and_hides_at_once(
    scene: Scene, ann: Staff, ben: Staff, reader: Member
) -> None:
    secret, case = await claimed(scene)
    assert secret in await reader.reads()
    assert await decides(ann, case, "removed") == "proposed"
    assert secret not in await reader.reads()
    assert await decides(ann, case, "removed") == "proposed", "a problem of that name"
    assert await queue(ben) == [case]
    assert await decides(ben, case, "removed") == "decided"
    assert await queue(ben) == []
    assert await did(ann) == [("Ann", "proposed"), ("Ben", "removed")]


async def test_what_one_found_and_hid_waits_for_another(
    scene: Scene, ann: Staff, ben: Staff, reader: Member
) -> None:
    """Else one alone could hide for good what nobody reported, and nobody would look."""
    secret = await scene.secret(1, 0, text=TEXT)
    hits = (await ann.ask("POST", "searches", quotation=TEXT)).json()
    for outcome in ("kept", "removed"):
        assert await decides(ann, hits[0]["case"], outcome) in {"decided", "proposed"}
    assert await queue(ben) == [hits[0]["case"]]
    assert await decides(ben, hits[0]["case"], "kept") == "decided"
    assert await decides(ann, hits[0]["case"], "removed") == "proposed"
    assert await decides(ben, hits[0]["case"], "removed") == "decided", "nobody appealed"
    assert secret not in await reader.reads()


async def test_an_undoing_waits_for_what_another_is_deciding(
    scene: Scene, ann: Staff, reader: Member
) -> None:
    """And then comes too late: what two removed stays so."""
    secret, case = await claimed(scene)
    await decides(ann, case, "removed")
    given = Deciding("removed", "named", "It names somebody.")
    async with scene.kit.database.transaction() as db:
        await moderation.lock(db, UUID(case))
        undoing = asyncio.create_task(ann.ask("DELETE", f"cases/{case}/decision"))
        await scene.until_one_waits()
        await console.decide(scene.kit, db, Moderator("Ben"), UUID(case), given)
    assert problem(await undoing) == "not-found"
    assert secret not in await reader.reads()


async def test_one_alone_cannot_say_so_twice(scene: Scene, ann: Staff) -> None:
    _, case = await claimed(scene)
    await decides(ann, case, "removed")
    body = {"outcome": "removed", "rule": "named", "reason": "Again."}
    assert problem(await ann.ask("POST", f"cases/{case}/decision", **body)) == "proposed"


async def test_another_may_keep_what_the_first_wants_removed(
    scene: Scene, ann: Staff, ben: Staff, reader: Member
) -> None:
    secret, case = await claimed(scene)
    await decides(ann, case, "removed")
    assert await decides(ben, case, "kept") == "decided"
    assert secret in await reader.reads()


@pytest.mark.parametrize("outcome", ["removed", "kept", "stays"])
async def test_undo_brings_the_case_back_as_it_was(
    scene: Scene, ann: Staff, reader: Member, outcome: str
) -> None:
    secret, case = await claimed(scene)
    await decides(ann, case, outcome)
    assert (await ann.ask("DELETE", f"cases/{case}/decision")).status_code == 204
    assert await queue(ann) == [case]
    assert secret in await reader.reads()
    shown = (await ann.ask("GET", f"cases/{case}")).json()
    assert (shown["waiting"]["case"]["hold"], shown["waiting"]["second"]) == ("stays", None)
    assert problem(await ann.ask("DELETE", f"cases/{case}/decision")) == "not-found"


async def test_nobody_undoes_what_another_did(scene: Scene, ann: Staff, ben: Staff) -> None:
    _, case = await claimed(scene)
    await decides(ann, case, "kept")
    assert problem(await ben.ask("DELETE", f"cases/{case}/decision")) == "not-found"


@pytest.mark.parametrize("outcome", ["removed", "kept"])
async def test_an_appeal_is_for_somebody_who_has_not_acted(
    scene: Scene, ann: Staff, ben: Staff, outcome: str
) -> None:
    cem = await enrolled(scene.kit, scene.http, "Cem")
    _, case = await claimed(scene)
    await decides(ann, case, "removed")
    await decides(ben, case, "removed")
    await scene.do("INSERT INTO appeals (case_id, text, day) VALUES ($1, $2, 0)", UUID(case), "No!")
    await scene.do("UPDATE cases SET waiting = true")
    for one in (ann, ben):
        assert await decides(one, case, "removed") == "decided-before"
    assert await decides(cem, case, outcome) == "decided", "two have removed it: one more refuses"


async def test_an_appeal_against_less_than_a_removal_is_no_short_way_to_one(
    scene: Scene, ann: Staff, ben: Staff
) -> None:
    _, case = await claimed(scene)
    await decides(ann, case, "stays")
    await scene.do("INSERT INTO appeals (case_id, text, day) VALUES ($1, $2, 0)", UUID(case), "No!")
    await scene.do("UPDATE cases SET waiting = true")
    assert await decides(ben, case, "removed") == "proposed"


async def test_a_moderator_sees_no_person_no_circle_no_number_and_no_time(
    scene: Scene, ann: Staff, reader: Member
) -> None:
    """P11: the fields are counted, and none holds what could tell."""
    secret, case = await claimed(scene)
    await reader.device.http.post(
        "/v1/reports",
        json={"secret": str(secret), "reason": "named"},
        headers={"authorization": f"Bearer {reader.device.session}"},
    )
    shown = (await ann.ask("GET", f"cases/{case}")).json()
    assert shown["waiting"]["case"].keys() == {
        *("case", "kind", "text", "photo", "rule", "reasons", "hold", "appeal", "removed_by"),
    }
    assert shown.keys() == {"waiting", "context", "acts", "noted"}
    assert shown["context"].keys() == {"text", "photo", "answers"}
    said = json.dumps([shown, (await ann.ask("GET", "queue")).json()])
    for known in (secret, at(1), reader.account):
        assert str(known) not in said
    assert not any(character.isdigit() for character in said.replace(case, "")), "no number at all"


async def test_who_wrote_and_who_reported_makes_no_difference(scene: Scene, ann: Staff) -> None:
    """Two secrets of the same words in two circles, reported by two members: the same view."""
    views: list[str] = []
    for circle in (1, 2):
        member = await scene.member()
        await scene.sees(member, circle, 1, 2, 3)
        secret = await scene.secret(circle, 0, text=TEXT)
        await member.device.http.post(
            "/v1/reports",
            json={"secret": str(secret), "reason": "bullying"},
            headers={"authorization": f"Bearer {member.device.session}"},
        )
    for case in await queue(ann):
        views.append((await ann.ask("GET", f"cases/{case}")).text.replace(case, ""))
    assert len(views) == 2
    assert views[0] == views[1]


async def test_finds_by_words_what_nobody_reported(scene: Scene, ann: Staff) -> None:
    await scene.secret(1, 0, text=TEXT)
    await scene.secret(1, 0, text="Something else altogether.")
    hits = (await ann.ask("POST", "searches", quotation="hargreaves copied his THESIS")).json()
    assert [(hit["text"], hit["sure"]) for hit in hits] == [(TEXT, True)]
    assert await queue(ann) == [], "looking is no case"
    assert await decides(ann, hits[0]["case"], "stays") == "decided"
    assert (await ann.ask("POST", "searches", quotation="nothing like it")).json() == []


async def test_a_request_is_answered_with_a_reason(scene: Scene, ann: Staff) -> None:
    await scene.secret(1, 0, text=TEXT)
    asked = await scene.http.post("/v1/takedowns", json={"quotation": TEXT, "words": "Please."})
    await scene.http.post("/v1/clock", json={"seconds": 300})
    [request] = (await ann.ask("GET", "takedowns")).json()
    assert request["cases"] == await queue(ann)
    where = f"takedowns/{request['takedown']}/answer"
    given = {"answer": "taken-down", "reason": "It is about her."}
    assert (await ann.ask("POST", where, **given)).status_code == 204
    assert problem(await ann.ask("POST", where, **given)) == "not-found"
    await scene.http.post("/v1/clock", json={"seconds": DAY})
    outcome = await scene.http.post("/v1/takedowns/outcome", json=asked.json())
    assert outcome.json() == {"state": "taken-down"}


async def test_a_reason_is_a_reason(scene: Scene, ann: Staff) -> None:
    _, case = await claimed(scene)
    for reason in ("", "  ", "x" * 281):
        assert await decides(ann, case, "kept", reason) == "invalid-request"


async def test_a_photo_is_shown_to_moderators_alone(
    scene: Scene, ann: Staff, reader: Member
) -> None:
    secret, case = await claimed(scene)
    async with scene.kit.database.transaction() as db:
        await photos.keep(scene.kit, db, [Photo(at(1), secret, b"webp")], MONDAY)
    shown = await ann.ask("GET", f"cases/{case}/photo")
    assert (shown.content, shown.headers["cache-control"]) == (b"webp", "no-store")
    answer = await scene.http.get(
        f"/v1/console/cases/{case}/photo",
        headers={"authorization": f"Bearer {reader.device.session}"},
    )
    assert problem(answer) == "not-moderator"
    _, bare = await claimed(scene, "Without a photo.")
    assert problem(await ann.ask("GET", f"cases/{bare}/photo")) == "not-found"
