"""The SQL of bans."""

from collections.abc import Sequence

from mimi.kit.db import Connection

ADD = """
    INSERT INTO bans (ban_tag) VALUES ($1) ON CONFLICT (ban_tag) DO NOTHING
"""


async def add(db: Connection, tags: Sequence[bytes]) -> None:
    await db.executemany(ADD, [(tag,) for tag in tags])


FIND = """
    SELECT EXISTS (SELECT 1 FROM bans WHERE ban_tag = $1)
"""


async def find(db: Connection, tag: bytes) -> bool:
    return await db.fetchval(FIND, tag)


LIFT = """
    DELETE FROM bans WHERE ban_tag = ANY($1)
"""


async def lift(db: Connection, tags: Sequence[bytes]) -> bool:
    """Whether one was there."""
    return await db.execute(LIFT, tags) != "DELETE 0"
