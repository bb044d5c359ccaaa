"""The friends room over HTTP. There is no list of friends to ask for."""

from litestar import get

from mimi.kit.http import WithKit
from mimi.rooms.accounts import SignedIn
from mimi.rooms.friends import actions
from mimi.rooms.friends.model import Gate


@get("/v1/gate", tags=["friends"])
async def show_gate(viewer: SignedIn, kit: WithKit) -> Gate:
    """Whether the feed is open to the viewer, and roughly how many friends are here."""
    async with kit.database.reading() as db:
        return await actions.gate(kit, db, viewer)


routes = [show_gate]
