"""What every request meets before its route, and every answer after it."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from litestar import Request

from mimi.kit.errors import Problem
from mimi.settings import Settings, is_loopback

AnyRequest = Request[Any, Any, Any]
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FORM = "/v1/secrets"  # the only route that takes a photo, and so a form


def guard(settings: Settings) -> Callable[[AnyRequest], Awaitable[None]]:
    """Refuses what another site makes a browser send here.

    Protects a member from a page that signs its visitor in as somebody else or acts for it: forms
    and simple requests of other sites carry no JSON, and browsers say where a request comes from.
    Problems: other-site, wrong-content-type.
    """

    async def look(request: AnyRequest) -> None:
        if request.method in SAFE or not request.url.path.startswith("/v1/"):
            return
        if not _from_here(request, settings):
            raise Problem(403, "other-site", "Another site sent this.")
        wanted = "multipart/form-data" if request.url.path == FORM else "application/json"
        if _has_body(request) and request.content_type[0].lower() != wanted:
            raise Problem(415, "wrong-content-type", f"Send this as {wanted}.")

    return look


def _from_here(request: AnyRequest, settings: Settings) -> bool:
    """What a browser says of it; other clients say nothing."""
    if request.headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("origin")
    return origin is None or origin == settings.url or _is_own_host(request, settings, origin)


def _is_own_host(request: AnyRequest, settings: Settings, origin: str) -> bool:
    """A server on loopback has several names; the request says which one was used."""
    host = request.headers.get("host", "")
    here = is_loopback(urlsplit(origin).hostname or "")
    return settings.on_loopback and here and origin == f"http://{host}"


def _has_body(request: AnyRequest) -> bool:
    return "transfer-encoding" in request.headers or (request.content_length or 0) > 0
