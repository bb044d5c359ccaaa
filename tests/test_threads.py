"""Threads: replies, closing by the author, and bulletins for devices that follow some."""

import json
from typing import Any
from uuid import UUID

import httpx2
import pytest

from mimi.client.vault import closing, comment_id, deletion
from mimi.kit.kit import Kit
from mimi.rooms.comments import queue
from tests.conftest import problem
from tests.pen import Pen, key, signed
from tests.scene import Member, Scene

MINUTES, EDITION, HOUR, DAY = 300, 4 * 3600, 3600, 86_400
AUTHOR = key(1)


@pytest.fixture
def pen(kit: Kit, http: httpx2.AsyncClient) -> Pen:
    return Pen(kit, http)


@pytest.fixture
async def scene(kit: Kit, http: httpx2.AsyncClient) -> Scene:
    return await Scene(kit, http).still()


@pytest.fixture
async def secret(pen: Pen) -> UUID:
    """Out, in the circle of the pen's tokens."""
    told = await pen.told(by=AUTHOR)
    await pen.wait(EDITION)
    return told


async def reader(scene: Scene) -> Member:
    member = await scene.member()
    await scene.sees(member, 1, 3)
    return member


async def thread(member: Member, secret: UUID) -> dict[str, Any]:
    return (await member.device.ask("GET", f"/v1/secrets/{secret}/comments")).json()


async def texts(pen: Pen) -> list[str]:
    return await pen.column("SELECT text FROM comments ORDER BY text")


# replies ----------------------------------------------------------------------------------


async def replied(pen: Pen, secret: UUID, to: UUID | str, by: int = 20) -> httpx2.Response:
    return await pen.say(await pen.token("comment"), secret, "reply", key(by), reply_to=str(to))


async def test_a_reply_names_what_it_answers(pen: Pen, scene: Scene, secret: UUID) -> None:
    first = await pen.said(secret, "first", key(10))
    await pen.wait(MINUTES)
    assert (await replied(pen, secret, first)).status_code == 202
    await pen.wait(MINUTES)
    comments = (await thread(await reader(scene), secret))["comments"]
    assert [(one["text"], one["reply_to"]) for one in comments] == [
        ("first", None),
        ("reply", str(first)),
    ]
    reply = comments[1]["comment"]
    assert (await replied(pen, secret, reply, 21)).status_code == 202, "a reply is a comment too"


async def test_only_what_is_out_in_the_same_thread_can_be_replied_to(
    pen: Pen, secret: UUID
) -> None:
    """And a refusal costs no token."""
    other = await pen.told(by=key(2))
    await pen.wait(EDITION)
    elsewhere = await pen.said(other, "elsewhere", key(10))
    await pen.wait(MINUTES)
    queued = await pen.said(secret, "queued", key(11))
    token = await pen.token("comment")
    for to in (elsewhere, queued, UUID(int=7), secret):
        answer = await pen.say(token, secret, by=key(12), reply_to=str(to))
        assert (answer.status_code, problem(answer)) == (409, "reply-gone")
    malformed = await pen.say(token, secret, by=key(12), reply_to="not an id")
    assert (malformed.status_code, problem(malformed)) == (400, "invalid-request")
    assert (await pen.say(token, secret, by=key(12))).status_code == 202


async def test_a_reply_outlives_what_it_answered(pen: Pen, scene: Scene, secret: UUID) -> None:
    first = await pen.said(secret, "regretted", key(10))
    await pen.wait(MINUTES)
    await replied(pen, secret, first)
    assert (await pen.unsay(secret, key(10))).status_code == 202
    await pen.wait(DAY)
    page = await thread(await reader(scene), secret)
    assert [(one["text"], one["reply_to"]) for one in page["comments"]] == [("reply", str(first))]
    assert page["said"] == 2, "what is gone has been said all the same"
    assert problem(await replied(pen, secret, first, 21)) == "reply-gone"


