"""The circles room over HTTP."""

from litestar import get, post
from litestar.params import JSONBody

from mimi.kit.http import WithKit
from mimi.rooms.accounts import SignedIn
from mimi.rooms.circles import actions, batches
from mimi.rooms.circles.model import Batch, CircleState, Evaluated, Wanted


@get("/v1/circle", tags=["circles"])
async def show_circle(kit: WithKit, viewer: SignedIn) -> CircleState:
    """Whether the own circle publishes. Never who is in it, nor how many."""
    async with kit.database.reading() as db:
        return await actions.state(kit, db, viewer)


@post("/v1/circle/leaving", tags=["circles"], status_code=204)
async def leave_circle(kit: WithKit, viewer: SignedIn) -> None:
    """Leaves at the next epoch; a new circle not before 35 days later."""
    async with kit.database.transaction() as db:
        await actions.start_leaving(kit, db, viewer)


@get("/v1/batches", tags=["circles"])
async def list_batches(kit: WithKit, viewer: SignedIn) -> list[Batch]:
    """The batches of blind tokens that this device may hold."""
    async with kit.database.transaction() as db:
        return await batches.listed(kit, db, viewer)


@post("/v1/batches", tags=["circles"], status_code=200)
async def issue_batches(data: JSONBody[Wanted], kit: WithKit, viewer: SignedIn) -> list[Evaluated]:
    """Evaluates blinded batches (RFC 9497, POPRF), each with its proof; repeatable."""
    return await batches.issue(kit, viewer, data.batches)


routes = [show_circle, leave_circle, list_batches, issue_batches]
