"""The feed over HTTP."""

from litestar import Response, get
from litestar.params import FromQuery

from mimi.kit.http import WithKit
from mimi.rooms.accounts import SignedIn
from mimi.rooms.feed import actions
from mimi.rooms.feed.model import Feed


@get("/v1/feed", tags=["feed"])
async def read(
    viewer: SignedIn, kit: WithKit, cursor: FromQuery[str | None] = None
) -> Response[Feed]:
    """A page of secrets in the viewer's own order; `next` is the cursor of the page after it."""
    async with kit.database.reading() as db:
        feed = await actions.page(kit, db, viewer, cursor)
    return Response(feed, headers={"cache-control": "no-store"})


routes = [read]
