"""Coming by WeChat or WeCom, over HTTP."""

from typing import cast

from litestar import Response, delete, post, put
from litestar.datastructures import Cookie
from litestar.params import FromPath, JSONBody

from mimi.kit import base64url
from mimi.kit.errors import NotFound
from mimi.kit.http import WithKit, address
from mimi.kit.kit import Kit
from mimi.kit.limits import allow
from mimi.rooms.accounts import actions, arriving, elsewhere
from mimi.rooms.accounts.elsewhere import Arrived, Elsewhere
from mimi.rooms.accounts.model import (
    Arrival,
    ArrivedAs,
    ArrivedSignIn,
    Begin,
    Begun,
    MiniArrival,
    MiniSignIn,
    SignedInAs,
    Ticket,
)
from mimi.rooms.accounts.signed import AnyRequest, SignedIn, kept_session

STATE, STATE_SECONDS = "__Host-mimi-state", 600


@post("/v1/elsewhere/{place:str}/starts", tags=["accounts"])
async def begin(place: FromPath[str], data: JSONBody[Begin], kit: WithKit) -> Response[Begun]:
    """Where to sign in there; this browser, and no other, can come back from it."""
    browser = kit.chance.bytes(32)
    to = elsewhere.address(kit, _known(place), data.desktop, browser)
    return Response(Begun(to), cookies=[_state(base64url.encode(browser), STATE_SECONDS)])


@post("/v1/elsewhere/{place:str}/arrivals", tags=["accounts"])
async def arrive(
    place: FromPath[str], data: JSONBody[Arrival], request: AnyRequest, kit: WithKit
) -> Response[ArrivedAs]:
    """Says who came back from there, in a word for the device and a ticket to sign in with."""
    there = _known(place)
    desktop = elsewhere.check_state(kit, there, data.state, _browser(request))
    await _limit(kit, request)
    found = await elsewhere.arrive(kit, there, data.code, desktop)
    return Response(_as(kit, found), cookies=[_state("", 0)])


@post("/v1/mini/arrivals", tags=["accounts"])
async def arrive_by_mini(
    data: JSONBody[MiniArrival], request: AnyRequest, kit: WithKit
) -> ArrivedAs:
    """The same from a mini-program, by the code of `wx.login`."""
    await _limit(kit, request)
    return _as(kit, await elsewhere.arrive_by_mini(kit, data.code))


@post("/v1/sessions/arrived", tags=["accounts"])
async def sign_in(data: JSONBody[ArrivedSignIn], kit: WithKit) -> Response[SignedInAs]:
    """Signs a device in by a ticket; who was never here registers."""
    return kept_session(await arriving.sign_in(kit, data), data.keep)


@post("/v1/mini/sessions", tags=["accounts"])
async def sign_in_by_mini(
    data: JSONBody[MiniSignIn], request: AnyRequest, kit: WithKit
) -> Response[SignedInAs]:
    """Signs a mini-program in by the number that WeChat checked, as by a code that was sent."""
    await _limit(kit, request)
    return kept_session(await actions.sign_in_by_mini(kit, data), data.keep)


@put("/v1/account/arrival", tags=["accounts"])
async def bind(data: JSONBody[Ticket], viewer: SignedIn, kit: WithKit) -> None:
    """Lets the account be entered by WeChat or WeCom too."""
    async with kit.database.transaction() as db:
        await arriving.bind(kit, db, viewer, data.ticket)


@delete("/v1/account/arrivals", tags=["accounts"])
async def unbind(viewer: SignedIn, kit: WithKit) -> None:
    """Forgets who somebody is at WeChat and WeCom."""
    async with kit.database.transaction() as db:
        await arriving.unbind(db, viewer)


def _known(place: str) -> Elsewhere:
    if place not in {"wechat", "wecom"}:
        raise NotFound
    return cast(Elsewhere, place)


def _as(kit: Kit, found: Arrived) -> ArrivedAs:
    return ArrivedAs(elsewhere.ticket(kit, found.tag), found.who)


async def _limit(kit: Kit, request: AnyRequest) -> None:
    """Each asks somebody else's server."""
    who = address(request, kit.settings.proxies).encode()
    async with kit.database.transaction() as db:
        await allow(kit, db, "arrivals", who, kit.settings.caps.codes_per_address)


def _browser(request: AnyRequest) -> bytes:
    try:
        return base64url.decode(request.cookies.get(STATE, ""), 32)
    except ValueError:
        return b""


def _state(value: str, seconds: int) -> Cookie:
    """Only our own page sends it, so that nobody else's can finish a sign-in here."""
    return Cookie(
        key=STATE, value=value, max_age=seconds, secure=True, httponly=True, samesite="strict"
    )


handlers = [begin, arrive, arrive_by_mini, sign_in, sign_in_by_mini, bind, unbind]
