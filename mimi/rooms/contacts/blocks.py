"""Blocks: of a number, whether or not anybody here has it, and then of whoever has it."""

import numpy as np

from mimi.kit.columns import Column, Numbering
from mimi.kit.db import Connection
from mimi.rooms import accounts
from mimi.rooms.contacts import store


async def between(db: Connection, everybody: Numbering) -> tuple[Column, Column]:
    """The pairs of accounts of whom one blocks the other, the smaller account first."""
    rows = await store.blocks(db)
    owners = await accounts.owners(db, sorted({row["phone_tag"] for row in rows}))
    held = [row for row in rows if row["phone_tag"] in owners]
    one = everybody.of([row["account"] for row in held])
    other = everybody.of([owners[row["phone_tag"]] for row in held])
    return np.minimum(one, other), np.maximum(one, other)


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
