"""The device against servers that are honest, curious, forgetful or absent.

The whole job against the real server is in test_job.py; here the server is one of our making, so
that it can misbehave.
"""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpx2
import pytest

from mimi.client import Device, NotMine, NoToken, Refused, Resting, Unsure
from mimi.client.even import even_photo
from mimi.client.tokens import Batch, Held, Wallet
from mimi.client.vault import secret_id
from mimi.kit import base64url, tokens
from mimi.kit.chance import Chance
from mimi.kit.tokens import Issuer, Token

NOW, REST = 1_793_577_600, 3600
LABEL = UUID(int=7)
ROW = {"label": str(LABEL), "purpose": "post", "epoch": NOW, "ends": NOW + 86_400, "tokens": 5}
BATCH = Batch.of(ROW)
ISSUER = Issuer(bytes(32))

Answer = Callable[[httpx2.Request], httpx2.Response]


class Server:
    """Answers what a device asks, and remembers every request."""

    def __init__(self, issuer: Issuer = ISSUER) -> None:
        self.issuer, self.now, self.asked = issuer, NOW, list[httpx2.Request]()
        self.spent: dict[Token, bytes] = {}
        self.forgetful = False  # does not know a repeated request
        self.lose = ""  # the path whose next answer gets lost
        self.ended = 0  # batches asked for of an epoch that has just ended

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request)
        name = f"{request.method} {request.url.path}"
        answers: dict[str, Answer] = {
            "GET /v1/place": self.place,
            "GET /v1/batches": lambda _: httpx2.Response(200, json=[ROW]),
            "POST /v1/batches": self.evaluate,
            "POST /v1/secrets": self.tell,
        }
        answer = answers.get(name, lambda _: problem(404, "not-found"))(request)
        if self.lose == request.url.path:
            self.lose = ""
            raise httpx2.ReadError("lost")
        return answer

    def place(self, _: httpx2.Request) -> httpx2.Response:
        key = base64url.encode(ISSUER.public_key)
        rhythm = {"token_rest": REST, "night": 86_400, "comments": 300, "refund": 172_800}
        place = {"now": self.now, "rhythm": rhythm, "token_key": key}
        return httpx2.Response(200, json=place)

    def evaluate(self, request: httpx2.Request) -> httpx2.Response:
        if self.ended:
            self.ended -= 1
            return problem(404, "not-found")
        [wanted] = body(request)["batches"]
        blinded = [base64url.decode(one) for one in wanted["blinded"]]
        evaluated, proof = self.issuer.evaluate(blinded, BATCH.info, bytes(64))
        answer = {
            "label": wanted["label"],
            "evaluated": [base64url.encode(one) for one in evaluated],
            "proof": base64url.encode(proof),
        }
        return httpx2.Response(201, json=[answer])

    def tell(self, request: httpx2.Request) -> httpx2.Response:
        token = tokens.unpack(request.headers["mimi-token"])
        if not self.issuer.verify(token.input, token.output, BATCH.info):
            return problem(403, "token-forged")
        if b"not yet" in request.content:
            return problem(409, "gathering")
        known = token in self.spent
        if self.spent.setdefault(token, request.content) != request.content or (
            known and self.forgetful
        ):
            return problem(409, "token-spent")
        return httpx2.Response(202, json={})

    def told(self) -> list[httpx2.Request]:
        return [request for request in self.asked if request.url.path == "/v1/secrets"]


def body(request: httpx2.Request) -> Any:
    return httpx2.Response(200, content=request.content).json()


def problem(status: int, name: str) -> httpx2.Response:
    headers = {"content-type": "application/problem+json"}
    return httpx2.Response(status, json={"type": f"/problems/{name}"}, headers=headers)


def device_at(server: Server, seed: bytes = bytes(16), **more: Any) -> Device:
    http = httpx2.AsyncClient(
        transport=httpx2.MockTransport(server), base_url="http://127.0.0.1", **more
    )
    device = Device(http, seed, Chance("1").random)
    device.session = "of-a-member"
    return device


async def rested(server: Server, **more: Any) -> Device:
    """A device whose tokens may be spent."""
    device = device_at(server, **more)
    assert await device.fetch_tokens() == 5
    server.now += REST
    return device


