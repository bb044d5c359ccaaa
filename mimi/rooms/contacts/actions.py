"""What a member does about the people it knows. Every answer is the same whoever is here."""

import asyncio
from uuid import UUID

from mimi.kit import base64url
from mimi.kit.db import Connection
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.kit.limits import DAY, allow, may
from mimi.rooms import accounts
from mimi.rooms.accounts import Viewer
from mimi.rooms.contacts import blocks, sources, store, tags
from mimi.rooms.contacts import store_invites as invites
from mimi.rooms.contacts.model import Between, Contacts, NewInvite, Uploaded

UPLOADS_A_DAY = 100
BLOCKS_A_DAY = 500


async def upload(kit: Kit, viewer: Viewer, contacts: Contacts) -> Uploaded:
    """Replaces the account's pair tags; the numbers end with this request.

    The tags are made in a thread and between two transactions: 5,000 numbers take half a second.
    That is why they are counted first.
    """
    if len(contacts.numbers) > kit.settings.caps.contacts:
        raise Problem(413, "too-many-contacts", "These are more numbers than a server takes.")
    async with kit.database.transaction() as db:
        await allow(kit, db, "uploads", viewer.bytes, UPLOADS_A_DAY)
        owns = [await _own(kit, db, viewer, own) for own in contacts.own]
    made, refused = await asyncio.to_thread(tags.make_tags, kit, owns, contacts.numbers)
    async with kit.database.transaction() as db:
        await accounts.lock(db, viewer)
        await tags.replace(kit, db, viewer, made)
    return Uploaded(len(contacts.numbers) - len(refused), refused)


async def unfriend(kit: Kit, db: Connection, viewer: Viewer, between: Between) -> None:
    """Takes the account's half of the pair tag back, if it held one."""
    own = await _own(kit, db, viewer, between.own)
    number = accounts.required_number(kit, between.number)
    await store.remove_tags(db, viewer, [tags.pair_tag(kit, own, number)])


async def block(kit: Kit, db: Connection, viewer: Viewer, between: Between) -> None:
    """No friendship with whoever has the number, neither by contacts nor in a group."""
    await allow(kit, db, "blocks", viewer.bytes, BLOCKS_A_DAY)
    await unfriend(kit, db, viewer, between)
    number = accounts.required_number(kit, between.number)
    await store.block(db, viewer, accounts.phone_tag(kit, number))


async def unblock(kit: Kit, db: Connection, viewer: Viewer, written: str) -> None:
    """Also of the numbers that the block followed its person to."""
    tag = accounts.phone_tag(kit, accounts.required_number(kit, written))
    owner = (await accounts.owners(db, [tag])).get(tag)
    also = await accounts.phone_tags_of(db, [owner] if owner else [])
    await store.unblock(db, viewer, [tag, *also.get(owner, [])] if owner else [tag])


async def _own(kit: Kit, db: Connection, viewer: Viewer, written: str) -> str:
    """E.164. Raises Problem 403: nobody makes tags of pairs that he is not part of."""
    own = accounts.normalise(written, kit.settings.region)
    if own is None or not await accounts.owned(kit, db, viewer, own):
        raise Problem(403, "not-your-number", "Your own number must be one you signed in with.")
    return own


async def invite(kit: Kit, db: Connection, viewer: Viewer, new: NewInvite) -> str:
    """A code that makes friends of whoever accepts it; its maker is in it from the start.

    An account makes `caps.invites_per_day` (20) a day, so that nobody papers a city. One for a
    person works once, one for a group `caps.group_invite_uses` (300) times, and either 30 days at
    most. Raises Problem 429 too-many-invites.
    """
    if not await may(kit, db, "invites", viewer.bytes, kit.settings.caps.invites_per_day):
        wait = DAY - kit.clock.now() % DAY
        raise Problem(429, "too-many-invites", "Enough invites for today.", retry_after=wait)
    code = kit.chance.bytes(16)
    personal = new.kind == "one"
    uses = 1 if personal else kit.settings.caps.group_invite_uses
    tag = kit.keys.tag("invite", code)
    await invites.add(db, tag, personal, uses, kit.day() + new.days)
    await invites.join(db, tag, viewer, personal)
    return base64url.encode(code)


async def accept(kit: Kit, db: Connection, viewer: Viewer, code: str) -> None:
    """Raises Problem 404 invite-gone: unknown, over and used up are the same.

    Accepting again changes nothing. A place that somebody left is not free again.
    """
    tag = _invite_tag(kit, code)
    found = await invites.find(db, tag)
    if found is None or found["ends"] < kit.day():
        raise _gone()
    if await invites.join(db, tag, viewer, found["personal"]):
        if found["uses"] < 1:
            raise _gone()
        await invites.use(db, tag)


async def leave(kit: Kit, db: Connection, viewer: Viewer, code: str) -> None:
    """Ends, at the epoch, the friendships that came of the invite; silent if there were none."""
    await invites.leave(db, _invite_tag(kit, code), viewer)


def _invite_tag(kit: Kit, code: str) -> bytes:
    """Of the text when it is no code at all: then nothing has this tag."""
    try:
        return kit.keys.tag("invite", base64url.decode(code, 16))
    except ValueError:
        return kit.keys.tag("invite", code.encode())


def _gone() -> Problem:
    return Problem(404, "invite-gone", "This invite is over.")


async def forget(db: Connection, account: UUID) -> None:
    """Everything of the account in this room, and its friends' halves of its pair tags."""
    await tags.void_all(db, account)
    await store.remove_blocks(db, account)
    await invites.leave_all(db, account)
    await sources.forget(db, account)


async def clean(kit: Kit, db: Connection) -> None:
    """What expired, the tags of numbers that changed hands, the blocks of those who changed."""
    await blocks.follow(db)
    await tags.void_lost(db)
    await tags.expire_unmatched(kit, db)
    while ended := await invites.ended(db, kit.day()):
        await invites.remove(db, ended)
        await invites.remove_alone(db, ended)
