"""Deleting an account: at once for its owner, at the epoch for everybody else.

If its friendships and its place in a circle ended the moment it is deleted, those who look would
see who left and when. So the ways into the account end at once, and every room forgets it at the
next epoch, when others come and go. Accounts whose number went to somebody else leave the same way.
Secrets already told have no author, so nothing finds them: they expire.
"""

from uuid import UUID

from litestar import Response, delete

from mimi.kit.db import Connection
from mimi.kit.http import WithKit
from mimi.kit.kit import Kit
from mimi.kit.windows import Job
from mimi.rooms import accounts, circles, contacts, friends, notifications
from mimi.rooms.accounts import SignedIn

# Those that keep accounts, the accounts room last.
ROOMS = (notifications, circles, friends, contacts, accounts)


@delete("/v1/account", tags=["accounts"])
async def delete_account(viewer: SignedIn, kit: WithKit) -> Response[None]:
    """Number, sessions and contacts end at once, the rest at the epoch."""
    async with kit.database.transaction() as db:
        await contacts.forget(db, viewer)
        await accounts.close(db, viewer)
    return Response(None, cookies=[accounts.no_cookie()])


async def _epoch(kit: Kit, db: Connection, window: int) -> None:
    departed = await accounts.departed(db)
    kit.deleted.note("account", departed, window)
    for account in departed:
        await forget(db, account)


async def forget(db: Connection, account: UUID) -> None:
    """Nothing is left of it in any room."""
    for room in ROOMS:
        await room.forget(db, account)


routes = [delete_account]
jobs = [Job("departures", lambda kit: kit.settings.rhythm.epoch, _epoch)]
