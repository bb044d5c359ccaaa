"""Blocks: of a number, whether or not anybody here has it, and then of whoever has it."""

from uuid import UUID

from mimi.kit.db import Connection
from mimi.rooms import accounts
from mimi.rooms.contacts import store


async def between(db: Connection) -> set[tuple[UUID, UUID]]:
    """The pairs of accounts of whom one blocks the other, both ways round."""
    rows = await store.blocks(db)
    owners = await accounts.owners(db, sorted({row["phone_tag"] for row in rows}))
    one_way = {
        (row["account"], owners[row["phone_tag"]]) for row in rows if row["phone_tag"] in owners
    }
    return one_way | {(blocked, blocker) for blocker, blocked in one_way}


async def follow(db: Connection) -> None:
    """Extends the blocks of a number to the one that its owner changed to.

    Protects who blocked somebody from meeting him again in a group. Once an epoch: a number
    stays its former owner's for longer than that.
    """
    rows = await store.blocks(db)
    known = {(row["account"], row["phone_tag"]) for row in rows}
    owners = await accounts.owners(db, sorted({row["phone_tag"] for row in rows}))
    numbers = await accounts.phone_tags_of(db, sorted(set(owners.values())))
    for blocker, tag in sorted(known):
        now = numbers[owners[tag]][0] if tag in owners else tag
        if (blocker, now) not in known:
            await store.block(db, blocker, now)
