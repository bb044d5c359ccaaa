"""Likes and shares over HTTP."""

from uuid import UUID

from litestar import delete, put
from litestar.params import FromPath

from mimi.kit.http import WithKit
from mimi.rooms.accounts import SignedIn
from mimi.rooms.reactions import actions
from mimi.rooms.reactions.model import Link


@put("/v1/secrets/{secret:uuid}/like", tags=["reactions"], status_code=204)
async def like(viewer: SignedIn, kit: WithKit, secret: FromPath[UUID]) -> None:
    """Likes a secret. The count that others see moves at the hour, in buckets."""
    async with kit.database.transaction() as db:
        await actions.like(kit, db, viewer, secret)


@delete("/v1/secrets/{secret:uuid}/like", tags=["reactions"])
async def unlike(viewer: SignedIn, kit: WithKit, secret: FromPath[UUID]) -> None:
    """Takes a like back."""
    async with kit.database.transaction() as db:
        await actions.unlike(kit, db, viewer, secret)


@put("/v1/secrets/{secret:uuid}/share", tags=["reactions"])
async def share(viewer: SignedIn, kit: WithKit, secret: FromPath[UUID]) -> Link:
    """Counts a share and gives the link to pass on."""
    async with kit.database.transaction() as db:
        return await actions.share(kit, db, viewer, secret)


routes = [like, unlike, share]
