"""The circles room's SQL: labels, batches, spent tokens."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from mimi.kit.chunks import SIZE
from mimi.kit.db import Connection
from mimi.rooms.circles.model import HeldBatch, Named, Purpose, Spent

ADD_LABELS = """
    INSERT INTO labels (label, circle, purpose, epoch)
    SELECT label, circle, purpose, epoch
    FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[])
        AS named (label, circle, purpose, epoch)
    ON CONFLICT (label) DO NOTHING
"""


async def add_labels(db: Connection, labels: Mapping[UUID, Named]) -> None:
    circles, purposes, epochs = zip(*labels.values(), strict=True)
    await db.execute(ADD_LABELS, list(labels), circles, purposes, epochs)


NAMED = """
    SELECT circle, purpose, epoch FROM labels WHERE label = $1
"""


async def named(db: Connection, label: UUID) -> Named | None:
    row = await db.fetchrow(NAMED, label)
    return Named(*row) if row else None


ADD_BATCHES = """
    INSERT INTO batches (circle, purpose, epoch, holder, digest)
    SELECT circle, purpose, epoch, holder, digest
    FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::bytea[], $5::bytea[])
        AS held (circle, purpose, epoch, holder, digest)
    ON CONFLICT (circle, purpose, epoch, holder) DO NOTHING
"""


async def add_batches(db: Connection, held: Sequence[HeldBatch]) -> None:
    """At most 500, in the order of their keys. What is held already stays."""
    await db.execute(ADD_BATCHES, *zip(*held, strict=True))


# No key: the night's work, over what a partial index has.
OPEN_BATCHES = """
    SELECT circle, purpose, epoch, holder, digest FROM batches
    WHERE open ORDER BY holder LIMIT $1
"""


async def open_batches(db: Connection) -> list[HeldBatch]:
    """The next that lie as they were written, in the order of their keyed tags."""
    return [HeldBatch(*row) for row in await db.fetch(OPEN_BATCHES, SIZE)]


# The tags are the key: none is of two circles.
TAKE_BATCHES = """
    DELETE FROM batches WHERE circle = ANY($1::uuid[]) AND holder = ANY($2::bytea[])
"""


async def take_batches(db: Connection, some: Sequence[HeldBatch]) -> None:
    """They are to be put back at once."""
    circles, holders = {one.circle for one in some}, [one.holder for one in some]
    await db.execute(TAKE_BATCHES, list(circles), holders)


PUT_BATCHES = """
    INSERT INTO batches (circle, purpose, epoch, holder, digest, open)
    SELECT circle, purpose, epoch, holder, digest, false
    FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::bytea[], $5::bytea[])
        AS held (circle, purpose, epoch, holder, digest)
"""


async def put_batches(db: Connection, some: Sequence[HeldBatch]) -> None:
    """At most 500, in this order."""
    await db.execute(PUT_BATCHES, *zip(*some, strict=True))


DIGESTS = """
    SELECT circle, purpose, epoch, holder, digest FROM batches
    WHERE circle = ANY($1::uuid[]) AND holder = ANY($2::bytea[])
"""


async def held(db: Connection, some: Sequence[HeldBatch]) -> set[HeldBatch]:
    """What is kept under the same names; no name is used for two circles, purposes or epochs."""
    circles, holders = {one.circle for one in some}, [one.holder for one in some]
    return {HeldBatch(*row) for row in await db.fetch(DIGESTS, list(circles), holders)}


HOLDERS = """
    SELECT holder FROM batches WHERE circle = $1 AND purpose = 'post' AND epoch = $2
"""


async def holders(db: Connection, circle: UUID, epoch: int) -> set[bytes]:
    """The tags of those who could write from the circle in a token epoch."""
    return {row["holder"] for row in await db.fetch(HOLDERS, circle, epoch)}


HOLDERS_OF = """
    SELECT circle, epoch, holder FROM batches
    WHERE circle = ANY($1::uuid[]) AND purpose = 'post' AND epoch = ANY($2::bigint[])
"""


async def holders_of(
    db: Connection, circles: Sequence[UUID], epochs: Sequence[int]
) -> dict[tuple[UUID, int], set[bytes]]:
    """The same of many circles and epochs. For the job."""
    found: dict[tuple[UUID, int], set[bytes]] = {}
    for circle, epoch, holder in await db.fetch(HOLDERS_OF, circles, epochs):
        found.setdefault((circle, epoch), set()).add(holder)
    return found


PUBLISHES = """
    SELECT 1 FROM publishing WHERE circle = $1 AND epoch = $2 AND since <= $3
"""


async def publishes(db: Connection, circle: UUID, epoch: int, now: int) -> bool:
    return await db.fetchval(PUBLISHES, circle, epoch, now) is not None


WILL_PUBLISH = """
    SELECT 1 FROM publishing WHERE circle = $1 AND epoch = $2
