"""Notifications over HTTP."""

from litestar import Router, delete, get, put
from litestar.di import Provide
from litestar.params import JSONBody
from litestar.response import Stream

from mimi.kit.chimes import LINES
from mimi.kit.http import WithKit
from mimi.rooms.accounts import SignedIn, WithSession, provide_session
from mimi.rooms.notifications import actions, store
from mimi.rooms.notifications.model import Ringing, Subscribing

UNBUFFERED = {"x-accel-buffering": "no"}  # else nginx would keep chimes back


@get("/v1/subscription", tags=["notifications"])
async def show(viewer: SignedIn, session: WithSession, kit: WithKit) -> Ringing:
    """Whether and when this device is rung, and the key that a browser asks its service with."""
    async with kit.database.reading() as db:
        return await actions.ringing(kit, db, session)


@put("/v1/subscription", tags=["notifications"], status_code=204)
async def subscribe(
    data: JSONBody[Subscribing], viewer: SignedIn, session: WithSession, kit: WithKit
) -> None:
    """Rings this device when an edition is out, in these parts of the UTC day (0 is 0 to 4 h)."""
    async with kit.database.transaction() as db:
        await actions.subscribe(kit, db, session, data)


@delete("/v1/subscription", tags=["notifications"])
async def unsubscribe(viewer: SignedIn, session: WithSession, kit: WithKit) -> None:
    """Rings this device no more."""
    async with kit.database.transaction() as db:
        await store.remove(db, viewer, session.session)


@get("/v1/chimes", tags=["notifications"], media_type="text/event-stream")
async def chimes(viewer: SignedIn, kit: WithKit) -> Stream:
    """Server-sent events, the same bytes to everybody: `comments` or `edition` when that window has
    come out, with its first second. So an open page knows when to look again, and nothing else."""
    kit.chimes.refuse_full(viewer)
    # by chance, or all that began when the server did would come again at once, time after time
    lines = kit.chance.random.randint(LINES // 2, LINES)
    heard = kit.chimes.listen(viewer, lines)
    return Stream(heard, media_type="text/event-stream", headers=UNBUFFERED)


routes = [
    Router(
        "/",
        dependencies={"session": Provide(provide_session)},
        route_handlers=[show, subscribe, unsubscribe, chimes],
    )
]
