"""Chimes: what open pages are told when a window has come out is one thing for everybody."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from random import Random
from uuid import UUID

import anyio
import anyio.lowlevel
import httpx2
import pytest

from mimi.kit import chimes
from mimi.kit.chimes import AT_ONCE, BEHIND, HELLO, LINES, MOST_OF_ONE, STILL_HERE, Chimes
from mimi.kit.errors import Problem
from tests.browser import served
from tests.conftest import MONDAY, problem
from tests.people import members, pass_time

MINUTES, EDITION = 300, 4 * 3600
CHANCE = Random(1)


async def opened(one: Chimes, account: int) -> AsyncGenerator[bytes]:
    stream = one.listen(UUID(int=account))
    assert await anext(stream) == HELLO
    return stream


async def test_all_who_listen_hear_the_same() -> None:
    one = Chimes()
    streams = [await opened(one, account) for account in (1, 1, 2)]
    await one.say(b"a", CHANCE)
    await one.say(b"b", CHANCE)
    assert [await anext(stream) for stream in streams] == [b"a"] * 3
    assert [await anext(stream) for stream in streams] == [b"b"] * 3


async def test_who_is_far_behind_holds_up_nobody() -> None:
    one = Chimes()
    slow = await opened(one, 1)
    for number in range(BEHIND + 5):
        await one.say(str(number).encode(), CHANCE)
    heard = [await anext(slow) for _ in range(BEHIND)]
    assert heard == [str(number).encode() for number in range(BEHIND)]


async def test_others_are_served_while_many_are_told() -> None:
    one, served = Chimes(), 0
    streams = [await opened(one, account) for account in range(5 * AT_ONCE)]

    async def others() -> None:
        nonlocal served
        while True:
            served += 1
            await anyio.lowlevel.checkpoint()

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(others)
        await one.say(b"a", CHANCE)
        tasks.cancel_scope.cancel()
    assert [await anext(stream) for stream in streams] == [b"a"] * len(streams)
    assert served >= 4


async def test_silence_is_broken_and_a_stream_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chimes, "BEAT", 0)
    stream = await opened(one := Chimes(), 1)
    assert [line async for line in stream] == [STILL_HERE] * LINES
    assert [line async for line in one.listen(UUID(int=1), 3)] == [HELLO, *[STILL_HERE] * 3]
    assert not one.heard


async def test_few_streams_of_one_account_and_not_too_many_in_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = Chimes()
    streams = [await opened(one, 1) for _ in range(MOST_OF_ONE)]
    with pytest.raises(Problem, match="too-many"):
        one.refuse_full(UUID(int=1))
    one.refuse_full(UUID(int=2))
    monkeypatch.setattr(chimes, "MOST", MOST_OF_ONE)
    with pytest.raises(Problem, match="busy"):
        one.refuse_full(UUID(int=2))
    await streams[0].aclose()
    one.refuse_full(UUID(int=1))


async def test_who_was_let_in_as_the_server_stopped_does_not_hold_it_up() -> None:
    """Nor who was too far behind to be told."""
    one = Chimes()
    begins, slow = one.listen(UUID(int=1)), await opened(one, 2)
    for _ in range(BEHIND):
        await one.say(b"a", CHANCE)
    one.end()
    with anyio.fail_after(5):
        assert [line async for line in begins] == [HELLO]
        assert [line async for line in slow] == []


async def test_a_server_that_stops_ends_its_streams() -> None:
    one = Chimes()
    stream = await opened(one, 1)
    one.end()
    assert [line async for line in stream] == []
    with pytest.raises(Problem, match="busy"):
        one.refuse_full(UUID(int=1))


async def test_only_who_is_signed_in(http: httpx2.AsyncClient) -> None:
    answer = await http.get("/v1/chimes")
    assert (answer.status_code, problem(answer)) == (401, "not-signed-in")


@asynccontextmanager
async def listening(url: str, session: str) -> AsyncGenerator[tuple[httpx2.Response, list[str]]]:
    """A stream over a socket, and the lines that it has brought so far."""
    heard: list[str] = []
    headers = {"authorization": session}
    async with (
        httpx2.AsyncClient(base_url=url, headers=headers, timeout=60) as http,
        http.stream("GET", "/v1/chimes") as answer,
        anyio.create_task_group() as tasks,
    ):

        async def read() -> None:
            async for line in answer.aiter_lines():
                if not line.startswith(":"):  # the beat of an idle stream
                    heard.append(line)

        tasks.start_soon(read)
        await until(lambda: len(heard) > 0)
        yield answer, heard
        tasks.cancel_scope.cancel()


async def until(done: Callable[[], bool]) -> None:
    with anyio.fail_after(30):
        while True:
            if done():
                return
            await anyio.sleep(0.02)


async def test_windows_are_told_over_a_socket(tmp_path: Path, database_url: str) -> None:
    """To two members, byte for byte; a server whose streams are open stops all the same."""
    async with AsyncExitStack() as stack:
        async with served(tmp_path, database_url) as server:
            sessions = [one.headers["authorization"] for one in await members(server.http, 2)]
            streams = [
                await stack.enter_async_context(listening(server.url, session))
                for session in sessions
            ]
            for seconds in (0, MINUTES, EDITION):
                await pass_time(server.http, seconds)
            (answer, first), (other, second) = streams
            await until(lambda: "event: edition" in first and first == second)
        assert [line for line in first if line] == [
            "retry: 20000",
            *("event: comments", f"data: {MONDAY + MINUTES}"),
            *("event: comments", f"data: {MONDAY + EDITION + MINUTES}"),
            *("event: edition", f"data: {MONDAY + EDITION}"),
        ]
        assert [{**one.headers, "date": ""} for one in (answer,)] == [{**other.headers, "date": ""}]
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-store"
