"""The SQL of sessions."""

from uuid import UUID

from mimi.kit.db import Connection, Row
from mimi.kit.versions import Versions
from mimi.rooms.accounts.model import NewSession, Session, Viewer

ADD = """
    INSERT INTO sessions (session_tag, session, account, device, seen, opens)
    VALUES ($1, $2, $3, $4, $5, $6)
"""


async def add(db: Connection, tag: bytes, new: NewSession) -> None:
    await db.execute(ADD, tag, new.session, new.account, new.device, new.seen, new.opens)


# Every signed-in request, by the primary key.
FIND = """
    SELECT session, account, seen, opens FROM sessions WHERE session_tag = $1
"""


async def find(db: Connection, tag: bytes) -> Row | None:
    """(session, account, seen, opens)."""
    return await db.fetchrow(FIND, tag)


# The hot path: those who read their feeds at one moment, by the primary key, and the versions of
# that moment, which lie on every node: what a process keeps is as new as this.
FIND_NOW = """
    SELECT session_tag, session, account, seen, opens, v.feed, v.sight
    FROM (
        SELECT coalesce(max(version) FILTER (WHERE part = 'feed'), 0) AS feed,
            coalesce(max(version) FILTER (WHERE part = 'sight'), 0) AS sight
        FROM versions WHERE edition = 0
    ) v
    CROSS JOIN sessions
    WHERE session_tag = ANY($1::bytea[])
"""


async def find_now(db: Connection, tags: list[bytes]) -> dict[bytes, tuple[Session, Versions]]:
    """The sessions by their tags, at most 500."""
    return {
        tag: (Session(session, Viewer(account), seen, opens), Versions(feed, sight))
        for tag, session, account, seen, opens, feed, sight in await db.fetch(FIND_NOW, tags)
    }


SEE = """
    UPDATE sessions s SET seen = v.day, opens = 0
    FROM unnest($1::bytea[], $2::integer[]) AS v (tag, day)
    WHERE s.session_tag = ANY($1) AND s.session_tag = v.tag AND s.seen <= v.day
"""


async def see(db: Connection, tags: list[bytes], days: list[int]) -> None:
    """Keeps the days, at most 500, and opens those that waited."""
    await db.execute(SEE, tags, days)


# No key: an account's own sessions, by their index; when it looks at its devices.
OF = """
    SELECT session, device, seen, opens FROM sessions WHERE account = $1 ORDER BY session
"""


async def of(db: Connection, account: UUID) -> list[Row]:
    """(session, device, seen, opens)."""
    return await db.fetch(OF, account)


# No key: those of at most 500 accounts, by their index.
AMONG = """
    SELECT session FROM sessions WHERE account = ANY($1::uuid[])
"""


async def among(db: Connection, accounts: list[UUID]) -> set[UUID]:
    """All sessions of these accounts."""
    return {row["session"] for row in await db.fetch(AMONG, accounts)}


# No key: an account's own, by its index.
APPROVE = """
    UPDATE sessions SET opens = 0 WHERE account = $1 AND session = $2
"""


async def approve(db: Connection, account: UUID, session: UUID) -> bool:
    """False when the account has no such session."""
    return await db.execute(APPROVE, account, session) != "UPDATE 0"


# No key: an account's own, by its index.
REMOVE = """
    DELETE FROM sessions WHERE account = $1 AND session = $2
"""


async def remove(db: Connection, account: UUID, session: UUID) -> bool:
    """False when the account has no such session."""
    return await db.execute(REMOVE, account, session) != "DELETE 0"


# No key: an account's own, by its index; when it is closed.
REMOVE_ALL = """
    DELETE FROM sessions WHERE account = $1
"""


async def remove_all(db: Connection, account: UUID) -> None:
    await db.execute(REMOVE_ALL, account)


# No key: a nightly job.
REMOVE_UNSEEN = """
    DELETE FROM sessions
    WHERE session_tag IN (SELECT session_tag FROM sessions WHERE seen < $1 LIMIT 500)
"""


async def remove_unseen(db: Connection, day: int) -> bool:
    """At most 500 not seen since the day; False when there was none."""
    return await db.execute(REMOVE_UNSEEN, day) != "DELETE 0"
