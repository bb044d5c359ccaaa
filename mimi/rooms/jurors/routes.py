"""The jury over HTTP."""

from litestar import get, post
from litestar.params import FromQuery, JSONBody

from mimi.kit.http import WithKit
from mimi.rooms.accounts import SignedIn
from mimi.rooms.jurors import actions
from mimi.rooms.jurors.model import Jury, Language, Verdict


@get("/v1/jury", tags=["jury"])
async def ask(viewer: SignedIn, kit: WithKit, language: FromQuery[Language] = "zh") -> Jury:
    """What this member is asked as a juror, if they are one."""
    async with kit.database.reading() as db:
        return await actions.ask(kit, db, viewer, language)


@post("/v1/jury", tags=["jury"], status_code=204)
async def answer(viewer: SignedIn, data: JSONBody[Verdict], kit: WithKit) -> None:
    """Says whether it breaks the rule. Nobody is told whether it counted."""
    async with kit.database.transaction() as db:
        await actions.answer(kit, db, viewer, data)


routes = [ask, answer]
