"""The SQL of sources: lists, who joined them, and who is in a group since the last epoch."""

from collections.abc import Sequence
from uuid import UUID

from mimi.kit.columns import Column, Numbering, Rows
from mimi.kit.db import TOWN, Connection, Row

NAME = """
    INSERT INTO sources (source, name) VALUES ($1, $2) ON CONFLICT (source) DO NOTHING
"""


async def name(db: Connection, source: bytes, name: str) -> None:
    await db.execute(NAME, source, name)


LISTS = """
    SELECT source, name FROM sources ORDER BY source
"""


async def lists(db: Connection) -> list[Row]:
    """(source, name)."""
    return await db.fetch(LISTS)


# No key: the lists that an own number is on, by their index.
LISTS_WITH = """
    SELECT DISTINCT s.source, s.name FROM sources s
    JOIN source_people p ON p.source = s.source WHERE p.person = ANY($1)
    ORDER BY s.source
"""


async def lists_with(db: Connection, phone_tags: list[bytes]) -> list[Row]:
    """(source, name)."""
    return await db.fetch(LISTS_WITH, phone_tags)


CLEAR = """
    DELETE FROM source_people WHERE source = $1
"""


async def clear(db: Connection, source: bytes) -> None:
    await db.execute(CLEAR, source)


PUT = """
    INSERT INTO source_people (source, person)
    SELECT $1, person FROM unnest($2::bytea[]) AS person
    ON CONFLICT (source, person) DO NOTHING
"""


async def put(db: Connection, source: bytes, phone_tags: Sequence[bytes]) -> None:
    """At most 500."""
    await db.execute(PUT, source, phone_tags)


PEOPLE = """
    SELECT person FROM source_people WHERE source = $1 ORDER BY person
"""


async def people(db: Connection, source: bytes) -> list[bytes]:
    return [row["person"] for row in await db.fetch(PEOPLE, source)]


JOIN = """
    INSERT INTO source_members (source, account) VALUES ($1, $2)
    ON CONFLICT (source, account) DO NOTHING
"""


async def join(db: Connection, source: bytes, account: UUID) -> None:
    await db.execute(JOIN, source, account)


LEAVE = """
    DELETE FROM source_members WHERE source = $1 AND account = $2
"""


async def leave(db: Connection, source: bytes, account: UUID) -> None:
    await db.execute(LEAVE, source, account)


# No key: an account's own, by its index.
JOINED = """
    SELECT source FROM source_members WHERE account = $1
"""


async def joined(db: Connection, account: UUID) -> set[bytes]:
    return {row["source"] for row in await db.fetch(JOINED, account)}


MEMBERS = """
    SELECT account FROM source_members WHERE source = $1
"""


async def members(db: Connection, source: bytes) -> set[UUID]:
    return {row["account"] for row in await db.fetch(MEMBERS, source)}


# No key: an account's own, by its index; when an account is forgotten.
LEAVE_ALL = """
    DELETE FROM source_members WHERE account = $1
"""


async def leave_all(db: Connection, account: UUID) -> None:
    await db.execute(LEAVE_ALL, account)


KEEP_IN_GROUP = """
    DELETE FROM source_groups WHERE grouped = $1 AND NOT account = ANY($2)
"""


async def keep_in_group(db: Connection, group: bytes, accounts: Sequence[UUID]) -> None:
    """Takes everybody else out of it."""
    await db.execute(KEEP_IN_GROUP, group, accounts)


PUT_IN_GROUP = """
    INSERT INTO source_groups (grouped, account)
    SELECT $1, account FROM unnest($2::uuid[]) AS account
    ON CONFLICT (grouped, account) DO NOTHING
"""


async def put_in_group(db: Connection, group: bytes, accounts: Sequence[UUID]) -> None:
    """At most 500."""
    await db.execute(PUT_IN_GROUP, group, accounts)


# No key: once an epoch, over all.
DROP_GROUPS_BUT = """
    DELETE FROM source_groups WHERE NOT grouped = ANY($1)
"""


async def drop_groups_but(db: Connection, groups: Sequence[bytes]) -> None:
    await db.execute(DROP_GROUPS_BUT, groups)


# No key: an account's own, by its index; when an account is forgotten.
UNGROUP = """
    DELETE FROM source_groups WHERE account = $1
"""


async def ungroup(db: Connection, account: UUID) -> None:
    await db.execute(UNGROUP, account)


# No key: once an epoch, over all. One table, so one place for each group.
PAIRS = """
    SELECT DISTINCT a.account, b.account AS friend
    FROM source_groups a JOIN source_groups b ON b.grouped = a.grouped AND b.account > a.account
"""


async def pairs(db: Connection, everybody: Numbering) -> list[Column]:
    """Account, friend."""
    rows = Rows(everybody, everybody)
    await db.copy_from_query(PAIRS, output=rows.take, format="binary", timeout=TOWN)
    return rows.columns()
