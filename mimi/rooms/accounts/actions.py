"""Signing in, and numbers that change hands."""

from typing import Literal
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from mimi.kit import base64url
from mimi.kit.db import Connection, Row
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.rooms.accounts import boxes, codes, store, visits
from mimi.rooms.accounts import store_sessions as sessions
from mimi.rooms.accounts.model import NewSession, Number, NumberChange, SignedInAs, SignIn, Viewer
from mimi.rooms.accounts.numbers import normalise, phone_tag
from mimi.rooms.accounts.visits import SEEN_DAYS

WAIT_DAYS = 7  # a new device without words and without an old device: time for the old ones to see
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


def vault_key_of(request: SignIn) -> bytes:
    """Raises Problem 400 invalid-vault-key."""
    try:
        key = base64url.decode(request.vault_key, 32)
        Ed25519PublicKey.from_public_bytes(key)
    except ValueError as error:
        raise Problem(400, "invalid-vault-key", "Not an Ed25519 public key.") from error
    return key


async def sign_in(kit: Kit, request: SignIn, address: str) -> SignedInAs:
    """A session for the account of the number, made if need be. Raises Problem 403 wrong-code."""
    _check_age(kit, request)
    number, vault_key = required_number(kit, request.phone), vault_key_of(request)
    if not await codes.take(kit, number, request.code, address):
        raise wrong_code()
    async with kit.database.transaction() as db:
        return await _open(kit, db, request, number, vault_key)


async def _open(
    kit: Kit, db: Connection, request: SignIn, number: str, vault_key: bytes
) -> SignedInAs:
    account, waits = await _enter(kit, db, phone_tag(kit, number), request, vault_key)
    token, today = kit.chance.bytes(32), kit.day()
    opens = today + WAIT_DAYS if waits else 0
    new = NewSession(kit.chance.uuid(), account, request.device, today, opens)
    await sessions.add(db, session_tag(kit, token), new)
    if not waits:
        visits.note_use(kit, account, session_tag(kit, token))
    state: Literal["open", "waiting"] = "waiting" if waits else "open"
    return SignedInAs(state, WAIT_DAYS if waits else 0, number, base64url.encode(token))


def _check_age(kit: Kit, request: SignIn) -> None:
    """Asked of everybody before the number is looked at, so that it tells of no number whether it
    is known (P6). Raises Problem 403 age-not-confirmed."""
    if kit.settings.least_age and not request.old_enough:
        raise Problem(403, "age-not-confirmed", "Say first that you are old enough for this place.")


async def _enter(
    kit: Kit, db: Connection, tag: bytes, request: SignIn, vault_key: bytes
) -> tuple[UUID, bool]:
    """(the account, whether the new device must wait)."""
    fresh = kit.chance.uuid()
    await store.claim_number(db, tag, fresh)
    holder = await store.holder(db, tag)
    known = await store.account(db, holder) if holder and holder != fresh else None
    if holder and known and _proved(request, known["vault_key"]):
        return holder, False
    if holder and known and not _idle(kit, holder, known):
        return holder, True
    if holder and known:
        await close(db, holder)
        await store.claim_number(db, tag, fresh)
    await store.free_former(db, tag)
    await store.add_account(db, fresh, kit.day(), vault_key)
    return fresh, False


def _proved(request: SignIn, vault_key: bytes) -> bool:
    """Whether the device holds the words of the account."""
    said = b"mimi/sign-in\0" + request.phone.encode() + b"\0" + request.code.encode()
    try:
        proof = base64url.decode(request.proof or "", 64)
        Ed25519PublicKey.from_public_bytes(vault_key).verify(proof, said)
    except (ValueError, InvalidSignature):
        return False
    return True


async def close(db: Connection, account: UUID) -> None:
    """Ends every way into the account. What it left is forgotten at the next epoch."""
    await sessions.remove_all(db, account)
    await boxes.forget(db, account)
    await store.remove_former(db, account)
    for tag in await store.release_numbers(db, account):
        await store.remove_code(db, tag)
    await store.add_departure(db, account)


async def change_number(kit: Kit, viewer: Viewer, change: NumberChange, address: str) -> Number:
    """Moves the account to another number. Raises Problem 403 wrong-code.

    The old number stays its own for FORMER_DAYS, unless somebody registers it. Raises Problem 409
    number-in-use when it has an account that is in use: only who holds the number learns that.
    """
    number = required_number(kit, change.phone)
    if not await codes.take(kit, number, change.code, address):
        raise wrong_code()
    async with kit.database.transaction() as db:
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


def session_tag(kit: Kit, token: bytes) -> bytes:
    """All that the server keeps of a session."""
    return kit.keys.tag("session", token)


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
