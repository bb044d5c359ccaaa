"""Telling: by token alone, refused without losing anything, once however often it is sent."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager

import httpx2
import pytest

from mimi.kit import base64url
from mimi.kit.kit import Kit
from mimi.rooms.secrets import uploads
from mimi.rooms.secrets.uploads import LARGE_AT_ONCE
from tests.conftest import MONDAY, problem
from tests.pen import CIRCLE, Pen, key

EDITION, DAY = 4 * 3600, 86_400


@pytest.fixture
def pen(kit: Kit, http: httpx2.AsyncClient) -> Pen:
    return Pen(kit, http)


async def unspent(pen: Pen, token: str) -> bool:
    """Whether the token still tells a secret; and nothing was queued with it before."""
    before = await pen.column("SELECT count(*) FROM nullifiers")
    answer = await pen.tell(token, by=key(99))
    after = await pen.column("SELECT count(*) FROM nullifiers")
    return answer.status_code == 202 and before[0] + 1 == after[0]


async def test_a_secret_comes_out_with_its_edition_and_not_before(pen: Pen) -> None:
    secret = await pen.told("我会唱歌。", look="moss-pines")
    await pen.wait(EDITION - 1)
    assert await pen.rows("SELECT * FROM secrets") == []
    await pen.wait(1)
    rows = await pen.rows("SELECT circle, secret, edition, text, look, photo, needed FROM secrets")
    assert [tuple(row) for row in rows] == [
        (CIRCLE, secret, MONDAY + EDITION, "我会唱歌。", "moss-pines", False, 3)
    ]
    assert await pen.rows("SELECT * FROM queue") == []


async def test_a_late_release_brings_out_all_as_one_edition(pen: Pen) -> None:
    for number in range(9):
        await pen.told(by=key(number), edition="any")
    assert len(await pen.column("SELECT DISTINCT edition FROM queue")) == 3
    await pen.wait(5 * EDITION)
    assert await pen.column("SELECT edition FROM secrets") == [MONDAY + 5 * EDITION] * 9


@pytest.mark.parametrize(
    ("header", "value"), [("cookie", "__Host-mimi=x"), ("authorization", "Bearer x")]
)
async def test_a_signed_request_is_refused(pen: Pen, header: str, value: str) -> None:
    token = await pen.token()
    body = json.dumps({"text": "…", "post_key": base64url.encode(key(1).public)}).encode()
    answer = await pen.send(token, body, headers={header: value})
    assert (answer.status_code, problem(answer)) == (400, "signed-request")
    assert await unspent(pen, token)


async def test_a_bad_token_is_refused(pen: Pen) -> None:
    good = await pen.token()
    for bad in ("", "AAAA", good[:-2], good + "AA", "*" * len(good)):
        assert problem(await pen.tell(bad)) == "token-malformed"
    for bad in (good[:-4] + "AAAA", "A" * len(good)):
        answer = await pen.tell(bad)
        assert (answer.status_code, problem(answer)) == (403, "token-forged")
    assert await unspent(pen, good)


async def test_a_token_for_comments_or_of_another_epoch_tells_nothing(pen: Pen) -> None:
    assert problem(await pen.tell(await pen.token("comment"))) == "token-forged"
    old = await pen.token(epoch=MONDAY - MONDAY % (28 * DAY) - 28 * DAY)
    answer = await pen.tell(old)
    assert (answer.status_code, problem(answer)) == (410, "token-epoch")


async def test_the_token_is_checked_before_the_body_is_read(pen: Pen) -> None:
    async def body():  # noqa: ANN202 - a generator that must not be asked
        raise AssertionError("the body was read")
        yield b""

    headers = {"mimi-token": "nonsense", "content-type": "multipart/form-data; boundary=x"}
    answer = await pen.http.post("/v1/secrets", headers=headers, content=body())
    assert problem(answer) == "token-malformed"


async def test_a_circle_that_gathers_takes_nothing_and_spends_nothing(pen: Pen) -> None:
    token = await pen.token(publishing=False)
    answer = await pen.tell(token)
    assert (answer.status_code, problem(answer)) == (409, "gathering")
    await pen.token()  # the circle begins to publish
    assert await unspent(pen, token)


async def test_the_same_request_again_is_answered_alike_and_told_once(pen: Pen) -> None:
    token = await pen.token()
    first, again = await pen.tell(token, "once"), await pen.tell(token, "once")
    assert (first.status_code, first.content) == (again.status_code, again.content)
    other = await pen.tell(token, "twice")
    assert (other.status_code, problem(other)) == (409, "token-spent")
    await pen.wait(EDITION)
    assert await pen.column("SELECT text FROM secrets") == ["once"]


async def test_in_the_next_window_a_retry_is_known_no_more(pen: Pen) -> None:
    """Its receipt was made under a key that is gone: nobody can try texts against it."""
    token = await pen.token()
    await pen.tell(token, "once")
    await pen.wait(EDITION)
    assert problem(await pen.tell(token, "once")) == "token-spent"


BAD_TEXTS = {"": "empty-text", "a\0b": "invalid-text", "x" * 281: "text-too-long"}


@pytest.mark.parametrize("text", BAD_TEXTS, ids=BAD_TEXTS.values())
async def test_a_bad_text_costs_no_token(pen: Pen, text: str) -> None:
    token = await pen.token()
    assert problem(await pen.tell(token, text)) == BAD_TEXTS[text]
    assert await unspent(pen, token)


BAD_BODIES = {
    "not json": b"{",
    "no text": b'{"post_key": "AA"}',
    "an unknown field": b'{"text": "a", "post_key": "AA", "author": "me"}',
    "a lone surrogate": b'{"text": "\\ud800", "post_key": "AA"}',
    "broken utf-8": b'{"text": "\xff", "post_key": "AA"}',
    "a short key": b'{"text": "a", "post_key": "AA"}',
    "an unknown look": b'{"text": "a", "look": "url(//x)", "post_key": "AA"}',
    "an edition of its own": b'{"text": "a", "edition": "now", "post_key": "AA"}',
}


@pytest.mark.parametrize("kind", BAD_BODIES)
async def test_a_bad_body_costs_no_token(pen: Pen, kind: str) -> None:
    token = await pen.token()
    answer = await pen.send(token, BAD_BODIES[kind])
    assert (answer.status_code, problem(answer)) == (400, "invalid-request")
    assert await unspent(pen, token)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data; boundary=x", b'{"text": "a"}'),
        ("multipart/form-data", b"--x\r\n"),
        ("multipart/form-data; boundary=x", b"--x\r\ncontent-disposition: form-data; name=secret"),
        ("multipart/form-data; boundary=x", b""),
    ],
)
async def test_a_broken_form_costs_no_token(pen: Pen, kind: str, body: bytes) -> None:
    token = await pen.token()
    headers = {"mimi-token": token, "content-type": kind}
    answer = await pen.http.post("/v1/secrets", headers=headers, content=body)
    assert (answer.status_code, problem(answer)) == (400, "invalid-request")
    assert await unspent(pen, token)


async def test_an_oversized_body_costs_no_token(pen: Pen) -> None:
    token = await pen.token()
    much = pen.kit.settings.caps.photo_bytes + 1
    for size in (much, much + 100_000):
        answer = await pen.tell(token, photo=b"\0" * size)
        assert (answer.status_code, problem(answer)) == (413, "photo-too-large")
    assert await unspent(pen, token)


async def test_a_body_that_hides_its_size_is_cut(pen: Pen) -> None:
    token = await pen.token()
    sent: list[int] = []

    async def endless():  # noqa: ANN202 - a generator
        while True:
            sent.append(1)
            yield b"\0" * 1_000_000

    headers = {"mimi-token": token, "content-type": "multipart/form-data; boundary=x"}
    answer = await pen.http.post("/v1/secrets", headers=headers, content=endless())
    assert problem(answer) == "photo-too-large"
    assert len(sent) < 12
    assert await unspent(pen, token)


async def test_a_token_spent_in_an_earlier_window_opens_no_body(pen: Pen) -> None:
    token = await pen.token()
    await pen.tell(token, "once")
    assert (await pen.tell(token, "once")).status_code == 202
    await pen.wait(EDITION)

    async def body():  # noqa: ANN202 - a generator that must not be asked
        raise AssertionError("the body was read")
        yield b""

    headers = {"mimi-token": token, "content-type": "multipart/form-data; boundary=x"}
    answer = await pen.http.post("/v1/secrets", headers=headers, content=body())
    assert (answer.status_code, problem(answer)) == (409, "token-spent")


@asynccontextmanager
async def sending(pen: Pen, token: str) -> AsyncGenerator[None]:
    """A body of unannounced length that is on its way while the block runs."""
    begun, end = asyncio.Event(), asyncio.Event()

    async def body():  # noqa: ANN202 - a generator
        yield b"--x\r\n"
        begun.set()
        await end.wait()

    headers = {"mimi-token": token, "content-type": "multipart/form-data; boundary=x"}
    sent = asyncio.create_task(pen.http.post("/v1/secrets", headers=headers, content=body()))
    await begun.wait()
    yield
    end.set()
    assert problem(await sent) == "invalid-request"


async def test_one_token_has_one_body_on_its_way(pen: Pen) -> None:
    token, other = await pen.token(), await pen.token()
    async with sending(pen, token):
        answer = await pen.tell(token)
        assert (answer.status_code, problem(answer)) == (503, "busy")
        assert answer.headers["retry-after"] == "5"
        assert (await pen.tell(other, by=key(2))).status_code == 202
    assert await unspent(pen, token)


async def test_few_large_bodies_are_on_their_way(pen: Pen) -> None:
    """Those with a photo, or that do not say; one of a few words always finds a place."""
    async with AsyncExitStack() as stack:
        for _ in range(LARGE_AT_ONCE):
            await stack.enter_async_context(sending(pen, await pen.token()))
        last = await pen.token()
        answer = await pen.tell(last, photo=b"\0" * 100_000)
        assert (answer.status_code, problem(answer)) == (503, "busy")
        assert (await pen.tell(await pen.token(), by=key(2))).status_code == 202
    assert problem(await pen.tell(last, photo=b"\0" * 100_000)) == "photo-unreadable"


async def test_a_body_that_does_not_arrive_is_given_up(
    pen: Pen, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def body():  # noqa: ANN202 - a generator
        yield b"--x\r\n"
        await asyncio.Event().wait()

    token = await pen.token()
    monkeypatch.setattr(uploads, "SECONDS", 0)
    headers = {"mimi-token": token, "content-type": "multipart/form-data; boundary=x"}
    answer = await pen.http.post("/v1/secrets", headers=headers, content=body())
    assert (answer.status_code, problem(answer)) == (408, "too-slow")
    monkeypatch.undo()
    assert await unspent(pen, token)


async def test_a_large_body_is_counted_before_it_is_read(pen: Pen) -> None:
    token = await pen.token()
    for _ in range(10):
        async with sending(pen, token):
            pass
    answer = await pen.tell(token, photo=b"\0" * 100_000)
    assert (answer.status_code, problem(answer)) == (429, "too-many")
    assert await unspent(pen, token)


async def test_a_bad_photo_costs_no_token(pen: Pen) -> None:
    token = await pen.token()
    assert problem(await pen.tell(token, photo=b"<svg/>")) == "photo-unreadable"
    assert problem(await pen.tell(token, photo=b"")) == "photo-unreadable"
    assert await unspent(pen, token)


async def test_one_token_keeps_no_child_busy_all_day(pen: Pen) -> None:
    token = await pen.token()
    for _ in range(10):
        assert problem(await pen.tell(token, photo=b"GIF89a")) == "photo-unreadable"
    answer = await pen.tell(token, photo=b"GIF89a")
    assert (answer.status_code, problem(answer)) == (429, "too-many")
    assert await unspent(pen, token)
