"""What every request meets before its route, and every answer after it."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from litestar import Request
from litestar.types import Message, Scope

from mimi.kit import room_left
from mimi.kit.errors import NotFound, Problem
from mimi.settings import Settings, is_loopback

Headers = Iterable[tuple[bytes, bytes]]
AnyRequest = Request[Any, Any, Any]
SHORT = 64 * 1024  # bytes of a body that are heard before it is refused
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
UNGUESSED = (b"x-content-type-options", b"nosniff")
API = [(b"cache-control", b"no-store"), UNGUESSED]
POLICY = (
    b"default-src 'self'; script-src 'self'; img-src 'self' blob: data:; "
    b"require-trusted-types-for 'script'; trusted-types mimi; "
    b"object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"
)
PAGE = [
    (b"content-security-policy", POLICY),
    (b"referrer-policy", b"no-referrer"),
    (b"x-robots-tag", b"noindex"),
    (b"cache-control", b"no-cache"),
    UNGUESSED,
]
CARDS = ("/card", "/card.js", "/v1/card")  # see mimi/cards
# What is not JSON: the form that takes a photo, and the picture that a moderator looks for.
OTHERS = {"/v1/secrets": "multipart/form-data", "/v1/console/pictures": "application/octet-stream"}


async def guard(request: AnyRequest) -> None:
    """Refuses what another site makes a browser send here.

    Protects a member from a page that signs its visitor in as somebody else or acts for it: forms
    and simple requests of other sites carry no JSON, and browsers say where a request comes from.
    And nothing is written where there is no room. Problems: other-site, wrong-content-type, full.
    """
    settings: Settings = request.app.state.kit.settings
    _keep_apart(request, settings)
    if request.method in SAFE:
        return
    if not _from_here(request, settings):
        raise Problem(403, "other-site", "Another site sent this.")
    wanted = OTHERS.get(request.url.path, "application/json")
    if _has_body(request) and request.content_type[0].lower() != wanted:
        raise Problem(415, "wrong-content-type", f"Send this as {wanted}.")
    if room_left.is_short(settings):
        await _heard(request)
        raise Problem(503, "full", "There is no room to keep it.", retry_after=60)


async def _heard(request: AnyRequest) -> None:
    """Lets what is short arrive: who is still sending when the connection closes misses the answer,
    and would not know that it was refused."""
    arrived = 0
    async for part in request.stream():
        arrived += len(part)
        if arrived > SHORT:
            return


def _keep_apart(request: AnyRequest, settings: Settings) -> None:
    """Cards are on the origin of cards, and nothing else is; without one there are none.

    Protects the vault from the script of WeChat that runs beside them.
    """
    cards = settings.wechat.cards
    there = bool(cards) and request.headers.get("host") == urlsplit(cards).netloc
    if (request.url.path in CARDS) != there:
        raise NotFound


async def dress(message: Message, scope: Scope) -> None:
    """Adds the headers of the answer, problems too: what a route set itself stays.

    Protects what a member saw from the disk of a browser, and the page from being framed.
    """
    if message["type"] != "http.response.start":
        return
    path = scope.get("path", "")
    headers = API if path.startswith("/v1/") else PAGE
    if scope.get("method") == "OPTIONS":
        message["headers"] = _with_all_methods(message["headers"], scope)
    present = {name.lower() for name, _ in message["headers"]}
    more = [(name, value) for name, value in headers if name not in present]
    message["headers"] = [*message["headers"], *more]


def _with_all_methods(headers: Headers, scope: Scope) -> list[tuple[bytes, bytes]]:
    """The framework names only those of the first handler of a path."""
    here = scope.get("path_template")
    routes = [route for route in scope["litestar_app"].routes if route.path_format == here]
    methods = sorted({method for route in routes for method in getattr(route, "methods", ())})
    allowed = ", ".join(methods).encode()
    return [(name, allowed if name.lower() == b"allow" else value) for name, value in headers]


def _from_here(request: AnyRequest, settings: Settings) -> bool:
    """What a browser says of it; other clients say nothing."""
    if request.headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("origin")
    return origin is None or origin == settings.url or _is_own_host(request, settings, origin)


def _is_own_host(request: AnyRequest, settings: Settings, origin: str) -> bool:
    """A server on loopback has several names; the request says which one was used."""
    host = request.headers.get("host", "")
    if not settings.on_loopback or origin != f"http://{host}":
        return False
    try:
        return is_loopback(urlsplit(origin).hostname or "")
    except ValueError:  # brackets that do not close
        return False


def _has_body(request: AnyRequest) -> bool:
    return "transfer-encoding" in request.headers or (request.content_length or 0) > 0
