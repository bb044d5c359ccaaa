"""How many are served at once, and how long one may take to send."""

import asyncio
from typing import Any

import msgspec
import pytest

from mimi.kit import crowd
from mimi.kit.crowd import OF_ONE_ADDRESS, OF_ONE_SESSION, Crowd
from mimi.kit.errors import Problem
from mimi.kit.figures import Figures
from mimi.rooms.accounts import COOKIE

Headers = dict[bytes, bytes]


class Slow:
    """An app that answers when it is let, and goes on answering for as long as it is told."""

    def __init__(self) -> None:
        self.inside, self.go, self.over = 0, asyncio.Event(), asyncio.Event()
        self.over.set()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.inside += 1
        await self.go.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await self.over.wait()


class Guests:
    """Who asks, one task a request."""

    def __init__(self, proxies: int = 0) -> None:
        self.app = Slow()
        self.crowd = Crowd(self.app, proxies, Figures())
        self.asking: list[asyncio.Task[tuple[int, Headers, bytes]]] = []

    async def come(
        self, count: int, address: str = "127.0.0.1", path: str = "/v1/gate", **headers: str
    ) -> None:
        for _ in range(count):
            self.asking.append(asyncio.create_task(self._ask(address, path, headers)))
        await asyncio.sleep(0)

    async def _ask(
        self, address: str, path: str, headers: dict[str, str]
    ) -> tuple[int, Headers, bytes]:
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        raw = [(name.replace("_", "-").encode(), one.encode()) for name, one in headers.items()]
        scope = {"type": "http", "path": path, "headers": raw, "client": (address, 1)}
        await self.crowd(scope, None, send)
        return sent[0]["status"], dict(sent[0]["headers"]), sent[-1].get("body", b"")

    async def answers(self) -> list[int]:
        self.app.go.set()
        return sorted(status for status, *_ in await asyncio.gather(*self.asking))


async def test_a_session_takes_some_places_and_others_find_theirs() -> None:
    guests = Guests()
    await guests.come(OF_ONE_SESSION + 10, authorization="Bearer greedy")
    await guests.come(5, authorization="Bearer patient")
    assert await guests.answers() == [200] * (OF_ONE_SESSION + 5) + [503] * 10


async def test_an_address_takes_some_places_whatever_sessions_it_shows() -> None:
    guests = Guests()
    for one in range(OF_ONE_ADDRESS + 7):
        await guests.come(1, "203.0.113.9", authorization=f"Bearer {one}")
    await guests.come(3, "203.0.113.10")
    assert (await guests.answers()).count(503) == 7


async def test_a_line_of_ipv6_is_one_address_however_many_it_shows() -> None:
    guests = Guests()
    for one in range(OF_ONE_ADDRESS + 6):
        await guests.come(1, f"2001:db8:1:2::{one:x}")
    await guests.come(3, "2001:db8:1:3::1")
    assert (await guests.answers()).count(503) == 6


async def test_another_cookie_beside_it_makes_no_other_session() -> None:
    guests = Guests()
    for one in range(OF_ONE_SESSION + 5):
        await guests.come(1, cookie=f"x={one}; {COOKIE}=greedy")
    await guests.come(3, cookie=f"{COOKIE}=patient")
    assert (await guests.answers()).count(503) == 5


async def test_who_wants_to_listen_has_a_place_until_the_stream_begins() -> None:
    """Else a session that nobody looked up yet would have all connections of the database."""
    guests, place = Guests(), ("203.0.113.9", "/v1/chimes")
    guests.app.over.clear()
    await guests.come(OF_ONE_ADDRESS + 8, *place)
    guests.app.go.set()
    await asyncio.sleep(0)
    await guests.come(OF_ONE_ADDRESS, *place)
    guests.app.over.set()
    assert (await guests.answers()).count(503) == 8, "of those that came first"


async def test_behind_a_proxy_it_is_the_address_that_the_proxy_saw() -> None:
    guests = Guests(proxies=1)
    for one in range(OF_ONE_ADDRESS + 4):
        await guests.come(1, x_forwarded_for=f"198.51.100.{one}, 203.0.113.9")
    await guests.come(3, x_forwarded_for="203.0.113.10")
    assert (await guests.answers()).count(503) == 4


async def test_all_together_take_no_more_than_can_be_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(crowd, "AT_ONCE", 20)
    guests = Guests()
    await guests.come(25)
    assert guests.app.inside == 20
    assert await guests.answers() == [200] * 20 + [503] * 5
    await guests.come(20)
    assert (await guests.answers()).count(503) == 5, "places are free again"


async def test_who_is_sent_away_is_told_when_to_come_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(crowd, "AT_ONCE", 0)
    guests = Guests()
    await guests.come(1)
    status, headers, body = await guests.asking[0]
    assert (status, headers[b"retry-after"]) == (503, b"2")
    assert headers[b"content-type"] == b"application/problem+json"
    assert msgspec.json.decode(body)["title"] == "busy"
    assert guests.app.inside == 0


async def test_half_a_body_is_waited_for_and_not_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(crowd, "SECONDS", 0.02)
    parts = [{"type": "http.request", "body": b"{", "more_body": True}]

    async def receive() -> Any:
        return parts.pop() if parts else await asyncio.Event().wait()

    async def reads(scope: Any, receive: Any, send: Any) -> None:
        while (await receive())["more_body"]:
            pass

    scope = {"type": "http", "path": "/v1/codes", "headers": [], "client": None}
    with pytest.raises(Problem) as refused:
        await Crowd(reads, 0, Figures())(scope, receive, None)
    assert (refused.value.status, refused.value.name) == (408, "too-slow")


async def test_after_the_body_one_waits_as_long_as_one_likes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An answer that streams listens for the end of its connection."""
    monkeypatch.setattr(crowd, "SECONDS", 0.01)
    gone = asyncio.Event()

    async def receive() -> Any:
        if not gone.is_set():
            gone.set()
            return {"type": "http.request", "body": b"", "more_body": False}
        await asyncio.sleep(0.02)
        return {"type": "http.disconnect"}

    heard: list[str] = []

    async def listens(scope: Any, receive: Any, send: Any) -> None:
        heard.extend([(await receive())["type"], (await receive())["type"]])

    scope = {"type": "http", "path": "/v1/codes", "headers": [], "client": None}
    await Crowd(listens, 0, Figures())(scope, receive, None)
    assert heard == ["http.request", "http.disconnect"]


async def test_who_waits_for_the_rest_of_a_body_takes_nobodys_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(crowd, "AT_ONCE", 2)
    monkeypatch.setattr(crowd, "SECONDS", 60)
    scope = {"type": "http", "path": "/v1/codes", "headers": [], "client": None}
    sent: list[Any] = []

    async def reads(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def never() -> Any:
        await asyncio.Event().wait()

    async def at_once() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    door = Crowd(reads, 0, Figures())
    sleeping = [asyncio.create_task(door(scope, never, send)) for _ in range(5)]
    await asyncio.sleep(0)
    await door(scope, at_once, send)
    assert [message["status"] for message in sent] == [200]
    for one in sleeping:
        one.cancel()