async def test_masks_that_talk_are_no_more_alike_than_others(pen: Pen, secret: UUID) -> None:
    """A reply's mask is drawn from chance alone (P3)."""
    first = await pen.said(secret, "first", key(10))
    await pen.wait(MINUTES)
    for number in range(24):
        await replied(pen, secret, first, 100 + number)
    await pen.wait(MINUTES)
    [mask] = await pen.column("SELECT mask FROM comments WHERE reply_to IS NULL")
    masks = await pen.column("SELECT mask FROM comments WHERE reply_to IS NOT NULL")
    assert len(set(masks)) > 18
    assert masks.count(mask) < 3


async def test_a_sealed_reply_and_a_sealed_closing_are_of_the_one_size(
    pen: Pen, secret: UUID
) -> None:
    first = await pen.said(secret, "first", key(10))
    await pen.wait(MINUTES)
    await pen.said(secret, "plain", key(11))
    await replied(pen, secret, first)
    assert (await close(pen, secret)).status_code == 202
    sizes = await pen.column("SELECT length(sealed) FROM comment_queue")
    assert sizes == [queue.SIZE + 28] * 3


# closing ----------------------------------------------------------------------------------


async def close(pen: Pen, secret: UUID, **more: object) -> httpx2.Response:
    body = {"secret": str(secret)} | signed("post_key", AUTHOR, closing(secret)) | more
    return await pen.http.post("/v1/closings", json=body)


async def test_a_thread_closes_in_the_night_for_good(pen: Pen, scene: Scene, secret: UUID) -> None:
    viewer = await reader(scene)
    answers = [await close(pen, secret) for _ in "ab"]
    assert [(one.status_code, one.content) for one in answers] == [(202, b"{}")] * 2
    await pen.said(secret, "before", key(10))
    await pen.wait(MINUTES)
    assert not (await thread(viewer, secret))["closed"]
    await pen.wait(DAY - EDITION - 2 * MINUTES)
    assert not (await thread(viewer, secret))["closed"]
    await pen.said(secret, "in the last minutes", key(11))
    await pen.said(secret, "it was me", key(12), AUTHOR)
    await pen.wait(MINUTES)
    assert (await thread(viewer, secret))["closed"]
    assert await texts(pen) == ["before", "in the last minutes", "it was me"]
    token = await pen.token("comment")
    answer = await pen.say(token, secret, by=key(13))
    assert (answer.status_code, problem(answer)) == (403, "thread-closed")
    other = await pen.told(by=key(2))
    await pen.wait(EDITION)
    assert (await pen.say(token, other, by=key(13))).status_code == 202, "the token was lost"
    assert (await close(pen, secret)).status_code == 202
    await pen.wait(DAY)
    assert (await thread(viewer, secret))["closed"], "it opened again"


async def test_a_closed_thread_is_read_and_liked_as_before(
    pen: Pen, scene: Scene, secret: UUID
) -> None:
    viewers = [await reader(scene), await reader(scene)]
    before = (await viewers[0].device.ask("GET", f"/v1/secrets/{secret}")).content
    await pen.said(secret, "said", key(10))
    await close(pen, secret)
    await pen.wait(DAY)
    pages = [
        (await one.device.ask("GET", f"/v1/secrets/{secret}/comments")).content for one in viewers
    ]
    assert pages[0] == pages[1]
    assert b"said" in pages[0]
    assert (await viewers[0].device.ask("GET", f"/v1/secrets/{secret}")).content == before
    await viewers[0].device.like(secret)


async def test_what_was_said_can_be_taken_back_from_a_closed_thread(pen: Pen, secret: UUID) -> None:
    await pen.said(secret, "regretted", key(10))
    await close(pen, secret)
    await pen.wait(DAY)
    assert (await pen.unsay(secret, key(10))).status_code == 202
    await pen.wait(DAY)
    assert await texts(pen) == []


async def test_only_the_secrets_key_closes_it(pen: Pen, secret: UUID) -> None:
    forged = (
        signed("post_key", key(2), closing(secret)),
        signed("post_key", AUTHOR, deletion(secret)),
        signed("post_key", AUTHOR, closing(UUID(int=3))),
    )
    for body in forged:
        answer = await close(pen, secret, **body)
        assert (answer.status_code, problem(answer)) == (403, "not-yours")
    assert await pen.rows("SELECT * FROM comment_queue") == []
    waiting = await pen.told(by=key(5))  # not out yet
    answer = await close(pen, waiting, **signed("post_key", key(5), closing(waiting)))
    assert (answer.status_code, problem(answer)) == (404, "not-found")
    assert problem(await close(pen, secret, post_key="AA")) == "invalid-request"


