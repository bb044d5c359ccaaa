"""Comments: from the near alone, by token, each under a fresh mask, and nobody's style of time."""

from collections import Counter
from random import Random
from typing import Any
from uuid import UUID

import httpx2
import pytest

from mimi.anonymity import masks
from mimi.kit import base64url
from mimi.kit.keys import unseal
from mimi.kit.kit import Kit
from mimi.rooms.comments import queue
from tests.conftest import MONDAY, problem
from tests.pen import CIRCLE, Pen, key
from tests.scene import Scene

MINUTES, EDITION, HOUR, DAY = 300, 4 * 3600, 3600, 86_400
AUTHOR = key(1)


@pytest.fixture
def pen(kit: Kit, http: httpx2.AsyncClient) -> Pen:
    return Pen(kit, http)


@pytest.fixture
def scene(kit: Kit, http: httpx2.AsyncClient) -> Scene:
    return Scene(kit, http)


@pytest.fixture
async def secret(pen: Pen) -> UUID:
    """Out, in the circle of the pen's tokens."""
    told = await pen.told(by=AUTHOR)
    await pen.wait(EDITION)
    return told


async def texts(pen: Pen) -> list[str]:
    return await pen.column("SELECT text FROM comments ORDER BY text")


async def test_a_comment_comes_out_with_its_window(pen: Pen, secret: UUID) -> None:
    await pen.said(secret, "抱抱")
    await pen.wait(MINUTES - 1)
    assert await texts(pen) == []
    await pen.wait(1)
    row = (await pen.rows("SELECT circle, secret, released, text, by_author FROM comments"))[0]
    released = MONDAY + EDITION + MINUTES
    assert tuple(row) == (CIRCLE, secret, released, "抱抱", False)
    assert await pen.rows("SELECT * FROM comment_queue") == []


async def test_every_comment_of_a_person_has_a_mask_of_its_own(pen: Pen, secret: UUID) -> None:
    """All by one key of one device: the masks are as many as chance makes them (P3)."""
    for number in range(12):
        await pen.said(secret, by=key(100 + number))
    await pen.wait(MINUTES)
    drawn = await pen.column("SELECT mask FROM comments")
    assert len(set(drawn)) > 8
    assert all(0 <= mask < 256 for mask in drawn)


def test_masks_are_even_and_pairs_of_them_independent() -> None:
    chance = Random(1)
    drawn = [masks.draw(chance) for _ in range(256 * 100)]
    assert set(drawn) == set(range(256))
    assert max(Counter(drawn).values()) < 150
    alike = sum(one == other for one, other in zip(drawn[::2], drawn[1::2], strict=True))
    assert 25 < alike < 80  # 50 by chance


async def test_the_heap_does_not_know_who_spoke_first(pen: Pen, secret: UUID) -> None:
    said = [f"{number:02}" for number in range(24)]
    for number, text in enumerate(said):
        await pen.said(secret, text, key(100 + number))
    await pen.wait(MINUTES)
    heap = await pen.column("SELECT text FROM comments ORDER BY ctid")
    assert sorted(heap) == said
    assert heap not in (said, said[::-1])


async def test_sizes_in_the_queue_tell_nothing(pen: Pen, secret: UUID) -> None:
    """A word, the longest text, a badge and a removal are all of one size (P2)."""
    await pen.said(secret, "out", key(9))
    await pen.wait(MINUTES)
    await pen.said(secret, "a", key(10))
    await pen.said(secret, "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f" * 280)
    await pen.said(secret, "it is me", key(11), AUTHOR)
    assert (await pen.unsay(secret, key(9))).status_code == 202
    sizes = await pen.column("SELECT length(sealed) FROM comment_queue")
    assert sizes == [queue.SIZE + 28] * 4


async def test_after_the_release_no_key_opens_what_was_queued(pen: Pen, secret: UUID) -> None:
    await pen.said(secret, "unter uns")
    (row,) = await pen.rows("SELECT released, sealed FROM comment_queue")
    name = f"comments-{row['released']}"
    assert b"unter uns" not in row["sealed"]
    assert unseal(pen.kit.keys.window_key(name), row["sealed"]) is not None
    await pen.wait(MINUTES)
    assert pen.window_keys("comments") == []
    assert unseal(pen.kit.keys.window_key(name), row["sealed"]) is None


# who may ----------------------------------------------------------------------------------


async def test_a_token_speaks_only_in_its_own_circle(pen: Pen, secret: UUID) -> None:
    elsewhere = await pen.token("comment", UUID(int=2))
    missing = await pen.say(await pen.token("comment"), UUID(int=9))
    wrong = await pen.say(elsewhere, secret)
    assert wrong.content == missing.content
    assert (wrong.status_code, problem(wrong)) == (404, "not-found")
    assert problem(await pen.say(await pen.token("post"), secret)) == "token-forged"


