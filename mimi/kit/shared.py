"""Access tokens of others' services: one for all workers, sealed, renewed before it ends."""

import asyncio
from collections.abc import Awaitable, Callable
from weakref import WeakKeyDictionary

from mimi.kit.db import Database, Row
from mimi.kit.kit import Kit

EARLY = 300  # seconds before its end at which a token is renewed

CLAIM = """
    INSERT INTO shared_tokens (name, access, ends) VALUES ($1, '', 0)
    ON CONFLICT (name) DO NOTHING
"""
READ = """
    SELECT access, ends FROM shared_tokens WHERE name = $1
"""
HOLD = """
    SELECT access, ends FROM shared_tokens WHERE name = $1 FOR UPDATE
"""
PUT = """
    UPDATE shared_tokens SET access = $2, ends = $3 WHERE name = $1
"""

Renewals = dict[tuple[str, str], asyncio.Task[str]]  # by name and refused token
_renewals: WeakKeyDictionary[Database, Renewals] = WeakKeyDictionary()

Fetch = Callable[[], Awaitable[tuple[str, int]]]  # the token, and for how many seconds it works


async def shared_token(kit: Kit, name: str, fetch: Fetch, refused: str = "") -> str:
    """The token of this name, fetched if there is none that works any more or it was `refused`.

    All requests of a worker wait for one renewal and share what comes of it, so that a provider
    who is silent takes one connection of the pool and not all of them; of two workers one fetches
    and the other waits for it: providers end the token before.
    """
    async with kit.database.reading() as db:
        found = _working(kit, name, await db.fetchrow(READ, name))
    if found and found != refused:
        return found
    renewals = _renewals.setdefault(kit.database, {})
    renewal = renewals.get((name, refused))
    if renewal is None:
        renewal = asyncio.create_task(_renewed(kit, name, fetch, refused))
        renewals[name, refused] = renewal
        renewal.add_done_callback(lambda _: renewals.pop((name, refused), None))
    return await asyncio.shield(renewal)  # who goes away takes it from nobody else


async def _renewed(kit: Kit, name: str, fetch: Fetch, refused: str) -> str:
    async with kit.database.transaction() as db:
        await db.execute(CLAIM, name)
        found = _working(kit, name, await db.fetchrow(HOLD, name))
        if found and found != refused:
            return found
        token, seconds = await fetch()
        sealed = kit.keys.seal(f"shared-{name}", token.encode())
        await db.execute(PUT, name, sealed, kit.clock.now() + seconds)
    return token


def _working(kit: Kit, name: str, row: Row | None) -> str | None:
    if row is None or row["ends"] - EARLY <= kit.clock.now():
        return None
    plain = kit.keys.unseal(f"shared-{name}", row["access"])
    return plain.decode() if plain else None
