"""The SQL of who somebody is at WeChat or WeCom."""

from uuid import UUID

from mimi.kit.db import Connection, Row

CLAIM = """
    INSERT INTO arrival_tags (arrival_tag, account) VALUES ($1, $2)
    ON CONFLICT (arrival_tag) DO NOTHING
"""


async def claim(db: Connection, tag: bytes, account: UUID) -> None:
    """Gives the tag to the account; nothing happens when it is somebody's."""
    await db.execute(CLAIM, tag, account)


HOLDER = """
    SELECT account FROM arrival_tags WHERE arrival_tag = $1 FOR UPDATE
"""


async def holder(db: Connection, tag: bytes) -> UUID | None:
    """Locked until the transaction ends."""
    return await db.fetchval(HOLDER, tag)


# No key: an account's own, by their index.
OF = """
    SELECT account, arrival_tag FROM arrival_tags WHERE account = ANY($1) ORDER BY arrival_tag
"""


async def of(db: Connection, accounts: list[UUID]) -> list[Row]:
    """(account, arrival_tag)."""
    return await db.fetch(OF, accounts)


AMONG = """
    SELECT arrival_tag, account FROM arrival_tags WHERE arrival_tag = ANY($1)
"""


async def among(db: Connection, tags: list[bytes]) -> list[Row]:
    """(arrival_tag, account) of those of these tags that are somebody's."""
    return await db.fetch(AMONG, tags)


# No key: an account's own, by their index; when it is closed.
RELEASE = """
    DELETE FROM arrival_tags WHERE account = $1
"""


async def release(db: Connection, account: UUID) -> None:
    await db.execute(RELEASE, account)
