"""Pair tags: how two people who have each other's numbers find each other, and nobody else them.

A tag is an HMAC of both numbers, and one of them must be the sender's own, checked by a code. So
nobody can make the tag of a pair that he is not part of, and a thief of the database learns no
number from a tag (promise P7).
"""

from uuid import UUID

import numpy as np

from mimi.kit.chunks import chunks
from mimi.kit.columns import Numbering, absent
from mimi.kit.db import Connection
from mimi.kit.graph import Pairs
from mimi.kit.graph import pairs as pairs_of
from mimi.kit.kit import Kit
from mimi.rooms import accounts
from mimi.rooms.contacts import blocks, sources, store
from mimi.rooms.contacts import store_invites as invites

UNMATCHED_DAYS = 90  # a number that nobody answered for so long has perhaps changed hands

Tags = list[tuple[bytes, bytes]]  # (pair tag, phone tag of the own number)


def pair_tag(kit: Kit, own: str, number: str) -> bytes:
    """The same for both of the pair. Numbers in E.164."""
    return kit.keys.tag("pair", *sorted((own.encode(), number.encode())))


def make_tags(kit: Kit, owns: list[str], written: list[str]) -> tuple[Tags, list[int]]:
    """The tags of what a person wrote, in an order that tells nothing, and what is no number."""
    region = kit.settings.region
    numbers = [accounts.normalise(number, region) for number in written]
    refused = [index for index, number in enumerate(numbers) if number is None]
    kept = {number for number in numbers if number} - set(owns)
    made = {own: accounts.phone_tag(kit, own) for own in owns}
    tags = {pair_tag(kit, own, number): by for own, by in made.items() for number in kept}
    return sorted(tags.items()), refused


async def replace(kit: Kit, db: Connection, account: UUID, tags: Tags) -> None:
    """These tags are now all that the account holds."""
    new = {tag for tag, _ in tags}
    gone = [tag for tag in await store.held(db, account) if tag not in new]
    for some in chunks(gone):
        await store.remove_tags(db, account, some)
    for some in chunks(tags):
        await store.put_tags(db, account, kit.day(), some)


async def pairs(db: Connection, everybody: Numbering) -> Pairs:
    """All pairs of accounts that agreed on each other, less those of whom one blocks the other.

    Each pair once, the smaller account first, and marked if it is personal: they have each other's
    numbers, or one invited the other alone. A link for a group says only that both had it, and who
    writes the directory of an organisation can put people into it who do not exist.
    """
    held = await store.matched(db, everybody)
    invited = await invites.invited(db, everybody)
    grouped = await sources.pairs(db, everybody)
    marks = [np.ones(len(held[0])), invited.pop(), np.zeros(len(grouped[0]))]
    ones, others = (np.concatenate(some) for some in zip(held, invited, grouped, strict=True))
    personal = np.concatenate(marks).astype(bool)
    agreed = pairs_of(len(everybody), ones, others, personal)
    blocked = pairs_of(len(everybody), *await blocks.between(db, everybody), marked=False)
    return agreed._replace(coded=agreed.coded[absent(agreed.places, blocked.places)])


async def void_lost(db: Connection) -> None:
    """Removes the tags made by a number that its account has no more, and the friends' halves.

    Protects the friends of a number's former owner from whoever has the number now.
    """
    for made in chunks(await store.makers(db)):
        owners = await accounts.owners(db, sorted({row["phone_tag"] for row in made}))
        lost = [row for row in made if owners.get(row["phone_tag"]) != row["account"]]
        for some in chunks(await store.made_by(db, lost) if lost else []):
            await store.void(db, some)


async def expire_unmatched(kit: Kit, db: Connection) -> None:
    day = kit.day() - UNMATCHED_DAYS
    for some in chunks(await store.unmatched(db, day)):
        await store.expire(db, some, day)


async def void_all(db: Connection, account: UUID) -> None:
    """For an account that goes: its tags, and its friends' halves."""
    rows = await store.tags_of(db, account)
    for some in chunks(rows):
        await store.void(db, some)
