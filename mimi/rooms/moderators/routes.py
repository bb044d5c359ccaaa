"""Moderators' sign-in over HTTP."""

from litestar import Router, delete, get, post
from litestar.di import Provide
from litestar.params import JSONBody

from mimi.kit.errors import Problem
from mimi.kit.http import WithKit, address
from mimi.rooms.moderators import actions, store
from mimi.rooms.moderators.actions import From
from mimi.rooms.moderators.model import (
    Challenge,
    ConsoleSession,
    ConsoleSignIn,
    Enrolment,
    Knock,
    Offer,
    Self,
)
from mimi.rooms.moderators.signed import (
    AnyRequest,
    Moderating,
    provide_moderator,
    refuse_cookies,
    site,
    token_of,
)

TAGS = ["console"]


@post("/v1/console/offers", tags=TAGS, status_code=200)
async def show_offer(data: JSONBody[Knock], request: AnyRequest, kit: WithKit) -> Offer:
    """What the holder of an enrolment link may set up; changes nothing."""
    refuse_cookies(request)
    async with kit.database.reading() as db:
        return await actions.offer(kit, db, data.link)


@post("/v1/console/enrolments", tags=TAGS)
async def enrol(data: JSONBody[Enrolment], request: AnyRequest, kit: WithKit) -> ConsoleSession:
    """Sets a passphrase and a second factor, uses the link up, and signs in."""
    refuse_cookies(request)
    async with kit.database.transaction() as db:
        session = await actions.enrol(kit, db, data, site(request, kit))
    if session is None:
        raise Problem(403, "wrong-factor", "The passkey or the code does not hold.")
    return session


@post("/v1/console/challenges", tags=TAGS, status_code=200, sync_to_thread=False)
def make_challenge(request: AnyRequest, kit: WithKit) -> Challenge:
    """For whoever wants to sign in with a passkey; says nothing of who there is."""
    refuse_cookies(request)
    return Challenge(actions.challenge(kit))


@post("/v1/console/sessions", tags=TAGS)
async def sign_in(
    data: JSONBody[ConsoleSignIn], request: AnyRequest, kit: WithKit
) -> ConsoleSession:
    """Signs a moderator in. A wrong name, passphrase or factor is one and the same answer."""
    refuse_cookies(request)
    by = From(address(request, kit.settings.proxies), site(request, kit))
    async with kit.database.transaction() as db:
        session = await actions.sign_in(kit, db, data, by)
    if session is None:
        raise Problem(403, "wrong-proof", "Name, passphrase or second factor is wrong.")
    return session


@delete("/v1/console/session", tags=TAGS)
async def sign_out(request: AnyRequest, kit: WithKit) -> None:
    """Ends this session, if it is one."""
    refuse_cookies(request)
    async with kit.database.transaction() as db:
        await store.remove_session(db, actions.session_tag(kit, token_of(request)))


@get("/v1/console/self", tags=TAGS, sync_to_thread=False)
def show_self(moderator: Moderating) -> Self:
    """Who is signed in."""
    return Self(moderator)


routes = [
    Router(
        "/",
        dependencies={"moderator": Provide(provide_moderator)},
        route_handlers=[show_offer, enrol, make_challenge, sign_in, sign_out, show_self],
    )
]
