"""The contacts room over HTTP."""

from litestar import delete, get, post, put
from litestar.params import FromPath, JSONBody

from mimi.kit.http import WithKit
from mimi.rooms.accounts import SignedIn
from mimi.rooms.contacts import actions, sources
from mimi.rooms.contacts.model import (
    Between,
    Contacts,
    InviteCode,
    NewInvite,
    Source,
    Unblock,
    Uploaded,
)


@put("/v1/contacts", tags=["contacts"])
async def upload(data: JSONBody[Contacts], viewer: SignedIn, kit: WithKit) -> Uploaded:
    """Replaces all contacts; the numbers are forgotten when this is answered."""
    return await actions.upload(kit, viewer, data)


@post("/v1/unfriendings", tags=["contacts"], status_code=204)
async def unfriend(data: JSONBody[Between], viewer: SignedIn, kit: WithKit) -> None:
    """Alike whether or not there was a friendship; it ends at the epoch."""
    async with kit.database.transaction() as db:
        await actions.unfriend(kit, db, viewer, data)


@post("/v1/blocks", tags=["contacts"], status_code=204)
async def block(data: JSONBody[Between], viewer: SignedIn, kit: WithKit) -> None:
    """Alike whoever has the number; it takes effect at the epoch."""
    async with kit.database.transaction() as db:
        await actions.block(kit, db, viewer, data)


@post("/v1/unblocks", tags=["contacts"], status_code=204)
async def unblock(data: JSONBody[Unblock], viewer: SignedIn, kit: WithKit) -> None:
    """Alike whether or not the number was blocked."""
    async with kit.database.transaction() as db:
        await actions.unblock(kit, db, viewer, data.number)


@post("/v1/invites", tags=["contacts"])
async def invite(data: JSONBody[NewInvite], viewer: SignedIn, kit: WithKit) -> InviteCode:
    """For one person, or for a group that all become friends of each other."""
    async with kit.database.transaction() as db:
        code = await actions.invite(kit, db, viewer, data)
    return InviteCode(code)


@post("/v1/invites/accepted", tags=["contacts"], status_code=204)
async def accept(data: JSONBody[InviteCode], viewer: SignedIn, kit: WithKit) -> None:
    """Friends from the next epoch on. Says nothing of who else is in it."""
    async with kit.database.transaction() as db:
        await actions.accept(kit, db, viewer, data.invite)


@post("/v1/invites/left", tags=["contacts"], status_code=204)
async def leave(data: JSONBody[InviteCode], viewer: SignedIn, kit: WithKit) -> None:
    """Alike whether or not one was in it."""
    async with kit.database.transaction() as db:
        await actions.leave(kit, db, viewer, data.invite)


@get("/v1/sources", tags=["contacts"])
async def show_sources(viewer: SignedIn, kit: WithKit) -> list[Source]:
    """Lists that one may join. Says nothing of who else is on one, or has joined."""
    async with kit.database.reading() as db:
        return await sources.mine(kit, db, viewer)


@put("/v1/sources/{source:str}", tags=["contacts"])
async def join_source(source: FromPath[str], viewer: SignedIn, kit: WithKit) -> None:
    """A friend, from the next epoch on, of all on the list who say so too."""
    async with kit.database.transaction() as db:
        await sources.join(kit, db, viewer, source)


@delete("/v1/sources/{source:str}", tags=["contacts"])
async def leave_source(source: FromPath[str], viewer: SignedIn, kit: WithKit) -> None:
    """Ends at the epoch what came of the list; alike whether or not one was in it."""
    async with kit.database.transaction() as db:
        await sources.leave(kit, db, viewer, source)


routes = [
    upload,
    unfriend,
    block,
    unblock,
    invite,
    accept,
    leave,
    show_sources,
    join_source,
    leave_source,
]
