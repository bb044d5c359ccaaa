"""Liking and sharing, and how both widen a secret's reach.

Whoever stops being a member leaves reactions behind that nobody can tell apart from others:
a tag is an HMAC that only a request of that account could ask for again. They go with the
secret, after 30 days at most, so deleting an account takes nothing away here: a count that
falls on the day somebody leaves would say what that member liked.
"""

from uuid import UUID

from mimi.anonymity.buckets import bucket
from mimi.anonymity.reach import friends_needed
from mimi.kit.chunks import chunks
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.rooms import circles, secrets
from mimi.rooms.accounts import Viewer
from mimi.rooms.reactions import store
from mimi.rooms.reactions.model import Counts, Kind, Link, Seen


async def like(kit: Kit, seen: Seen, secret: UUID) -> None:
    """One like a member, however often asked. Raises NotFound."""
    await _add(kit, seen, secret, "like")


async def unlike(kit: Kit, seen: Seen, secret: UUID) -> None:
    """Takes the like back, if there is one; what it has opened stays open. Raises NotFound."""
    async with kit.database.transaction() as db:
        found = await secrets.find_seen(db, seen.sights, secret)
        like = (found.circle, secret, "like", _tag(kit, seen.viewer, secret))
        if not await store.remove(db, *like):  # or `settle` was writing it again, elsewhere
            await store.remove(db, *like)


async def share(kit: Kit, seen: Seen, secret: UUID) -> Link:
    """One share a member; the link is the same for all. Raises NotFound."""
    await _add(kit, seen, secret, "share")
    return Link(f"{kit.settings.url}/s/{secret}")


async def _add(kit: Kit, seen: Seen, secret: UUID, kind: Kind) -> None:
    async with kit.database.transaction() as db:
        found = await secrets.find_seen(db, seen.sights, secret)
        await store.add(db, found.circle, secret, kind, _tag(kit, seen.viewer, secret))


def _tag(kit: Kit, viewer: Viewer, secret: UUID) -> bytes:
    """Protects whoever reacts from a stolen database: without the key it names nobody, and what
    one member does to two secrets has nothing in common (P5).

    A like and a share of one secret have the same tag, so that people can be counted.
    """
    return kit.keys.tag("reaction", viewer.bytes, secret.bytes)


async def settle(_: Kit, db: Connection, __: int) -> None:
    """Writes again what came since the last window, all together, in the order of keyed tags.

    Protects who liked what from a thief who reads transaction numbers or places on the disk: what
    one visit liked would be what one account sees, and that says whose it is (P5).
    """
    while some := await store.open_ones(db):
        if taken := await store.take(db, some):
            await store.put(db, sorted(taken, key=lambda one: one.tag))


async def refresh(kit: Kit, db: Connection, _: int) -> None:
    """Counts what has come since the last window, and moves each secret to its rung.

    Once a window and for all together, so that no number moves when somebody taps (P5).
    """
    live = await secrets.live(db)
    for chunk in chunks(live):
        counts = await store.count(
            db, sorted({secret.circle for secret in chunk}), [secret.secret for secret in chunk]
        )
        for secret in chunk:
            place = (secret.circle, secret.secret)
            await _climb(kit, db, secret, counts.get(place, Counts()))


async def _climb(kit: Kit, db: Connection, secret: secrets.Live, counts: Counts) -> None:
    """No number falls: accomplices who saw it move and took their own back would know how many
    fill it (P5, ADR 26)."""
    likes = max(secret.likes, bucket(counts.likes, _late(kit, secret, b"like")))
    shares = max(secret.shares, bucket(counts.shares, _late(kit, secret, b"share")))
    people, needed, lowest = counts.people, secret.needed, secret.lowest
    if needed > lowest and people >= kit.settings.ladder.floor:
        audience = await circles.viewers_at(db, secret.circle, secret.edition)
        late = _late(kit, secret, b"rung")
        needed = friends_needed(people, audience, kit.settings.ladder, needed, lowest, late)
    if (likes, shares, needed) != (secret.likes, secret.shares, secret.needed):
        await secrets.set_reach(db, secret.circle, secret.secret, likes, shares, needed)


def _late(kit: Kit, secret: secrets.Live, what: bytes) -> bytes:
    """By how much its numbers and rungs come later, which only the server knows (P5)."""
    return kit.keys.tag("counter", what, secret.secret.bytes)


async def sweep(_: Kit, db: Connection, __: int) -> None:
    """Forgets the reactions to secrets that are gone."""
    after = (UUID(int=0), UUID(int=0))
    while places := await store.reacted_after(db, *after):
        await store.forget(db, await secrets.gone(db, places))
        after = places[-1]
