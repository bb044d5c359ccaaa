"""Who somebody is elsewhere: WeChat and WeCom asked, and their answer made into a tag.

Nothing of theirs is kept but an HMAC, like that of a number: no openid, no name, no picture.
"""

import hmac
from collections.abc import Iterable
from typing import Literal, NamedTuple
from uuid import UUID

import msgspec

from mimi.connectors import wechat, wecom
from mimi.connectors.tokens import with_token
from mimi.connectors.trouble import Trouble
from mimi.kit import base64url
from mimi.kit.chunks import chunks
from mimi.kit.db import Connection
from mimi.kit.errors import NotFound, Problem
from mimi.kit.kit import Kit
from mimi.kit.limits import once
from mimi.rooms.accounts import alarms
from mimi.rooms.accounts import store_arrivals as arrivals

Elsewhere = Literal["wechat", "wecom"]
TICKET_MINUTES = 10


class Arrived(NamedTuple):
    """`who` is a word for the device, by which it knows its vault again."""

    tag: bytes
    who: str


class Ticket(msgspec.Struct, frozen=True, array_like=True):
    tag: bytes
    until: int


def offered_names(kit: Kit) -> list[str]:
    """For everybody who comes, as the place says them."""
    ways: list[tuple[str, Elsewhere, bool]] = [
        ("wechat", "wechat", False),
        ("wechat-desktop", "wechat", True),
        ("wecom", "wecom", False),
    ]
    return [name for name, place, desktop in ways if offered(kit, place, desktop)]


def offered(kit: Kit, elsewhere: Elsewhere, desktop: bool) -> bool:
    if elsewhere == "wecom":
        return kit.settings.wecom.ready
    return kit.settings.wechat.desktop if desktop else kit.settings.wechat.inside


def address(kit: Kit, elsewhere: Elsewhere, desktop: bool, browser: bytes) -> str:
    """Where this browser signs in there. Raises NotFound where that is not offered."""
    if not offered(kit, elsewhere, desktop):
        raise NotFound
    back, said = f"{kit.settings.url}/arrived/{elsewhere}", state(kit, elsewhere, desktop, browser)
    if elsewhere == "wechat":
        return wechat.address(kit.settings.wechat, back, said, desktop)
    return wecom.address(kit.settings.wecom, back, said, desktop)


def state(kit: Kit, elsewhere: Elsewhere, desktop: bool, browser: bytes) -> str:
    """Letters and digits, as both ask; only who sent this browser there can make it."""
    kind = "d" if desktop else "a"
    return kind + kit.keys.tag("state", elsewhere.encode(), kind.encode(), browser).hex()


def check_state(kit: Kit, elsewhere: Elsewhere, said: str, browser: bytes) -> bool:
    """Whether it was a desktop that was sent. Raises Problem 403 wrong-state.

    Protects a member from a link that signs them in as somebody else, who could read along.
    """
    desktop = said.startswith("d")
    wanted = state(kit, elsewhere, desktop, browser)
    if not browser or not hmac.compare_digest(said.encode(), wanted.encode()):
        raise Problem(403, "wrong-state", "This sign-in was not begun in this browser.")
    return desktop


async def arrive(kit: Kit, elsewhere: Elsewhere, code: str, desktop: bool) -> Arrived:
    """Who brought the code. Raises Problem 403 wrong-arrival, 503 elsewhere-silent."""
    try:
        found = await _ask(kit, elsewhere, code, desktop)
    except Trouble as trouble:
        raise _problem(trouble) from None
    if found is None:
        raise Problem(403, "not-of-here", "Only people of the organisation can come this way.")
    return arrived(kit, elsewhere, found)


async def _ask(kit: Kit, elsewhere: Elsewhere, code: str, desktop: bool) -> str | None:
    if elsewhere == "wechat":
        return await wechat.who(kit.settings.wechat, code, desktop)
    account = kit.settings.wecom
    return await with_token(
        kit,
        "wecom-app",
        lambda: wecom.fetch_token(account),
        lambda token: wecom.who(account, token, code),
    )


async def arrive_by_mini(kit: Kit, code: str) -> Arrived:
    """Of a mini-program's `wx.login`. Raises the same."""
    if not kit.settings.wechat.mini:
        raise NotFound
    try:
        return arrived(kit, "wechat", await wechat.mini_who(kit.settings.wechat, code))
    except Trouble as trouble:
        raise _problem(trouble) from None


async def mini_number(kit: Kit, code: str) -> str:
    """E.164 of the number that WeChat checked for a mini-program. Raises the same."""
    account = kit.settings.wechat
    if not account.mini:
        raise NotFound
    try:
        return await with_token(
            kit,
            "wechat-mini",
            lambda: wechat.fetch_token(account, mini=True),
            lambda token: wechat.mini_number(account, token, code),
        )
    except Trouble as trouble:
        raise _problem(trouble) from None


def _problem(trouble: Trouble) -> Problem:
    if trouble.kind == "code":
        return _over()
    alarms.trouble(trouble)
    return Problem(503, "elsewhere-silent", "The other side does not answer.", retry_after=60)


def arrived(kit: Kit, elsewhere: Elsewhere, found: str) -> Arrived:
    tag = arrival_tag(kit, elsewhere, found)
    return Arrived(tag, base64url.encode(kit.keys.tag("who", tag)[:9]))


async def arrived_from(
    kit: Kit, db: Connection, elsewhere: Elsewhere, people: Iterable[str]
) -> set[UUID]:
    """Who of these people, by their ids there, is here."""
    tags = sorted(arrival_tag(kit, elsewhere, one) for one in people)
    found: set[UUID] = set()
    for some in chunks(tags):
        found |= {row["account"] for row in await arrivals.among(db, list(some))}
    return found


def arrival_tag(kit: Kit, elsewhere: Elsewhere, found: str) -> bytes:
    """All that the server keeps of who somebody is there."""
    return kit.keys.tag("arrival", elsewhere.encode(), found.encode())


def ticket(kit: Kit, tag: bytes) -> str:
    """What a device shows to go on with, since a code of theirs works once: nothing is lost when
    the next request does not come through. No two are alike."""
    until = kit.clock.now() + TICKET_MINUTES * 60
    return base64url.encode(kit.keys.seal("ticket", msgspec.msgpack.encode(Ticket(tag, until))))


async def use_ticket(kit: Kit, db: Connection, written: str) -> bytes:
    """The tag of who arrived; used up with the caller's transaction, and not if that fails.
    Raises Problem 403 wrong-arrival: not ours, over, or used before.

    Protects a member from whoever finds it afterwards, in a log of the browser or on the way.
    """
    try:
        sealed = base64url.decode(written)
        found = msgspec.msgpack.decode(kit.keys.unseal("ticket", sealed) or b"", type=Ticket)
    except (ValueError, msgspec.DecodeError):
        raise _over() from None
    if found.until <= kit.clock.now() or not await once(kit, db, "ticket", sealed):
        raise _over()
    return found.tag


def _over() -> Problem:
    return Problem(403, "wrong-arrival", "The sign-in there is over. Begin it again.")
