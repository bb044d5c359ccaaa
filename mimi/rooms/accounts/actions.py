"""Signing in, and numbers that change hands."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

import msgspec

from mimi.kit.db import Connection, Row
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.rooms.accounts import bans, boxes, codes, elsewhere, store, visits
from mimi.rooms.accounts import store_arrivals as arrivals
from mimi.rooms.accounts import store_sessions as sessions
from mimi.rooms.accounts.entering import check_age, open_session, proved, vault_key_of
from mimi.rooms.accounts.model import (
    Entering,
    MiniSignIn,
    Number,
    NumberChange,
    SignedInAs,
    SignIn,
    Viewer,
)
from mimi.rooms.accounts.numbers import normalise, phone_tag
from mimi.rooms.accounts.visits import SEEN_DAYS

# Carriers give a number to somebody else after about 90 days. What is stored may be SEEN_DAYS too
# early, and nobody who was here within 90 days may count as idle.
IDLE_DAYS = 90 + SEEN_DAYS
SESSION_DAYS = 400  # as long as a browser keeps a cookie at most
FORMER_DAYS = 90  # friends still have the old number in their phone books


def required_number(kit: Kit, phone: str) -> str:
    """E.164. Raises Problem 400 invalid-phone."""
    number = normalise(phone, kit.settings.region)
    if number is None:
        raise Problem(400, "invalid-phone", "This is not a phone number that exists.")
    return number


def wrong_code() -> Problem:
    """Also for expired codes, and for those tried too often: all alike."""
    return Problem(403, "wrong-code", "The code is wrong or no longer works.")


async def sign_in(kit: Kit, request: SignIn, address: str) -> SignedInAs:
    """A session for the account of the number, made if need be. Raises Problem 403 wrong-code,
    banned."""
    check_age(kit, request)
    number, vault_key = required_number(kit, request.phone), vault_key_of(request)
    if not await codes.take(kit, number, request.code, address):
        raise wrong_code()
    proves = partial(proved, request, request.phone, request.code)
    return await _sign_in(kit, request, number, vault_key, proves)


async def sign_in_by_mini(kit: Kit, request: MiniSignIn) -> SignedInAs:
    """The same for a number that WeChat checked. Raises Problem 403 wrong-arrival, banned."""
    check_age(kit, request)
    vault_key = vault_key_of(request)
    number = required_number(kit, await elsewhere.mini_number(kit, request.code))
    proves = partial(proved, request, "", request.code)
    return await _sign_in(kit, request, number, vault_key, proves)


async def _sign_in(
    kit: Kit, request: Entering, number: str, vault_key: bytes, proves: Callable[[bytes], bool]
) -> SignedInAs:
    async with kit.database.transaction() as db:
        await bans.check(db, phone_tag(kit, number))
        account, waits = await _enter(kit, db, phone_tag(kit, number), vault_key, proves)
        return await open_session(kit, db, account, waits, request.device, number)


async def _enter(
    kit: Kit, db: Connection, tag: bytes, vault_key: bytes, proves: Callable[[bytes], bool]
) -> tuple[UUID, bool]:
    """(the account, whether the new device must wait)."""
    fresh = kit.chance.uuid()
    await store.claim_number(db, tag, fresh)
    holder = await store.holder(db, tag)
    known = await store.account(db, holder) if holder and holder != fresh else None
    if holder and known and proves(known["vault_key"]):
        return holder, False
    if holder and known and not _idle(kit, holder, known):
        return holder, True
    if holder and known:
        await close(db, holder)
        await store.claim_number(db, tag, fresh)
    await store.free_former(db, tag)
    await store.add_account(db, fresh, kit.day(), vault_key)
    return fresh, False


async def close(db: Connection, account: UUID) -> None:
    """Ends every way into the account. What it left is forgotten at the next epoch."""
    await sessions.remove_all(db, account)
    await boxes.forget(db, account)
    await store.remove_former(db, account)
    await arrivals.release(db, account)
    for tag in await store.release_numbers(db, account):
        await store.remove_code(db, tag)
    await store.add_departure(db, account)


async def change_number(kit: Kit, viewer: Viewer, change: NumberChange, address: str) -> Number:
    """Moves the account to another number. Raises Problem 403 wrong-code, banned.

    The old number stays its own for FORMER_DAYS, unless somebody registers it. Raises Problem 409
    number-in-use when it has an account that is in use: only who holds the number learns that.
    """
    number = required_number(kit, change.phone)
    if not await codes.take(kit, number, change.code, address):
        raise wrong_code()
    async with kit.database.transaction() as db:
        await bans.check(db, phone_tag(kit, number))
        await _move(kit, db, viewer, phone_tag(kit, number))
    return Number(number)


async def _move(kit: Kit, db: Connection, viewer: Viewer, tag: bytes) -> None:
    holder = await store.holder(db, tag)
    if holder == viewer:
        return
    if holder:
        await _take_over(kit, db, holder)
    for old in await store.release_numbers(db, viewer):
        await store.put_former(db, old, viewer, kit.day() + FORMER_DAYS)
    await store.free_former(db, tag)
    await store.claim_number(db, tag, viewer)
    if await store.holder(db, tag) != viewer:
        raise _in_use()  # somebody registered it at the same moment


async def _take_over(kit: Kit, db: Connection, holder: UUID) -> None:
    known = await store.account(db, holder)
    if known and not _idle(kit, holder, known):
        raise _in_use()
    await close(db, holder)


def _idle(kit: Kit, account: UUID, known: Row) -> bool:
    return kit.day() - visits.last(kit, account, known["seen"]) >= IDLE_DAYS


def _in_use() -> Problem:
    return Problem(409, "number-in-use", "This number has an account that is in use.")


def without_token(signed_in: SignedInAs) -> SignedInAs:
    """For a browser, which must not let scripts see it."""
    return msgspec.structs.replace(signed_in, session=None)


async def owned(kit: Kit, db: Connection, viewer: Viewer, e164: str) -> bool:
    """Whether the number is the viewer's, now or until recently."""
    tag = phone_tag(kit, e164)
    return (await owners(db, [tag])).get(tag) == viewer


