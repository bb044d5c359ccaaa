"""The SQL of friendships."""

from collections.abc import Iterable
from uuid import UUID

from mimi.kit import versions
from mimi.kit.columns import Column, Numbering, Rows
from mimi.kit.db import TOWN, Connection, Row

# Accounts, friends, whether they are personal friends; at most 500, one way round.
Part = tuple[list[UUID], list[UUID], list[bool]]

# No key: circles are formed over the whole graph, once an epoch.
ALL = """
    SELECT account, friend, personal FROM friendships
"""


async def everybody(db: Connection, everybody: Numbering) -> list[Column]:
    """Account, friend, whether personal; both ways round, in no order: numbers are sorted sooner
    than PostgreSQL sorts rows."""
    rows = Rows(everybody, everybody, "boolean")
    await db.copy_from_query(ALL, output=rows.take, format="binary", timeout=TOWN)
    return rows.columns()


COUNT = """
    SELECT count(*) FROM friendships WHERE account = $1
"""


async def count(db: Connection, account: UUID) -> int:
    return await db.fetchval(COUNT, account)


ADD = """
    INSERT INTO friendships (account, friend, personal)
    SELECT account, friend, personal
    FROM unnest($1::uuid[], $2::uuid[], $3::boolean[]) AS t (account, friend, personal)
"""


async def add(db: Connection, parts: Iterable[Part]) -> None:
    """Of those who were no friends."""
    versions.changed(db, "sight")
    await db.executemany(ADD, parts)


CHANGE = """
    UPDATE friendships f SET personal = t.personal
    FROM unnest($1::uuid[], $2::uuid[], $3::boolean[]) AS t (account, friend, personal)
    WHERE f.account = ANY($1) AND f.account = t.account AND f.friend = t.friend
"""


async def change(db: Connection, parts: Iterable[Part]) -> None:
    versions.changed(db, "sight")
    await db.executemany(CHANGE, parts)


REMOVE = """
    DELETE FROM friendships f USING unnest($1::uuid[], $2::uuid[]) AS t (account, friend)
    WHERE f.account = ANY($1) AND f.account = t.account AND f.friend = t.friend
"""


async def remove(db: Connection, accounts: list[UUID], friends: list[UUID]) -> None:
    """At most 500, one way round."""
    versions.changed(db, "sight")
    await db.execute(REMOVE, accounts, friends)


FRIENDS = """
    SELECT friend FROM friendships WHERE account = $1 ORDER BY friend
"""


async def friends(db: Connection, account: UUID) -> list[UUID]:
    return [row["friend"] for row in await db.fetch(FRIENDS, account)]


PERSONAL_FRIENDS_OF = """
    SELECT account, friend FROM friendships WHERE account = ANY($1::uuid[]) AND personal
"""


async def personal_friends_of(db: Connection, accounts: list[UUID]) -> list[Row]:
    """(account, friend) of a few accounts."""
    return await db.fetch(PERSONAL_FRIENDS_OF, accounts)