@pytest.mark.parametrize("header", ["cookie", "authorization"])
async def test_a_signed_closing_is_refused(pen: Pen, secret: UUID, header: str) -> None:
    body = {"secret": str(secret), **signed("post_key", AUTHOR, closing(secret))}
    answer = await pen.http.post("/v1/closings", json=body, headers={header: "x"})
    assert (answer.status_code, problem(answer)) == (400, "signed-request")


async def test_closing_what_goes_the_same_night_hurts_nothing(pen: Pen, secret: UUID) -> None:
    await close(pen, secret)
    await pen.remove(secret, AUTHOR)
    await pen.wait(DAY)
    assert await pen.rows("SELECT * FROM secrets") == []
    assert await pen.rows("SELECT * FROM comment_queue") == []


# bulletins --------------------------------------------------------------------------------


async def bulletins(member: Member) -> list[Any]:
    return (await member.device.ask("GET", "/v1/bulletins")).json()


async def test_all_near_a_circle_hear_the_same_of_its_threads(
    pen: Pen, scene: Scene, secret: UUID
) -> None:
    """Whoever they are near beside, and whatever they follow: the request has no argument."""
    other = await pen.told(by=key(2), circle=UUID(int=2))
    silent = await pen.told(by=key(3))
    await pen.wait(EDITION)
    one, both, far = [await reader(scene), await reader(scene), await scene.member()]
    await scene.sees(both, 2, 3)
    await scene.sees(far, 1, 1, 2)
    await pen.said(secret, "a", key(10))
    await pen.wait(MINUTES)
    token = await pen.token("comment", UUID(int=2))
    assert (await pen.say(token, other, by=key(11))).status_code == 202
    comment = comment_id(key(10).public)
    assert (await replied(pen, secret, comment)).status_code == 202
    assert [one["said"] for each in await bulletins(one) for one in each["secrets"]] == [1]
    await pen.wait(MINUTES)
    mine, theirs = await bulletins(one), await bulletins(both)
    assert mine[0]["secrets"] == [{"secret": str(secret), "said": 2}]
    assert mine[0] in theirs
    assert len(theirs) == 2
    assert str(other) in json.dumps(theirs)
    assert str(silent) not in json.dumps(theirs), "nobody has spoken there"
    assert await bulletins(far) == []
    card = await one.device.card(secret)
    assert mine[0]["label"] == card["label"]
    assert (await thread(one, secret))["said"] == 2, "no more than its reader can count"


async def test_who_came_near_later_hears_nothing_of_what_came_before(
    pen: Pen, scene: Scene, secret: UUID
) -> None:
    """Not even an id (P12)."""
    await pen.said(secret, "a", key(10))
    await pen.wait(MINUTES)
    early, late, gone = [await reader(scene), await scene.member(), await scene.member()]
    await scene.sees(late, 1, 3, start=2)
    await scene.sees(gone, 1, 3, start=0, end=1)
    lonely = await scene.member(friends=2)
    await scene.sees(lonely, 1, 3)
    assert [one["secret"] for one in (await bulletins(early))[0]["secrets"]] == [str(secret)]
    assert [each["secrets"] for each in await bulletins(late)] == [[]]
    assert [each["secrets"] for each in await bulletins(gone)] == [[]]
    assert await bulletins(lonely) == [], "behind a shut gate"


async def test_bulletins_are_for_the_signed_in_and_never_kept(scene: Scene, pen: Pen) -> None:
    assert problem(await pen.http.get("/v1/bulletins")) == "not-signed-in"
    answer = await (await reader(scene)).device.ask("GET", "/v1/bulletins")
    assert answer.headers["cache-control"] == "no-store"
    assert list((await (await reader(scene)).device.talks()).items()) == []