# tokens ----------------------------------------------------------------------------------


async def test_a_device_asks_for_all_it_may_hold_once() -> None:
    device = device_at(Server())
    assert await device.fetch_tokens() == 5
    assert await device.fetch_tokens() == 0


async def test_a_device_asks_once_more_when_an_epoch_ends_meanwhile() -> None:
    server = Server()
    device = device_at(server)
    server.ended = 1
    assert await device.fetch_tokens() == 5
    server.ended = 2
    with pytest.raises(Refused, match="not-found"):
        await device_at(server).fetch_tokens()


async def test_the_same_vault_asks_the_same() -> None:
    """So a new device with the words gets its tokens again."""
    servers = [Server(), Server()]
    for server in servers:
        await device_at(server).fetch_tokens()
    one, other = (body(server.asked[-1]) for server in servers)
    assert one == other


async def test_what_was_sent_for_tokens_meets_nothing_that_is_sent_later() -> None:
    server = Server()
    device = await rested(server)
    await device.tell("Nobody knows.")
    [asked] = [one for one in server.asked if one.method == "POST" and "batches" in one.url.path]
    token = tokens.unpack(server.told()[0].headers["mimi-token"])
    for seen in map(base64url.decode, body(asked)["batches"][0]["blinded"]):
        assert seen not in (token.input, token.output[:32], token.output[32:])


async def test_tokens_of_a_key_for_one_member_are_not_kept() -> None:
    device = device_at(Server(Issuer(b"for one member".ljust(32))))
    with pytest.raises(ValueError):
        await device.fetch_tokens()
    assert device.wallet == Wallet()


async def test_a_fresh_token_rests() -> None:
    server = Server()
    device = device_at(server)
    await device.fetch_tokens()
    server.now += REST - 1
    with pytest.raises(Resting) as resting:
        await device.tell("Too soon.")
    assert resting.value.ready == NOW + REST
    assert server.told() == []


async def test_without_a_token_nothing_is_sent() -> None:
    server = Server()
    with pytest.raises(NoToken):
        await device_at(server).tell("Nothing to send it with.")
    assert server.told() == []


@pytest.mark.parametrize("now", [BATCH.epoch - 1, BATCH.ends])
def test_a_token_is_taken_in_its_epoch_only(now: int) -> None:
    held = Held(BATCH, Token(LABEL, bytes(32), bytes(64)), 0)
    with pytest.raises(NoToken):
        Wallet({}, [held]).take("post", None, now, 0, Chance("1").random)


@pytest.mark.parametrize(("purpose", "label"), [("comment", None), ("post", UUID(int=8))])
def test_a_token_is_taken_for_its_purpose_and_circle_only(purpose: str, label: UUID | None) -> None:
    held = Held(BATCH, Token(LABEL, bytes(32), bytes(64)), 0)
    with pytest.raises(NoToken):
        Wallet({}, [held]).take(purpose, label, NOW, 0, Chance("1").random)


def test_any_of_the_tokens_is_taken() -> None:
    all_held = [Held(BATCH, Token(LABEL, bytes([i]) * 32, bytes(64)), 0) for i in range(5)]
    firsts = {
        Wallet({}, list(all_held)).take("post", None, NOW, 0, Chance(str(seed + 1)).random)
        for seed in range(60)
    }
    assert firsts == set(all_held)


def test_batches_that_are_over_or_here_are_not_asked_for() -> None:
    over = BATCH._replace(label=UUID(int=8), ends=NOW)
    ahead = BATCH._replace(label=UUID(int=9), epoch=NOW + 86_400, ends=NOW + 2 * 86_400)
    assert Wallet({LABEL: BATCH}, []).missing([BATCH, over, ahead], NOW) == [ahead]


# telling ---------------------------------------------------------------------------------


async def test_a_secret_is_told_without_saying_who() -> None:
    """Not even when the client it is sent with has cookies and headers of a member."""
    server = Server()
    more = {"cookies": {"__Host-mimi": "member"}, "headers": {"authorization": "Bearer member"}}
    device = await rested(server, **more)
    await device.tell("Nobody knows.")
    [told] = server.told()
    assert not {"cookie", "authorization"} & set(told.headers)
    assert b"member" not in told.content


