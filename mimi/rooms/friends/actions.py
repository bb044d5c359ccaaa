"""Friendships: made and ended all together, at the epoch."""

from collections import defaultdict
from uuid import UUID

from mimi.kit.chunks import chunks
from mimi.kit.db import Connection, Row
from mimi.kit.kit import Kit
from mimi.rooms import contacts
from mimi.rooms.accounts import Viewer
from mimi.rooms.friends import store
from mimi.rooms.friends.model import Gate, bucket


async def turn(db: Connection) -> None:
    """Makes the friendships what contacts and invites say now. Nothing else changes them."""
    agreed = await contacts.pairs(db)
    wanted = agreed | {(b, a): personal for (a, b), personal in agreed.items()}
    rows = await store.everybody(db)
    present = {(row["account"], row["friend"]): row["personal"] for row in rows}
    for chunk in chunks(sorted(present.keys() - wanted.keys())):
        await store.remove(db, chunk)
    for changed in chunks(sorted(wanted.items() - present.items())):
        await store.put(db, [pair for pair, _ in changed], [personal for _, personal in changed])


async def graph(db: Connection) -> dict[UUID, set[UUID]]:
    """The friends of everybody who has one. Accounts come in order."""
    return _graph(await store.everybody(db))


async def personal_graph(db: Connection) -> dict[UUID, set[UUID]]:
    """The same without those who only ever accepted an invite for a group.

    Protects authors from fakes: a link in a group chat makes friends of whoever opens it.
    """
    return _graph([row for row in await store.everybody(db) if row["personal"]])


def _graph(rows: list[Row]) -> dict[UUID, set[UUID]]:
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for row in rows:
        found[row["account"]].add(row["friend"])
    return dict(found)


async def personal_friends_of(db: Connection, accounts: set[UUID]) -> dict[UUID, set[UUID]]:
    """The personal friends of a few accounts, each of them, in order."""
    found: dict[UUID, set[UUID]] = {account: set() for account in sorted(accounts)}
    for row in await store.personal_friends_of(db, list(found)):
        found[row["account"]].add(row["friend"])
    return found


async def gate(kit: Kit, db: Connection, viewer: Viewer) -> Gate:
    """Open once the viewer has as many friends as the first rung needs."""
    friends = await store.count(db, viewer)
    return Gate(friends >= kit.settings.circle.friends_needed, bucket(friends))


async def forget(db: Connection, account: UUID) -> None:
    """Both ways round. Only at the epoch, like every other change here."""
    for chunk in chunks([(account, friend) for friend in await store.friends(db, account)]):
        await store.remove(db, chunk)
        await store.remove(db, [(b, a) for a, b in chunk])
