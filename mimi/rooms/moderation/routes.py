"""Moderation over HTTP."""

from litestar import post
from litestar.params import JSONBody

from mimi.kit.http import WithKit
from mimi.rooms.accounts import SignedIn
from mimi.rooms.moderation import reports
from mimi.rooms.moderation.model import Receipt, Report


@post("/v1/reports", tags=["moderation"], status_code=202)
async def report(viewer: SignedIn, data: JSONBody[Report], kit: WithKit) -> Receipt:
    """Reports a secret, or a comment on it, that this viewer sees."""
    async with kit.database.transaction() as db:
        return await reports.report(kit, db, viewer, data)


routes = [report]