async def test_its_length_says_nothing_of_what_is_told() -> None:
    """Who counts bytes in the same network reads later what was told, and when."""
    told, answered = set[int](), set[int]()
    for text in ("a", "秘" * 280, "👨‍👩‍👧‍👦" * 100):
        server = Server()
        device = await rested(server)
        await device.tell(text, edition="next")
        told |= {len(request.content) for request in server.told()}
        answered.add(len(device.unsigned("POST", "/v1/comments", json={"text": text}).content))
    photos = {len(even_photo(bytes(size))) for size in (1, 100_000, 262_144)}
    assert (len(told), answered, photos) == (1, {4096}, {262_144})


async def test_the_secret_has_the_id_of_its_key() -> None:
    server = Server()
    device = await rested(server)
    secret = await device.tell("Nobody knows.")
    token = tokens.unpack(server.told()[0].headers["mimi-token"])
    assert secret == secret_id(device.vault.secret_key(token.input).public)


async def test_a_lost_answer_is_asked_for_again_byte_for_byte() -> None:
    server = Server()
    device = await rested(server)
    server.lose = "/v1/secrets"
    await device.tell("Nobody knows.")
    first, second = server.told()
    assert (first.content, first.headers) == (second.content, second.headers)


async def test_what_was_written_before_its_answer_got_lost_is_not_written_twice() -> None:
    """Also when the window, and with it the server's memory of the request, has gone by."""
    server = Server()
    device = await rested(server)
    server.lose, server.forgetful = "/v1/secrets", True
    secret = await device.tell("Nobody knows.")
    assert len(server.spent) == 1
    assert secret in device.post_keys


async def test_a_server_that_is_not_well_is_sent_the_same_again() -> None:
    """It may have been taken: another token on the same text would tell it twice."""
    server, bodies = Server(), list[bytes]()
    device = await rested(server)

    def ailing(request: httpx2.Request) -> httpx2.Response:
        if request.url.path != "/v1/secrets":
            return server(request)
        bodies.append(request.read())
        return problem(503, "away") if len(bodies) < 3 else server(request)

    device.http = httpx2.AsyncClient(transport=httpx2.MockTransport(ailing), base_url="http://a")
    await device.tell("Nobody knows.")
    assert len(bodies) == 3 and len(set(bodies)) == 1
    assert len(server.spent) == 1


@pytest.mark.parametrize("last", [(503, "away"), (500, "fault"), (502, "unknown"), (503, "busy")])
async def test_a_server_that_is_not_well_to_the_end_leaves_it_unsure(last: tuple[int, str]) -> None:
    """The first of it may have been taken: whoever tells it again would stand there twice."""
    server = Server()
    device = await rested(server)

    def ailing(request: httpx2.Request) -> httpx2.Response:
        if request.url.path != "/v1/secrets":
            return server(request)
        return problem(503, "away") if not server(request).is_error else problem(*last)

    server.forgetful = True
    device.http = httpx2.AsyncClient(transport=httpx2.MockTransport(ailing), base_url="http://a")
    with pytest.raises(Unsure):
        await device.tell("Nobody knows.")
    assert (len(server.spent), len(device.wallet.unspent)) == (1, 4)


@pytest.mark.parametrize("name", ["busy", "full"])
async def test_a_server_that_says_that_it_took_nothing_leaves_no_doubt(name: str) -> None:
    server = Server()
    device = await rested(server)

    def refusing(request: httpx2.Request) -> httpx2.Response:
        told = request.url.path == "/v1/secrets"
        return problem(503, name) if told else server(request)

    device.http = httpx2.AsyncClient(transport=httpx2.MockTransport(refusing), base_url="http://a")
    with pytest.raises(Refused, match=name):
        await device.tell("Nobody knows.")
    assert (len(device.wallet.unspent), device.written) == (5, {})