async def test_a_secret_that_still_waits_cannot_be_answered(pen: Pen) -> None:
    waiting = await pen.told(by=AUTHOR)
    assert problem(await pen.say(await pen.token("comment"), waiting)) == "not-found"


@pytest.mark.parametrize("header", ["cookie", "authorization"])
async def test_a_signed_request_is_refused(pen: Pen, secret: UUID, header: str) -> None:
    headers = {"mimi-token": await pen.token("comment"), header: "x"}
    answer = await pen.http.post("/v1/comments", headers=headers, json={"secret": str(secret)})
    assert (answer.status_code, problem(answer)) == (400, "signed-request")


BAD: dict[str, dict[str, Any]] = {
    "empty-text": {"text": " "},
    "invalid-text": {"text": "a\0"},
    "text-too-long": {"text": "x" * 281},
    "too-large": {"text": "x" * 70_000},
    "invalid-request": {"mask": 7},
}


@pytest.mark.parametrize("name", BAD)
async def test_a_bad_comment_costs_no_token(pen: Pen, secret: UUID, name: str) -> None:
    token = await pen.token("comment")
    fields: dict[str, Any] = {"text": "…", **BAD[name]}
    assert problem(await pen.say(token, secret, **fields)) == name
    assert (await pen.say(token, secret)).status_code == 202


async def test_the_same_request_again_is_said_once(pen: Pen, secret: UUID) -> None:
    token = await pen.token("comment")
    assert [(await pen.say(token, secret, "once")).status_code for _ in "ab"] == [202, 202]
    assert problem(await pen.say(token, secret, "twice")) == "token-spent"
    await pen.wait(MINUTES)
    assert await texts(pen) == ["once"]


async def test_only_who_sees_the_secret_reads_its_comments(
    pen: Pen, scene: Scene, secret: UUID
) -> None:
    await pen.said(secret, "抱抱")
    await pen.wait(MINUTES)
    friend, stranger = await scene.member(), await scene.member()
    await scene.sees(friend, 1, 3)
    (read,) = await friend.device.comments(secret)
    assert set(read) == {"comment", "mask", "text", "by_author", "reply_to"}
    session = {"authorization": f"Bearer {stranger.device.session}"}
    for headers in ({}, session):
        answer = await pen.http.get(f"/v1/secrets/{secret}/comments", headers=headers)
        assert (answer.status_code, problem(answer)) == (404, "not-found")


async def test_pages_repeat_nothing_and_skip_nothing(pen: Pen, scene: Scene, secret: UUID) -> None:
    friend = await scene.member()
    await scene.sees(friend, 1, 3)
    row = "INSERT INTO comments VALUES ($1, $2, $3, $4, 0, '', false)"
    for number in range(120):
        await pen.do(row, CIRCLE, secret, UUID(int=number * 7919 % 127), number // 40)
    first = (await friend.device.ask("GET", f"/v1/secrets/{secret}/comments")).json()
    assert len(first["comments"]) == 50
    await pen.do(row, CIRCLE, secret, UUID(int=500), 9)  # while somebody reads
    read = [comment["comment"] for comment in await friend.device.comments(secret)]
    assert len(read) == len(set(read)) == 121
    assert read == [
        str(one)
        for one in await pen.column("SELECT comment FROM comments ORDER BY released, comment")
    ]


async def test_a_cursor_of_another_thread_is_refused(pen: Pen, scene: Scene, secret: UUID) -> None:
    friend = await scene.member()
    await scene.sees(friend, 1, 3)
    foreign = base64url.encode(pen.kit.keys.seal("thread-cursor", bytes(40)))
    session = {"authorization": f"Bearer {friend.device.session}"}
    for cursor in (foreign, "AAAA", "%", foreign[:-3] + "AAA"):
        path = f"/v1/secrets/{secret}/comments"
        answer = await pen.http.get(path, headers=session, params={"cursor": cursor})
        assert (answer.status_code, problem(answer)) == (400, "invalid-cursor")


async def test_counts_are_buckets_refreshed_by_the_hour(pen: Pen, secret: UUID) -> None:
    for number in range(4):
        await pen.said(secret, by=key(100 + number))
    await pen.wait(2 * HOUR)
    assert await pen.column("SELECT comments FROM secrets") == [0]
    for number in range(4):
        await pen.said(secret, by=key(200 + number))
    await pen.wait(MINUTES)
    assert await pen.column("SELECT comments FROM secrets") == [0]
    await pen.wait(HOUR)
    assert await pen.column("SELECT comments FROM secrets") == [5]


async def test_comments_go_with_their_secret(pen: Pen, secret: UUID) -> None:
    other = await pen.told(by=key(2))
    await pen.wait(EDITION)
    await pen.said(secret, "gone", key(10))
    await pen.said(other, "stays", key(11))
    await pen.wait(MINUTES)
    await pen.remove(secret, AUTHOR)
    await pen.said(secret, "a last word", key(12), AUTHOR)  # comes after its secret has gone
    await pen.wait(DAY)
    assert await texts(pen) == ["stays"]
