"""Who asks: the check that turns a cookie or a bearer token into a viewer."""

from typing import Any
from weakref import WeakKeyDictionary

from litestar import Request, Response
from litestar.datastructures import Cookie
from litestar.di import NamedDependency

from mimi.kit import base64url
from mimi.kit.db import Database
from mimi.kit.errors import Problem
from mimi.kit.http import WithKit
from mimi.kit.kit import Kit
from mimi.kit.together import Together
from mimi.kit.versions import Versions
from mimi.rooms.accounts import store_sessions as sessions
from mimi.rooms.accounts import visits
from mimi.rooms.accounts.actions import SESSION_DAYS, without_token
from mimi.rooms.accounts.entering import session_tag
from mimi.rooms.accounts.model import Session, SignedInAs, Viewer

COOKIE = "__Host-mimi"

AnyRequest = Request[Any, Any, Any]
SignedIn = NamedDependency[Viewer]  # the type of a route's `viewer` argument
MaybeSignedIn = NamedDependency[Viewer | None]  # of its `maybe_viewer`
WithSession = NamedDependency[Session]  # of its `session`, a waiting one too


async def provide_viewer(request: AnyRequest, kit: WithKit) -> Viewer:
    """Raises Problem 401 not-signed-in, or 401 waiting with the days that are left."""
    return _open(kit, await _session(kit, request))


async def viewer_now(kit: Kit, request: AnyRequest) -> tuple[Viewer, Versions]:
    """`provide_viewer` for the feed, which is asked for most: with all who ask at this moment, and
    with what had changed by then."""
    token = _token(request)
    if token is None:
        raise _not_signed_in()
    tag = session_tag(kit, token)
    found = await _together(kit.database).get(kit.database, tag)
    if found is None:
        raise _not_signed_in()
    session, versions = found
    visits.note(kit, tag, session)
    return _open(kit, session), versions


Sessions = Together[bytes, tuple[Session, Versions]]
_asking: WeakKeyDictionary[Database, Sessions] = WeakKeyDictionary()


def _together(database: Database) -> Sessions:
    if database not in _asking:
        _asking[database] = Together(sessions.find_now)
    return _asking[database]


def _open(kit: Kit, session: Session | None) -> Viewer:
    if session is None:
        raise _not_signed_in()
    if session.waits(kit.day()):
        days = session.opens - kit.day()
        raise Problem(401, "waiting", "This device is not open yet.", opens_in_days=days)
    return session.account


async def provide_maybe_viewer(request: AnyRequest, kit: WithKit) -> Viewer | None:
    """A device that waits is a stranger."""
    session = await _session(kit, request)
    return session.account if session and not session.waits(kit.day()) else None


async def provide_session(request: AnyRequest, kit: WithKit) -> Session:
    """Raises Problem 401 not-signed-in."""
    session = await _session(kit, request)
    if session is None:
        raise _not_signed_in()
    return session


def _not_signed_in() -> Problem:
    return Problem(401, "not-signed-in", "Sign in first.")


async def _session(kit: Kit, request: AnyRequest) -> Session | None:
    """Who shows nothing takes none of the few connections."""
    token = _token(request)
    if token is None:
        return None
    tag = session_tag(kit, token)
    async with kit.database.reading() as db:
        row = await sessions.find(db, tag)
    if row is None:
        return None
    session = Session(row["session"], Viewer(row["account"]), row["seen"], row["opens"])
    visits.note(kit, tag, session)
    return session


def _token(request: AnyRequest) -> bytes | None:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    text = given.strip() if scheme.lower() == "bearer" else request.cookies.get(COOKIE, "")
    try:
        return base64url.decode(text, 32)
    except ValueError:
        return None


def kept_session(signed_in: SignedInAs, keep: str) -> Response[SignedInAs]:
    """The answer to a sign-in: a browser's session is a cookie, another client keeps its own."""
    if keep == "token" or signed_in.session is None:
        return Response(signed_in)
    return Response(without_token(signed_in), cookies=[cookie(signed_in.session)])


def cookie(token: str) -> Cookie:
    """No script reads it, no other site sends it."""
    return Cookie(
        key=COOKIE,
        value=token,
        max_age=SESSION_DAYS * 86_400,
        secure=True,
        httponly=True,
        samesite="strict",
    )


def no_cookie() -> Cookie:
    """Takes the cookie back."""
    return Cookie(key=COOKIE, value="", max_age=0, secure=True, httponly=True, samesite="strict")
