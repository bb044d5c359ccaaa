"""What stands before the whole app: how many are served at once, and how long one may take to send.

A process that takes on more than it can answer answers nobody in time. So who comes when it is full
is sent away at once, with a word when to come again, and nobody takes all places.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Protocol

import msgspec

from mimi.kit.db import hurried
from mimi.kit.errors import Problem
from mimi.kit.figures import Figures
from mimi.kit.http import line, outermost
from mimi.settings import is_loopback

AT_ONCE = 256  # requests in a process; at a thousand a second a quarter of a second's work
OF_ONE_ADDRESS = 64  # a school or a mobile network is one address too
OF_ONE_SESSION = 16
SECONDS = 30  # for a body to arrive
LARGE = 120  # the same of what may hold a photo, as rooms/secrets/uploads.py has it
UPLOADS = frozenset({"/v1/secrets", "/v1/console/pictures"})
STREAMS = frozenset({"/v1/chimes"})
COOKIE = b"__Host-mimi="
BUSY = msgspec.json.encode(
    {
        "type": "/problems/busy",
        "title": "busy",
        "status": 503,
        "detail": "Too many come at once. Come again in a moment.",
        "retry_after": 2,
    }
)
HEADERS = [
    (b"content-type", b"application/problem+json"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"retry-after", b"2"),
]
ALL = b""  # whose places are everybody's


class App(Protocol):
    async def __call__(self, scope: Any, receive: Any, send: Any) -> None: ...


class Crowd:
    """An ASGI app around another. What it counts it forgets when the request is over."""

    def __init__(self, app: App, proxies: int, figures: Figures) -> None:
        self._app, self._proxies, self._figures = app, proxies, figures
        self._places = Counter[bytes]()  # by address and by session

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        whose = list(_whose(scope, self._proxies))
        if any(self._places[name] >= most for name, most in whose):
            self._figures.answered(503, 0.0)
            await send({"type": "http.response.start", "status": 503, "headers": HEADERS})
            await send({"type": "http.response.body", "body": BUSY})
            return
        with ExitStack() as places:
            places.enter_context(self._taken([name for name, _ in whose]))
            counted = _counted(send, self._figures)
            if scope["path"] in STREAMS:
                counted = _until_it_begins(counted, places.close)
            hurried.set(True)
            await self._app(scope, self._in_time(scope["path"], receive), counted)

    @contextmanager
    def _taken(self, names: list[bytes]) -> Generator[None]:
        self._places.update(names)
        try:
            yield
        finally:
            for name in names:
                self._places[name] -= 1
                if self._places[name] <= 0 and name != ALL:
                    del self._places[name]

    def _in_time(self, path: str, receive: Any) -> Any:
        """Protects the server from whoever sends half a request and sleeps. Problem: too-slow.

        Meanwhile it has none of the places in which requests are answered, or sleepers would have
        all of them; those of its address and session it keeps.
        """
        ends = asyncio.get_running_loop().time() + (LARGE if path in UPLOADS else SECONDS)
        whole = False

        async def part() -> Any:
            nonlocal whole
            if whole:  # what follows is only that the client went away
                return await receive()
            self._places[ALL] -= 1
            try:
                async with asyncio.timeout_at(ends):
                    message = await receive()
            except TimeoutError:
                raise Problem(408, "too-slow", "The request took too long to arrive.") from None
            finally:
                self._places[ALL] += 1
            whole = not message.get("more_body", False)
            return message

        return part


def _whose(scope: Any, proxies: int) -> Iterator[tuple[bytes, int]]:
    """Whose places a request takes, and how many each may have.

    A session by its own header: who signs in with it is not looked up. Nobody is limited by a
    loopback address, which all have behind a proxy that `proxies` does not know of.
    """
    yield ALL, AT_ONCE
    host = outermost(scope, proxies)
    if not is_loopback(host):
        yield b"from " + line(host).encode(), OF_ONE_ADDRESS
    for session in _sessions(scope):
        yield b"of " + session, OF_ONE_SESSION


def _sessions(scope: Any) -> Iterator[bytes]:
    """Ours alone of the cookies: another one beside it makes no other session."""
    for name, value in scope["headers"]:
        if name == b"authorization":
            yield value
        elif name == b"cookie":
            yield from (one for one in value.split(b"; ") if one.startswith(COOKIE))


def _until_it_begins(send: Any, over: Callable[[], None]) -> Any:
    """Calls `over` when the answer begins: a stream lasts, and kit/chimes.py counts it."""

    async def begun(message: Any) -> None:
        if message["type"] == "http.response.start":
            over()
        await send(message)

    return begun


def _counted(send: Any, figures: Figures) -> Any:
    """Notes how the answer begins, and after how long."""
    clock = asyncio.get_running_loop().time
    begins = clock()

    async def counted(message: Any) -> None:
        if message["type"] == "http.response.start":
            figures.answered(message["status"], clock() - begins)
        await send(message)

    return counted
