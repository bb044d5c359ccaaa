"""Who holds a batch of tokens, under tags that only the server can make.

A table of accounts would name, for a week in which one of an audience came, who wrote that week's
comment. A tag is of one circle, purpose and epoch, so no two rows of somebody are alike (P2).
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.rooms import accounts
from mimi.rooms.circles import labels, store_tokens
from mimi.rooms.circles.model import Named


def tag(kit: Kit, of: Named, who: bytes) -> bytes:
    """Of an account's id, or of the tag of its number."""
    parts = of.circle.bytes, of.purpose.encode(), of.epoch.to_bytes(8, "big")
    return kit.keys.tag("holder", *parts, who)


async def names(db: Connection, account: UUID) -> list[bytes]:
    """Under which a batch is kept: the account, each number it has or had until recently, and who
    it is at WeChat or WeCom.

    By these too, since who deletes an account and comes again would be issued one more.
    """
    return [account.bytes, *(await accounts.tags_of(db, [account]))[account]]


async def among(
    kit: Kit, db: Connection, circle: UUID, epoch: int, members: Iterable[UUID]
) -> set[UUID]:
    """Who of the members could write from the circle in a token epoch."""
    held, of = await store_tokens.holders(db, circle, epoch), Named(circle, "post", epoch)
    return {one for one in members if tag(kit, of, one.bytes) in held}


async def awake(
    kit: Kit, db: Connection, members: Mapping[UUID, Iterable[UUID]]
) -> set[tuple[UUID, UUID]]:
    """(circle, member) of who fetched post tokens of this epoch, the one before or the next.

    Of at most 500 circles.
    """
    present, length = labels.present(kit, "post"), labels.length(kit, "post")
    epochs = [present - length, present, present + length]
    held = await store_tokens.holders_of(db, list(members), epochs)
    return {
        (circle, one)
        for (circle, epoch), tags in held.items()
        for one in members[circle]
        if tag(kit, Named(circle, "post", epoch), one.bytes) in tags
    }
