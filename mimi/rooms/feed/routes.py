"""The feed over HTTP."""

from typing import Any

from litestar import Request, Response, get
from litestar.params import FromQuery

from mimi.kit.http import WithKit
from mimi.rooms import accounts
from mimi.rooms.feed import actions
from mimi.rooms.feed.model import Feed


@get("/v1/feed", tags=["feed"])
async def read(
    request: Request[Any, Any, Any], kit: WithKit, cursor: FromQuery[str | None] = None
) -> Response[Feed]:
    """A page of secrets in the viewer's own order; `next` is the cursor of the page after it."""
    async with kit.database.reading() as db:
        viewer = await accounts.viewer_of(kit, db, request)
        feed = await actions.page(kit, db, viewer, cursor)
    return Response(feed, headers={"cache-control": "no-store"})


routes = [read]
