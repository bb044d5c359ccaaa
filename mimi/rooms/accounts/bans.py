"""Whom the operator lets in no more: only for what is done while signed in.

SMS pumping, floods of reports, fraud with a roster are seen by number; a secret is not, so nobody
is banned for one, and a ban is tied to none: it is the tag of a number and nothing beside it. It
keeps nobody from spending the tokens that their device holds: those are everybody's alike, and run
out with their epoch. Only who proved the number learns of it (P6).
"""

from uuid import UUID

from mimi.kit.db import Connection
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.rooms.accounts import store, store_arrivals, store_bans
from mimi.rooms.accounts import store_sessions as sessions
from mimi.rooms.accounts.numbers import phone_tag


async def check(db: Connection, tag: bytes) -> None:
    """After the proof that the tag is theirs. Raises Problem 403 banned."""
    if await store_bans.find(db, tag):
        raise Problem(403, "banned", "The operator of this place lets this number in no more.")


async def ban(kit: Kit, db: Connection, number: str) -> None:
    """From now on nobody signs in with this number, nor with what else its account is entered by;
    its devices are signed out. The same when it has no account."""
    tag = phone_tag(kit, number)
    holder = await _holder(db, tag)
    await store_bans.add(db, await _tags(db, tag))
    if holder:
        await sessions.remove_all(db, holder)


async def lift(kit: Kit, db: Connection, number: str) -> bool:
    """Whether it was banned."""
    return await store_bans.lift(db, await _tags(db, phone_tag(kit, number)))


async def _holder(db: Connection, tag: bytes) -> UUID | None:
    """Who has the number, or had it until recently: who misused it may have changed it since."""
    holder = await store.holder(db, tag)
    former = [] if holder else await store.owners(db, [tag])
    return former[0]["account"] if former else holder


async def _tags(db: Connection, tag: bytes) -> list[bytes]:
    """The number's, and those of its account: a second number would be a way around."""
    holder = await _holder(db, tag)
    if holder is None:
        return [tag]
    numbers = [row["phone_tag"] for row in await store.numbers_of(db, [holder])]
    elsewhere = [row["arrival_tag"] for row in await store_arrivals.of(db, [holder])]
    return sorted({tag, *numbers, *elsewhere})
