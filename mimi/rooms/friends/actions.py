"""Friendships: made and ended all together, at the epoch."""

from functools import partial
from typing import NamedTuple
from uuid import UUID

import numpy as np

from mimi.kit.chunks import MANY, chunks
from mimi.kit.columns import Column, Numbering, absent, missing
from mimi.kit.db import Connection
from mimi.kit.graph import Graph, Pairs, pairs
from mimi.kit.kit import Kit
from mimi.rooms import accounts, contacts
from mimi.rooms.accounts import Viewer
from mimi.rooms.friends import store
from mimi.rooms.friends.model import Gate, bucket


class Friendships(NamedTuple):
    """Of everybody who has an account, by number."""

    everybody: Numbering
    graph: Graph
    personal: Graph
    """Without those who only ever accepted an invite for a group.

    Protects authors from fakes: a link in a group chat makes friends of whoever opens it.
    """


async def turn(db: Connection) -> None:
    """Makes the friendships what contacts and invites say now. Nothing else changes them."""
    everybody = Numbering(list(await accounts.joined_days(db)))
    wanted = _both_ways(await contacts.pairs(db, everybody))
    present = pairs(len(everybody), *await store.everybody(db, everybody))
    for some in chunks(missing(present.places, wanted.places)):
        one, other = map(everybody.named, present.ends(some))
        await store.remove(db, one, other)
    changed = missing(wanted.coded, present.coded)
    new = absent(changed + 1 >> 1, present.places)
    for write, coded in ((store.change, changed[~new]), (store.add, changed[new])):
        for some in chunks(coded, MANY):
            await write(db, map(partial(_named, everybody, wanted), chunks(some)))


def _named(everybody: Numbering, of: Pairs, some: Column) -> store.Part:
    one, other = map(everybody.named, of.ends(some + 1 >> 1))
    return one, other, (some & 1).astype(bool).tolist()


def _both_ways(agreed: Pairs) -> Pairs:
    one, other = agreed.ends(agreed.places)
    personal = np.tile(agreed.marked, 2)
    return pairs(
        agreed.members, np.concatenate([one, other]), np.concatenate([other, one]), personal
    )


async def friendships(db: Connection) -> Friendships:
    """As the last epoch left them."""
    everybody = Numbering(list(await accounts.joined_days(db)))
    known = pairs(len(everybody), *await store.everybody(db, everybody))
    one, other = known.ends(known.places)
    whole, personal = Graph(len(everybody), one, other), known.marked
    every = whole if personal.all() else Graph(len(everybody), one[personal], other[personal])
    return Friendships(everybody, whole, every)


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
    for some in chunks(await store.friends(db, account)):
        mine = [account] * len(some)
        await store.remove(db, mine, some)
        await store.remove(db, some, mine)
