"""Moderation over HTTP."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import JSONBody

from mimi.kit.http import WithKit, refuse_signed
from mimi.rooms.accounts import SignedIn
from mimi.rooms.moderation import help as help_
from mimi.rooms.moderation import log, outcomes, pleas, reports, store_log
from mimi.rooms.moderation.help import Helplines
from mimi.rooms.moderation.log import Log
from mimi.rooms.moderation.model import Accepted, Plea, Receipt, Report
from mimi.rooms.moderation.outcomes import Outcomes


@post("/v1/reports", tags=["moderation"], status_code=202)
async def report(viewer: SignedIn, data: JSONBody[Report], kit: WithKit) -> Receipt:
    """Reports a secret, or a comment on it, that this viewer sees."""
    async with kit.database.transaction() as db:
        return await reports.report(kit, db, viewer, data)


@get("/v1/outcomes", tags=["moderation"])
async def listed(kit: WithKit) -> Response[Outcomes]:
    """What was decided in the last 30 days, each in a box that only those whom it concerns open:
    the same bytes for everybody, with or without a session."""
    async with kit.database.reading() as db:
        found = await outcomes.everything(db)
    return Response(found, headers={"cache-control": "no-store"})


@post("/v1/appeals", tags=["moderation"], status_code=202)
async def appeal(request: Request[Any, Any, Any], data: JSONBody[Plea], kit: WithKit) -> Accepted:
    """Says something against a decision, by the key of what was written; from the night on."""
    refuse_signed(request)
    async with kit.database.transaction() as db:
        await pleas.appeal(kit, db, data)
    return Accepted()


@post("/v1/safe", tags=["moderation"], status_code=202)
async def safe(request: Request[Any, Any, Any], data: JSONBody[Plea], kit: WithKit) -> Accepted:
    """Its author tells those who worry that they are safe, by the post key; from the night on."""
    refuse_signed(request)
    async with kit.database.transaction() as db:
        await pleas.safe(kit, db, data)
    return Accepted()


@get("/v1/log", tags=["moderation"])
async def public_log(kit: WithKit) -> Log:
    """What was removed, a week late and five at least together, and monthly figures."""
    async with kit.database.reading() as db:
        removals, decided = await store_log.removals(db), await store_log.decided(db)
        answered = await store_log.answered(db)
    return log.log(removals, decided, answered, kit.day())


@get("/v1/help", tags=["moderation"], sync_to_thread=False)
def helplines(kit: WithKit) -> Helplines:
    """Where somebody listens, by country: the operator's list, the same for everybody."""
    return help_.helplines(kit.settings)


routes = [report, listed, appeal, safe, public_log, helplines]
