"""The feed over HTTP."""

from typing import Any, cast

from litestar import Request, Response, get
from litestar.params import FromQuery

from mimi.kit.http import WithKit
from mimi.rooms import accounts
from mimi.rooms.feed import actions
from mimi.rooms.feed.model import Feed

HEADERS = {"cache-control": "no-store"}


@get("/v1/feed", tags=["feed"])
async def read(
    request: Request[Any, Any, Any], kit: WithKit, cursor: FromQuery[str | None] = None
) -> Response[Feed]:
    """A page of secrets in the viewer's own order; `next` is the cursor of the page after it."""
    viewer, now = await accounts.viewer_now(kit, request)
    page = await actions.page(kit, viewer, now, cursor)
    # bytes already, which the framework sends as they are; its type describes the API
    return Response(cast("Feed", page), media_type="application/json", headers=HEADERS)


routes = [read]
