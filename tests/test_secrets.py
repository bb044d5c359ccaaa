"""Secrets that are out: found through the viewer, or not at all."""

import json
from uuid import UUID

import httpx2
import pytest

from mimi.kit.kit import Kit
from tests.conftest import MONDAY, problem
from tests.pen import CIRCLE, Pen, key
from tests.scene import Member, Scene
from tests.test_photos import MARK, jpeg_with_everything

EDITION = 4 * 3600
OTHER = UUID(int=2)


@pytest.fixture
def pen(kit: Kit, http: httpx2.AsyncClient) -> Pen:
    return Pen(kit, http)


@pytest.fixture
def scene(kit: Kit, http: httpx2.AsyncClient) -> Scene:
    return Scene(kit, http)


async def answers(scene: Scene, secret: UUID, *members: object) -> set[tuple[int, bytes]]:
    found: set[tuple[int, bytes]] = set()
    for member in members:
        session = getattr(getattr(member, "device", None), "session", None)
        headers = {"authorization": f"Bearer {session}"} if session else {}
        answer = await scene.http.get(f"/v1/secrets/{secret}", headers=headers)
        found.add((answer.status_code, answer.content))
    return found


async def test_who_may_not_see_a_secret_learns_nothing_of_it(scene: Scene) -> None:
    await scene.open(1)
    hidden = await scene.secret(1, 1)
    lonely, elsewhere, late = [await scene.member(friends) for friends in (2, 3, 3)]
    await scene.sees(lonely, 1, 1, 2, 3)  # but the gate is shut
    await scene.sees(elsewhere, 2, 1, 2, 3)
    await scene.sees(late, 1, 1, 2, 3, start=2)
    everybody = (None, lonely, elsewhere, late)
    refused = await answers(scene, hidden, *everybody)
    refused |= await answers(scene, UUID(int=7), *everybody)  # there is no such secret
    assert len(refused) == 1
    assert {status for status, _ in refused} == {404}


async def test_all_who_see_it_see_the_same(scene: Scene) -> None:
    await scene.open(1)
    secret = await scene.secret(1, 1)
    friend, member = await scene.member(), await scene.member(5)
    for viewer in (friend, member):
        await scene.sees(viewer, 1, 1, 2, 3)
    assert len(await answers(scene, secret, friend, member)) == 1
    card = await friend.device.card(secret)
    assert (card["near"], card["public"]) == (True, False)
    assert card["label"] is not None


async def test_a_wider_rung_shows_it_but_lets_nobody_new_comment(scene: Scene) -> None:
    await scene.open(1)
    secret = await scene.secret(1, 1)
    distant = await scene.member()
    await scene.sees(distant, 1, 1)
    assert {status for status, _ in await answers(scene, secret, distant)} == {404}
    await scene.moves(secret, 1)
    card = await distant.device.card(secret)
    assert (card["near"], card["label"], card["public"]) == (False, None, False)


async def test_a_closed_sight_keeps_what_it_saw(scene: Scene) -> None:
    await scene.open(1, 2)
    before, after = await scene.secret(1, 1), await scene.secret(1, 2)
    viewer = await scene.member()
    await scene.sees(viewer, 1, 3, start=0, end=2)
    assert {status for status, _ in await answers(scene, before, viewer)} == {200}
    assert {status for status, _ in await answers(scene, after, viewer)} == {404}


async def test_an_edition_that_is_not_open_is_not_there(scene: Scene) -> None:
    await scene.open(1)
    secret = await scene.secret(1, 2, needed=0)
    await scene.do("INSERT INTO public_secrets VALUES ($1, $2)", secret, UUID(int=1))
    assert {status for status, _ in await answers(scene, secret, None)} == {404}
    await scene.open(2)
    assert {status for status, _ in await answers(scene, secret, None)} == {200}


async def test_the_photo_follows_the_secret(pen: Pen, scene: Scene) -> None:
    secret = await pen.told(photo=jpeg_with_everything())
    await pen.wait(EDITION)
    friend, stranger = await scene.member(), await scene.member()
    await scene.sees(friend, 1, 3)
    webp = await friend.device.photo(secret)
    assert webp[8:12] == b"WEBP"
    assert MARK not in webp
    session = f"Bearer {stranger.device.session}"
    address = (await friend.device.card(secret))["photo"]
    for headers in ({}, {"authorization": session}):
        answer = await pen.http.get(address, headers=headers)
        assert (answer.status_code, problem(answer)) == (404, "not-found")


async def test_the_bulletin_is_for_the_own_circle_only(pen: Pen, scene: Scene) -> None:
    own = await pen.told(by=key(1))
    await pen.told(by=key(2), circle=OTHER)
    members = [await scene.member(), await scene.member(0)]
    for member in members:
        await scene.do("INSERT INTO members VALUES ($1, $2, 0)", CIRCLE, member.account)
    assert (await members[0].device.bulletin())["secrets"] == []
    await pen.wait(EDITION)
    bodies = [(await one.device.ask("GET", "/v1/bulletin")).content for one in members]
    assert bodies[0] == bodies[1]
    assert [row["secret"] for row in json.loads(bodies[0])["secrets"]] == [str(own)]
    assert (await (await scene.member()).device.bulletin())["secrets"] == []


async def test_who_joins_later_hears_nothing_of_what_came_before(pen: Pen, scene: Scene) -> None:
    """Not even an id, by which it could be answered (P12)."""
    early, late = await scene.member(), await scene.member()
    await scene.do("INSERT INTO members VALUES ($1, $2, 0)", CIRCLE, early.account)
    joined = MONDAY + 2 * EDITION
    await scene.do("INSERT INTO members VALUES ($1, $2, $3)", CIRCLE, late.account, joined)
    told: list[str] = []
    for count in range(3):  # out one, two and three editions after Monday began
        told.append(str(await pen.told(by=key(count))))
        await pen.wait(EDITION)
    assert await noted(early) == told[::-1]
    assert await noted(late) == told[:0:-1]


async def noted(member: Member) -> list[str]:
    """The ids in the bulletin, the newest first."""
    return [row["secret"] for row in (await member.device.bulletin())["secrets"]]
