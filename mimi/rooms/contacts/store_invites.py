"""The SQL of invites."""

from uuid import UUID

from mimi.kit.columns import Column, Numbering, Rows
from mimi.kit.db import TOWN, Connection, Row

ADD = """
    INSERT INTO invites (invite_tag, personal, uses, ends) VALUES ($1, $2, $3, $4)
"""


async def add(db: Connection, tag: bytes, personal: bool, uses: int, ends: int) -> None:
    await db.execute(ADD, tag, personal, uses, ends)


FIND = """
    SELECT personal, uses, ends FROM invites WHERE invite_tag = $1 FOR UPDATE
"""


async def find(db: Connection, tag: bytes) -> Row | None:
    """(personal, uses, ends), locked until the transaction ends."""
    return await db.fetchrow(FIND, tag)


USE = """
    UPDATE invites SET uses = uses - 1 WHERE invite_tag = $1
"""


async def use(db: Connection, tag: bytes) -> None:
    await db.execute(USE, tag)


JOIN = """
    INSERT INTO invite_members (invite_tag, account, personal) VALUES ($1, $2, $3)
    ON CONFLICT (invite_tag, account) DO NOTHING
"""


async def join(db: Connection, tag: bytes, account: UUID, personal: bool) -> bool:
    """False when the account is in it already."""
    return await db.execute(JOIN, tag, account, personal) != "INSERT 0 0"


LEAVE = """
    DELETE FROM invite_members WHERE invite_tag = $1 AND account = $2
"""


async def leave(db: Connection, tag: bytes, account: UUID) -> None:
    await db.execute(LEAVE, tag, account)


# No key: an account's own, by its index; when an account is forgotten.
LEAVE_ALL = """
    DELETE FROM invite_members WHERE account = $1
"""


async def leave_all(db: Connection, account: UUID) -> None:
    await db.execute(LEAVE_ALL, account)


# No key: a nightly job.
ENDED = """
    SELECT invite_tag FROM invites WHERE ends < $1 ORDER BY invite_tag LIMIT 500
"""


async def ended(db: Connection, day: int) -> list[bytes]:
    return [row["invite_tag"] for row in await db.fetch(ENDED, day)]


REMOVE = """
    DELETE FROM invites WHERE invite_tag = ANY($1)
"""


async def remove(db: Connection, tags: list[bytes]) -> None:
    await db.execute(REMOVE, tags)


REMOVE_ALONE = """
    DELETE FROM invite_members m
    WHERE m.invite_tag = ANY($1) AND NOT EXISTS (
        SELECT 1 FROM invite_members o
        WHERE o.invite_tag = m.invite_tag AND o.account <> m.account)
"""


async def remove_alone(db: Connection, tags: list[bytes]) -> None:
    """Removes the only members of these invites: they befriended nobody."""
    await db.execute(REMOVE_ALONE, tags)


# No key: once an epoch, over all.
INVITED = """
    SELECT a.account, b.account AS friend, bool_or(a.personal) AS personal
    FROM invite_members a
    JOIN invite_members b ON b.invite_tag = a.invite_tag AND b.account > a.account
    GROUP BY a.account, b.account
"""


async def invited(db: Connection, everybody: Numbering) -> list[Column]:
    """Account, friend, whether personal: the pairs that are in an invite together, each once."""
    rows = Rows(everybody, everybody, "boolean")
    await db.copy_from_query(INVITED, output=rows.take, format="binary", timeout=TOWN)
    return rows.columns()
