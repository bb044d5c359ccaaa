"""The moderators' SQL: names, proofs, links and sessions. Nothing here knows a member."""

from collections.abc import Sequence
from typing import cast

from mimi.kit.chunks import SIZE
from mimi.kit.db import Connection
from mimi.kit.resealing import Place, Resealed, Sealed
from mimi.rooms.moderators.model import Factor, Proofs

PUT_LINK = """
    INSERT INTO enrolments (enrolment_tag, moderator, ends) VALUES ($1, $2, $3)
"""


async def put_link(db: Connection, tag: bytes, moderator: str, ends: int) -> None:
    await db.execute(PUT_LINK, tag, moderator, ends)


LINK = """
    SELECT moderator FROM enrolments WHERE enrolment_tag = $1 AND ends >= $2
"""


async def link(db: Connection, tag: bytes, day: int) -> str | None:
    """Whom a link enrols; None when it was used, is over, or never was."""
    return await db.fetchval(LINK, tag, day)


# No key: the operator's command, by an index: whatever was printed for this name before.
REMOVE_LINKS = """
    DELETE FROM enrolments WHERE moderator = $1
"""


async def remove_links(db: Connection, moderator: str) -> None:
    await db.execute(REMOVE_LINKS, moderator)


ENROL = """
    INSERT INTO moderators (moderator, passphrase, factor, passkey, secret, uses)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (moderator) DO UPDATE
    SET passphrase = $2, factor = $3, passkey = $4, secret = $5, uses = $6
"""


async def enrol(db: Connection, moderator: str, proofs: Proofs) -> None:
    """What the moderator proved before works no longer."""
    await db.execute(ENROL, moderator, *proofs)


PROOFS = """
    SELECT passphrase, factor, passkey, secret, uses FROM moderators WHERE moderator = $1
"""


async def proofs(db: Connection, moderator: str) -> Proofs | None:
    row = await db.fetchrow(PROOFS, moderator)
    if row is None:
        return None
    passphrase, factor, passkey, secret, uses = row
    return Proofs(passphrase, cast(Factor, factor), passkey, secret, uses)


COUNT_USE = """
    UPDATE moderators SET uses = $2 WHERE moderator = $1
"""


async def count_use(db: Connection, moderator: str, uses: int) -> None:
    await db.execute(COUNT_USE, moderator, uses)


# No key: the operator's command lists all of them.
NAMES = """
    SELECT moderator FROM moderators ORDER BY moderator
"""


async def names(db: Connection) -> list[str]:
    return [row[0] for row in await db.fetch(NAMES)]


REMOVE = """
    DELETE FROM moderators WHERE moderator = $1
"""


async def remove(db: Connection, moderator: str) -> bool:
    """Whether there was one of that name."""
    return await db.execute(REMOVE, moderator) != "DELETE 0"


ADD_SESSION = """
    INSERT INTO moderator_sessions (session_tag, moderator, ends) VALUES ($1, $2, $3)
"""


async def add_session(db: Connection, tag: bytes, moderator: str, ends: int) -> None:
    await db.execute(ADD_SESSION, tag, moderator, ends)


SESSION = """
    SELECT moderator FROM moderator_sessions WHERE session_tag = $1 AND ends > $2
"""


async def session(db: Connection, tag: bytes, edition: int) -> str | None:
    """Whose it is, in this edition window."""
    return await db.fetchval(SESSION, tag, edition)


REMOVE_SESSION = """
    DELETE FROM moderator_sessions WHERE session_tag = $1
"""


async def remove_session(db: Connection, tag: bytes) -> None:
    await db.execute(REMOVE_SESSION, tag)


# No key: one moderator's, by an index, when the operator or an enrolment ends them all.
REMOVE_SESSIONS = """
    DELETE FROM moderator_sessions WHERE moderator = $1
"""


async def remove_sessions(db: Connection, moderator: str) -> None:
    await db.execute(REMOVE_SESSIONS, moderator)


# No key: a nightly job over a table of a few rows.
REMOVE_OLD_SESSIONS = """
    DELETE FROM moderator_sessions WHERE ends <= $1
"""


async def remove_old_sessions(db: Connection, edition: int) -> None:
    await db.execute(REMOVE_OLD_SESSIONS, edition)


# No key: a nightly job over a table of a few rows.
REMOVE_OLD_LINKS = """
    DELETE FROM enrolments WHERE ends < $1
"""


async def remove_old_links(db: Connection, day: int) -> None:
    await db.execute(REMOVE_OLD_LINKS, day)


# No key: whoever turns a key goes over all.
AFTER = """
    SELECT moderator, secret FROM moderators WHERE moderator > $1 AND factor = 'totp'
    ORDER BY moderator LIMIT $2
"""


async def after(db: Connection, place: Place) -> list[Sealed]:
    return [Sealed((row[0],), row[1]) for row in await db.fetch(AFTER, *place, SIZE)]


RESEAL = """
    UPDATE moderators SET secret = $3 WHERE moderator = $1 AND secret = $2
"""


async def reseal(db: Connection, rows: Sequence[Resealed]) -> None:
    await db.executemany(RESEAL, [(*row.place, row.old, row.new) for row in rows])
