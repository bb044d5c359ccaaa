"""Coming by WeChat or WeCom instead of a number, and binding either to an account."""

from uuid import UUID

from mimi.kit.db import Connection
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.rooms.accounts import bans, elsewhere, store
from mimi.rooms.accounts import store_arrivals as arrivals
from mimi.rooms.accounts.entering import check_age, open_session, proved, vault_key_of
from mimi.rooms.accounts.model import ArrivedSignIn, SignedInAs, Viewer


async def sign_in(kit: Kit, request: ArrivedSignIn) -> SignedInAs:
    """A session for the account of who arrived, made if need be; the same waits as by a number.
    Raises Problem 403 wrong-arrival, banned."""
    check_age(kit, request)
    vault_key = vault_key_of(request)
    async with kit.database.transaction() as db:
        tag = await elsewhere.use_ticket(kit, db, request.ticket)
        await bans.check(db, tag)
        account, waits = await _enter(kit, db, tag, request, vault_key)
        return await open_session(kit, db, account, waits, request.device, phone="")


async def _enter(
    kit: Kit, db: Connection, tag: bytes, request: ArrivedSignIn, vault_key: bytes
) -> tuple[UUID, bool]:
    """(the account, whether the new device must wait). Unlike numbers, nobody else gets these."""
    fresh = kit.chance.uuid()
    await arrivals.claim(db, tag, fresh)
    holder = await arrivals.holder(db, tag)
    known = await store.account(db, holder) if holder and holder != fresh else None
    if holder and known:
        return holder, not proved(request, "", request.ticket, known["vault_key"])
    await store.add_account(db, fresh, kit.day(), vault_key)
    return fresh, False


async def bind(kit: Kit, db: Connection, viewer: Viewer, ticket: str) -> None:
    """From now on the account is entered this way too. Raises Problem 403 wrong-arrival, banned,
    409 arrival-in-use when another account is: only who arrived learns that."""
    tag = await elsewhere.use_ticket(kit, db, ticket)
    await bans.check(db, tag)
    await arrivals.claim(db, tag, viewer)
    if await arrivals.holder(db, tag) != viewer:
        raise Problem(409, "arrival-in-use", "Another account is entered by this.")


async def unbind(db: Connection, viewer: Viewer) -> None:
    """The server forgets who somebody is elsewhere. Raises Problem 409 last-way without a number:
    nobody could come back."""
    if not any(not row["former"] for row in await store.numbers_of(db, [viewer])):
        raise Problem(409, "last-way", "Give the account a number first.")
    await arrivals.release(db, viewer)
