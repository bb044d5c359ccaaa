"""The SQL of pair tags and blocks."""

from uuid import UUID

from mimi.kit.columns import Column, Numbering, Rows
from mimi.kit.db import TOWN, Connection, Row

# No key: an account's own tags, by their index; at an upload.
HELD = """
    SELECT pair_tag FROM pair_tags WHERE account = $1 ORDER BY pair_tag
"""


async def held(db: Connection, account: UUID) -> list[bytes]:
    """The account's pair tags."""
    return [row["pair_tag"] for row in await db.fetch(HELD, account)]


PUT_TAGS = """
    INSERT INTO pair_tags (pair_tag, account, phone_tag, day)
    SELECT pair_tag, $1, phone_tag, $2
    FROM unnest($3::bytea[], $4::bytea[]) AS t (pair_tag, phone_tag)
    ON CONFLICT (pair_tag, account) DO UPDATE SET phone_tag = excluded.phone_tag, day = excluded.day
"""


async def put_tags(
    db: Connection, account: UUID, day: int, tags: list[tuple[bytes, bytes]]
) -> None:
    """At most 500 (pair tag, phone tag of the own number); the day of those already held is new."""
    await db.execute(PUT_TAGS, account, day, [pair for pair, _ in tags], [own for _, own in tags])


REMOVE_TAGS = """
    DELETE FROM pair_tags WHERE pair_tag = ANY($2) AND account = $1
"""


async def remove_tags(db: Connection, account: UUID, tags: list[bytes]) -> None:
    """At most 500."""
    await db.execute(REMOVE_TAGS, account, tags)


# No key: once an epoch, over all.
MAKERS = """
    SELECT DISTINCT account, phone_tag FROM pair_tags ORDER BY phone_tag, account
"""


async def makers(db: Connection) -> list[Row]:
    """(account, phone_tag): who holds tags, made by which number."""
    return await db.fetch(MAKERS)


# No key: the tags of accounts, by their index.
MADE_BY = """
    SELECT p.pair_tag, p.account, p.phone_tag, p.day
    FROM pair_tags p
    JOIN unnest($1::uuid[], $2::bytea[]) AS made (account, phone_tag)
        ON made.account = p.account AND made.phone_tag = p.phone_tag
    ORDER BY p.pair_tag, p.account
"""


async def made_by(db: Connection, makers: list[Row]) -> list[Row]:
    """(pair_tag, account, phone_tag, day) of those of at most 500 makers."""
    accounts = [row["account"] for row in makers]
    return await db.fetch(MADE_BY, accounts, [row["phone_tag"] for row in makers])


# No key: an account's own tags, by their index.
TAGS_OF = """
    SELECT pair_tag, account, phone_tag, day FROM pair_tags WHERE account = $1 ORDER BY pair_tag
"""


async def tags_of(db: Connection, account: UUID) -> list[Row]:
    """(pair_tag, account, phone_tag, day)."""
    return await db.fetch(TAGS_OF, account)


VOID = """
    DELETE FROM pair_tags p
    USING unnest($1::bytea[], $2::uuid[], $3::bytea[]) AS v (tag, account, own)
    WHERE p.pair_tag = ANY($1) AND p.pair_tag = v.tag
      AND (p.account = v.account OR p.phone_tag <> v.own)
"""


async def void(db: Connection, rows: list[Row]) -> None:
    """Removes these tags, at most 500, and the friend's half of each.

    What a new owner of the same number wrote since stays.
    """
    tags = [row["pair_tag"] for row in rows]
    owns = [row["phone_tag"] for row in rows]
    await db.execute(VOID, tags, [row["account"] for row in rows], owns)


# No key: once an epoch, over all.
UNMATCHED = """
    SELECT p.pair_tag FROM pair_tags p
    WHERE p.day < $1 AND NOT EXISTS (
        SELECT 1 FROM pair_tags q WHERE q.pair_tag = p.pair_tag AND q.account <> p.account)
    ORDER BY p.pair_tag
"""


async def unmatched(db: Connection, day: int) -> list[bytes]:
    """What only one holds, since before the day."""
    return [row["pair_tag"] for row in await db.fetch(UNMATCHED, day)]


EXPIRE = """
    DELETE FROM pair_tags p
    WHERE p.pair_tag = ANY($1) AND p.day < $2 AND NOT EXISTS (
        SELECT 1 FROM pair_tags q WHERE q.pair_tag = p.pair_tag AND q.account <> p.account)
"""


async def expire(db: Connection, tags: list[bytes], day: int) -> None:
    """Removes those of these, at most 500, that nobody answered since the day."""
    await db.execute(EXPIRE, tags, day)


# No key: once an epoch, over all. One table, so one place for each tag.
MATCHED = """
    SELECT a.account, b.account AS friend
    FROM pair_tags a JOIN pair_tags b ON b.pair_tag = a.pair_tag AND b.account > a.account
"""


async def matched(db: Connection, everybody: Numbering) -> list[Column]:
    """Account, friend: the pairs that hold the same tag."""
    rows = Rows(everybody, everybody)
    await db.copy_from_query(MATCHED, output=rows.take, format="binary", timeout=TOWN)
    return rows.columns()


BLOCK = """
    INSERT INTO blocks (account, phone_tag) VALUES ($1, $2)
    ON CONFLICT (account, phone_tag) DO NOTHING
"""


async def block(db: Connection, account: UUID, phone_tag: bytes) -> None:
    await db.execute(BLOCK, account, phone_tag)


UNBLOCK = """
    DELETE FROM blocks WHERE account = $1 AND phone_tag = ANY($2)
"""


async def unblock(db: Connection, account: UUID, phone_tags: list[bytes]) -> None:
    await db.execute(UNBLOCK, account, phone_tags)


REMOVE_BLOCKS = """
    DELETE FROM blocks WHERE account = $1
"""


async def remove_blocks(db: Connection, account: UUID) -> None:
    await db.execute(REMOVE_BLOCKS, account)


# No key: once an epoch, over all.
BLOCKS = """
    SELECT account, phone_tag FROM blocks ORDER BY account, phone_tag
"""


async def blocks(db: Connection) -> list[Row]:
    """(account, phone_tag)."""
    return await db.fetch(BLOCKS)