"""


async def will_publish(db: Connection, circle: UUID, epoch: int) -> bool:
    """Now, or from an edition that is near."""
    return await db.fetchval(WILL_PUBLISH, circle, epoch) is not None


WILL_PUBLISH_OF = """
    SELECT circle, epoch FROM publishing
    WHERE circle = ANY($1::uuid[]) AND epoch = ANY($2::bigint[])
"""


async def will_publish_of(
    db: Connection, circles: Sequence[UUID], epochs: Sequence[int]
) -> set[tuple[UUID, int]]:
    """The same of many. For the job."""
    rows = await db.fetch(WILL_PUBLISH_OF, circles, epochs)
    return {(row["circle"], row["epoch"]) for row in rows}


START_PUBLISHING = """
    INSERT INTO publishing (circle, epoch, since) VALUES ($1, $2, $3)
    ON CONFLICT (circle, epoch) DO NOTHING
"""


async def start_publishing(db: Connection, circle: UUID, epoch: int, since: int) -> None:
    """One that was to begin, or began, keeps its moment."""
    await db.execute(START_PUBLISHING, circle, epoch, since)


STOP_PUBLISHING = """
    DELETE FROM publishing WHERE circle = $1 AND epoch = $2
"""


async def stop_publishing(db: Connection, circle: UUID, epoch: int) -> None:
    await db.execute(STOP_PUBLISHING, circle, epoch)


SPEND = """
    INSERT INTO nullifiers (nullifier, epoch, until, receipt) VALUES ($1, $2, $3, $4)
    ON CONFLICT (nullifier) DO NOTHING
    RETURNING 1
"""


async def spend(db: Connection, spent: Spent) -> bool:
    """False when it is spent already."""
    return await db.fetchval(SPEND, *spent) is not None


IS_SPENT = """
    SELECT 1 FROM nullifiers WHERE nullifier = $1
"""


async def is_spent(db: Connection, nullifier: bytes) -> bool:
    return await db.fetchval(IS_SPENT, nullifier) is not None


RECEIPT = """
    SELECT receipt FROM nullifiers WHERE nullifier = $1
"""


async def receipt(db: Connection, nullifier: bytes) -> bytes:
    return await db.fetchval(RECEIPT, nullifier)


IS_OVER = """
    SELECT 1 FROM nullifiers WHERE nullifier = $1 AND until <= $2
"""


async def is_over(db: Connection, nullifier: bytes, window: int) -> bool:
    """Whether it was spent so long ago that no retry is known any more."""
    return await db.fetchval(IS_OVER, nullifier, window) is not None


# No key: a window's job, over what a partial index has.
TAKE_OPEN = """
    DELETE FROM nullifiers WHERE until > 0 RETURNING nullifier, epoch, until, receipt
"""


async def take_open(db: Connection) -> list[Spent]:
    """Those whose edition has not come; they are to be put back at once."""
    return [Spent(*row) for row in await db.fetch(TAKE_OPEN)]


PUT_BACK = """
    INSERT INTO nullifiers (nullifier, epoch, until, receipt)
    SELECT nullifier, epoch, until, receipt
    FROM unnest($1::bytea[], $2::bigint[], $3::bigint[], $4::bytea[])
        AS spent (nullifier, epoch, until, receipt)
"""


async def put_back(db: Connection, spent: Sequence[Spent]) -> None:
    """At most 500, in this order."""
    await db.execute(PUT_BACK, *map(list, zip(*spent, strict=True)))


# No key: once an epoch, over all that is too old.
FORGET_LABELS = """
    DELETE FROM labels WHERE purpose = $1 AND epoch < $2
"""


async def forget_labels(db: Connection, purpose: Purpose, before: int) -> None:
    await db.execute(FORGET_LABELS, purpose, before)


# No key: once an epoch, over all that is too old.
FORGET_BATCHES = """
    DELETE FROM batches WHERE purpose = $1 AND epoch < $2
"""


async def forget_batches(db: Connection, purpose: Purpose, before: int) -> None:
    await db.execute(FORGET_BATCHES, purpose, before)


# No key: once an epoch, over all that is too old.
FORGET_PUBLISHING = """
    DELETE FROM publishing WHERE epoch < $1
"""


async def forget_publishing(db: Connection, before: int) -> None:
    await db.execute(FORGET_PUBLISHING, before)


# No key: once an epoch, over all that is too old.
FORGET_NULLIFIERS = """
    DELETE FROM nullifiers WHERE epoch < $1
"""


async def forget_nullifiers(db: Connection, before: int) -> None:
    """Tokens that no epoch accepts any more need no memory of being spent."""
    await db.execute(FORGET_NULLIFIERS, before)
