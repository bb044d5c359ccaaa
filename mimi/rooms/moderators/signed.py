"""Which moderator asks. A session of the console is a bearer token, never a cookie.

Protects a moderator who is a member too: a cookie of the member, which the same browser would send
along, is refused, so that no request says both.
"""

from typing import Any
from urllib.parse import urlsplit

from litestar import Request
from litestar.di import NamedDependency

from mimi.kit import base64url
from mimi.kit.errors import Problem
from mimi.kit.http import WithKit
from mimi.kit.kit import Kit
from mimi.rooms.moderators import store
from mimi.rooms.moderators.actions import session_tag
from mimi.rooms.moderators.factors import Site
from mimi.rooms.moderators.model import Moderator

AnyRequest = Request[Any, Any, Any]
Moderating = NamedDependency[Moderator]  # the type of a route's `moderator` argument


async def provide_moderator(request: AnyRequest, kit: WithKit) -> Moderator:
    """Problems: signed-request with a cookie, not-moderator without a session that holds."""
    refuse_cookies(request)
    async with kit.database.reading() as db:
        name = await store.session(db, session_tag(kit, token_of(request)), kit.edition())
    if name is None:
        raise Problem(401, "not-moderator", "Sign in to the console first.")
    return Moderator(name)


def refuse_cookies(request: AnyRequest) -> None:
    if "cookie" in request.headers:
        raise Problem(400, "signed-request", "Send this without a cookie.")


def token_of(request: AnyRequest) -> bytes:
    """Empty when there is none."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    try:
        return base64url.decode(given.strip(), 32) if scheme.lower() == "bearer" else b""
    except ValueError:
        return b""


def site(request: AnyRequest, kit: Kit) -> Site:
    """Where the console is: as the settings say, on loopback by whichever of its names was used."""
    settings = kit.settings
    origin = request.headers.get("origin") if settings.on_loopback else None
    return Site(origin or settings.url, urlsplit(origin or settings.url).hostname or "")