async def test_a_token_found_spent_before_anything_was_sent_was_spent_by_another_device() -> None:
    server = Server()
    first = await rested(server)
    await first.tell("From the old device.")
    server.now = NOW
    second = await rested(server)
    [spent] = [one for one in second.wallet.unspent if one.token in server.spent]
    second.wallet.unspent = [spent]
    tries = 0

    def late(request: httpx2.Request) -> httpx2.Response:
        nonlocal tries
        if request.url.path == "/v1/secrets":
            tries += 1
            if tries == 1:
                raise httpx2.ConnectError("not there yet")
        return server(request)

    second.http = httpx2.AsyncClient(transport=httpx2.MockTransport(late), base_url="http://a")
    with pytest.raises(NoToken):
        await second.tell("From the new device.")
    assert not second.written


async def test_a_server_that_is_not_there_is_an_error() -> None:
    server = Server()
    device = await rested(server)

    def absent(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/v1/secrets":
            raise httpx2.ConnectError("absent")
        return server(request)

    device.http = httpx2.AsyncClient(transport=httpx2.MockTransport(absent), base_url="http://a")
    with pytest.raises(httpx2.ConnectError):
        await device.tell("Nobody knows.")
    assert len(device.wallet.unspent) == 5  # nothing was sent, so nothing is spent


async def test_a_server_that_took_it_and_never_answers_leaves_it_unsure() -> None:
    """Then no token comes back, and nobody says that nothing happened."""
    server = Server()
    device = await rested(server)

    def mute(request: httpx2.Request) -> httpx2.Response:
        answer = server(request)
        if request.url.path == "/v1/secrets":
            raise (
                httpx2.ConnectError("gone") if len(server.told()) > 1 else httpx2.ReadError("mute")
            )
        return answer

    device.http = httpx2.AsyncClient(transport=httpx2.MockTransport(mute), base_url="http://a")
    with pytest.raises(Unsure):
        await device.tell("Nobody knows.")
    assert (len(server.spent), len(device.wallet.unspent)) == (1, 4)


@pytest.mark.parametrize("end", [httpx2.ReadError("mute"), asyncio.CancelledError()])
async def test_an_answer_that_may_have_come_is_noted_and_its_token_is_had_again(
    end: BaseException,
) -> None:
    """Also when the member stopped it while it was sent. Here it never came."""
    server = Server()
    device = await rested(server)
    held = Held(BATCH._replace(purpose="comment"), Token(LABEL, bytes(32), bytes(64)), NOW)
    device.wallet.unspent = [held]

    def mute(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/v1/comments":
            raise end
        return server(request)

    device.http = httpx2.AsyncClient(transport=httpx2.MockTransport(mute), base_url="http://a")
    with pytest.raises((Unsure, asyncio.CancelledError)):
        await device.comment({"secret": str(UUID(int=8)), "label": str(LABEL)}, "Me too.")
    assert (list(device.written), device.wallet.unspent) == (list(device.unsure), [])
    [comment] = device.unsure
    assert device.written[comment].secret == UUID(int=8)
    server.now += 6 * 86_400
    assert not await device.claim_one()
    assert (device.written, device.unsure, device.wallet.unspent) == ({}, {}, [held])


async def test_a_token_that_was_not_spent_is_kept() -> None:
    device = await rested(Server())
    with pytest.raises(Refused) as refused:
        await device.tell("not yet")
    assert (refused.value.status, refused.value.name) == (409, "gathering")
    assert len(device.wallet.unspent) == 5


async def test_tokens_that_another_device_spent_are_passed_over() -> None:
    server = Server()
    first = await rested(server)
    for _ in range(4):
        await first.tell("From the old device.")
    server.now = NOW
    second = await rested(server)
    await second.tell("From the new device.")
    assert len(server.spent) == 5
    with pytest.raises(NoToken):
        await second.tell("And no more.")


# own secrets -----------------------------------------------------------------------------


async def test_a_new_device_with_the_words_has_the_keys_of_old_secrets() -> None:
    server = Server()
    secret = await (await rested(server)).tell("Nobody knows.")
    assert (await device_at(server).key_of(secret)).public
    with pytest.raises(NotMine):
        await device_at(server, seed=b"somebody else's!").key_of(secret)


async def test_a_refusal_says_its_word_even_without_a_body() -> None:
    def broken(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(502, text="<html>")

    http = httpx2.AsyncClient(transport=httpx2.MockTransport(broken), base_url="http://a")
    with pytest.raises(Refused) as refused:
        await Device(http).gate()
    assert (refused.value.status, refused.value.name) == (502, "unknown")
