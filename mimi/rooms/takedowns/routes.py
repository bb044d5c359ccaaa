"""Takedowns over HTTP: for anybody, signed in or not, without saying which."""

from typing import Any

from litestar import Request, post
from litestar.params import JSONBody

from mimi.kit.errors import NotFound
from mimi.kit.http import WithKit, address, refuse_signed
from mimi.rooms.takedowns import actions
from mimi.rooms.takedowns.model import Asking, Numbered, Question, TakedownOutcome

AnyRequest = Request[Any, Any, Any]


@post("/v1/takedowns", tags=["takedowns"])
async def ask(data: JSONBody[Asking], request: AnyRequest, kit: WithKit) -> Numbered:
    """Asks for something to be taken down. The same answer and work, whether or not it is there."""
    refuse_signed(request)
    async with kit.database.transaction() as db:
        return await actions.ask(kit, db, data, address(request, kit.settings.proxies))


@post("/v1/takedowns/outcome", tags=["takedowns"], status_code=200)
async def outcome(data: JSONBody[Question], request: AnyRequest, kit: WithKit) -> TakedownOutcome:
    """What came of it, for whoever has the number."""
    refuse_signed(request)
    async with kit.database.transaction() as db:
        by = address(request, kit.settings.proxies)
        found = await actions.outcome(kit, db, data.number, by)
    if found is None:
        raise NotFound
    return found


routes = [ask, outcome]
