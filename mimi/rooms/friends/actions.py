"""Friendships: made and ended all together, at the epoch."""

from collections import defaultdict
from uuid import UUID

from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.rooms import contacts
from mimi.rooms.accounts import Viewer
from mimi.rooms.friends import store
from mimi.rooms.friends.model import Gate, bucket

CHUNK = 500


async def turn(db: Connection) -> None:
    """Makes the friendships what contacts and invites say now. Nothing else changes them."""
    agreed = await contacts.pairs(db)
    wanted = {*agreed, *((b, a) for a, b in agreed)}
    present = {(row["account"], row["friend"]) for row in await store.everybody(db)}
    for chunk in _chunks(sorted(present - wanted)):
        await store.remove(db, chunk)
    for chunk in _chunks(sorted(wanted - present)):
        await store.add(db, chunk)


def _chunks(pairs: store.Pairs) -> list[store.Pairs]:
    return [pairs[start : start + CHUNK] for start in range(0, len(pairs), CHUNK)]


async def graph(db: Connection) -> dict[UUID, set[UUID]]:
    """The friends of everybody who has one. Accounts come in order."""
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for row in await store.everybody(db):
        found[row["account"]].add(row["friend"])
    return dict(found)


async def friends_of(db: Connection, accounts: set[UUID]) -> dict[UUID, set[UUID]]:
    """The friends of a few accounts, each of them, in order."""
    found: dict[UUID, set[UUID]] = {account: set() for account in sorted(accounts)}
    for row in await store.friends_of(db, list(found)):
        found[row["account"]].add(row["friend"])
    return found


async def gate(kit: Kit, db: Connection, viewer: Viewer) -> Gate:
    """Open once the viewer has as many friends as the first rung needs."""
    friends = await store.count(db, viewer)
    return Gate(friends >= kit.settings.circle.friends_needed, bucket(friends))


async def forget(db: Connection, account: UUID) -> None:
    """Both ways round. Only at the epoch, like every other change here."""
    for chunk in _chunks([(account, friend) for friend in await store.friends(db, account)]):
        await store.remove(db, chunk)
        await store.remove(db, [(b, a) for a, b in chunk])