async def owners(db: Connection, phone_tags: list[bytes]) -> dict[bytes, UUID]:
    """Whose each number is; who has it now comes before who had it."""
    return {row["phone_tag"]: row["account"] for row in await store.owners(db, phone_tags)}


async def phone_tags_of(db: Connection, accounts: list[UUID]) -> dict[UUID, list[bytes]]:
    """Of each account the present number and those it had until recently."""
    tags: dict[UUID, list[bytes]] = {account: [] for account in accounts}
    for row in await store.numbers_of(db, accounts):
        tags[row["account"]].append(row["phone_tag"])
    return tags


async def tags_of(db: Connection, accounts: list[UUID]) -> dict[UUID, list[bytes]]:
    """Of each account its numbers, and who it is at WeChat and WeCom."""
    tags = await phone_tags_of(db, accounts)
    for row in await arrivals.of(db, accounts):
        tags[row["account"]].append(row["arrival_tag"])
    return tags


async def joined_days(db: Connection) -> dict[UUID, int]:
    """Every account, in order, and the day (since 1970) on which it joined."""
    return {row["account"]: row["joined"] for row in await store.joined(db)}


async def forget(db: Connection, account: UUID) -> None:
    """The last room to forget an account."""
    await close(db, account)
    await store.remove_account(db, account)
    await store.remove_departure(db, account)


async def clean(kit: Kit, db: Connection) -> None:
    """Removes what is over: codes, former numbers, sessions of devices that never came back."""
    while await store.remove_expired_codes(db, kit.clock.now()):
        pass
    while await store.remove_ended_former(db, kit.day()):
        pass
    while await sessions.remove_unseen(db, kit.day() - SESSION_DAYS - SEEN_DAYS):
        pass
