"""What the server knows of an account, for the member who owns it."""

from mimi.kit import base64url
from mimi.kit.db import Connection
from mimi.kit.errors import Problem
from mimi.rooms.accounts import store
from mimi.rooms.accounts.devices import written
from mimi.rooms.accounts.model import Account, Viewer


async def own_account(db: Connection, viewer: Viewer) -> Account:
    """Raises Problem 401 not-signed-in when the account went at this moment."""
    row = await store.account(db, viewer)
    if row is None:
        raise Problem(401, "not-signed-in", "Sign in first.")
    vault_key = base64url.encode(row["vault_key"])
    return Account(written(row["joined"]), written(row["seen"])[:7], vault_key)
