"""Likes and shares over HTTP."""

from uuid import UUID

from litestar import delete, put
from litestar.params import FromPath

from mimi.kit.edge import AnyRequest
from mimi.kit.http import WithKit
from mimi.kit.kit import Kit
from mimi.rooms import accounts, feed
from mimi.rooms.reactions import actions
from mimi.rooms.reactions.model import Link, Seen


@put("/v1/secrets/{secret:uuid}/like", tags=["reactions"], status_code=204)
async def like(request: AnyRequest, kit: WithKit, secret: FromPath[UUID]) -> None:
    """Likes a secret. The count that others see moves at the hour, in buckets."""
    await actions.like(kit, await _seen(kit, request), secret)


@delete("/v1/secrets/{secret:uuid}/like", tags=["reactions"])
async def unlike(request: AnyRequest, kit: WithKit, secret: FromPath[UUID]) -> None:
    """Takes a like back."""
    await actions.unlike(kit, await _seen(kit, request), secret)


@put("/v1/secrets/{secret:uuid}/share", tags=["reactions"])
async def share(request: AnyRequest, kit: WithKit, secret: FromPath[UUID]) -> Link:
    """Counts a share and gives the link to pass on."""
    return await actions.share(kit, await _seen(kit, request), secret)


async def _seen(kit: Kit, request: AnyRequest) -> Seen:
    """As the feed does it: whoever taps has read there, so that all it takes is kept already."""
    viewer, now = await accounts.viewer_now(kit, request)
    return Seen(viewer, await feed.sights(kit, viewer, now.sight))


routes = [like, unlike, share]
