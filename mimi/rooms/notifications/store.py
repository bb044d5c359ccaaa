"""The SQL of subscriptions. A row says that a device of an account is rung; where is sealed."""

from collections.abc import Sequence
from uuid import UUID

from mimi.kit.chunks import SIZE
from mimi.kit.db import Connection
from mimi.kit.resealing import Place, Resealed, Sealed
from mimi.rooms.notifications.model import Due

FIND = """
    SELECT sealed FROM subscriptions WHERE account = $1 AND session = $2
"""


async def find(db: Connection, account: UUID, session: UUID) -> bytes | None:
    return await db.fetchval(FIND, account, session)


PUT = """
    INSERT INTO subscriptions (account, session, sealed, due) VALUES ($1, $2, $3, $4)
    ON CONFLICT (account, session) DO UPDATE SET sealed = excluded.sealed, due = excluded.due
"""


async def put(db: Connection, account: UUID, session: UUID, sealed: bytes, due: int) -> None:
    await db.execute(PUT, account, session, sealed, due)


REMOVE = """
    DELETE FROM subscriptions WHERE account = $1 AND session = $2
"""


async def remove(db: Connection, account: UUID, session: UUID) -> None:
    """Absent is not an error."""
    await db.execute(REMOVE, account, session)


FORGET = """
    DELETE FROM subscriptions WHERE account = $1
"""


async def forget(db: Connection, account: UUID) -> None:
    """All that this room has of an account."""
    await db.execute(FORGET, account)


# No key: whatever is due, of everybody, once an edition.
DUE = """
    SELECT account, session, sealed FROM subscriptions WHERE due <= $1
    ORDER BY account, session LIMIT $2
"""


async def due(db: Connection, until: int, most: int = SIZE) -> list[Due]:
    return [Due(*row) for row in await db.fetch(DUE, until, most)]


SET_DUE = """
    UPDATE subscriptions SET due = $3 WHERE account = $1 AND session = $2
"""


async def set_due(db: Connection, times: Sequence[tuple[Due, int]]) -> None:
    """One after the other, so that their order on the disk is that of the key."""
    values = [(row.account, row.session, time) for row, time in times]
    await db.executemany(SET_DUE, values)


DROP = """
    DELETE FROM subscriptions WHERE account = $1 AND session = $2 AND sealed = $3
"""


async def drop(db: Connection, gone: Sequence[Due]) -> None:
    """Unless the device has brought another one meanwhile."""
    await db.executemany(DROP, gone)


# No key: whoever turns a key goes over all.
AFTER = """
    SELECT account, session, sealed FROM subscriptions WHERE (account, session) > ($1, $2)
    ORDER BY account, session LIMIT $3
"""


async def after(db: Connection, place: Place) -> list[Sealed]:
    return [Sealed((row[0], row[1]), row[2]) for row in await db.fetch(AFTER, *place, SIZE)]


RESEAL = """
    UPDATE subscriptions SET sealed = $4 WHERE account = $1 AND session = $2 AND sealed = $3
"""


async def reseal(db: Connection, rows: Sequence[Resealed]) -> None:
    await db.executemany(RESEAL, [(*row.place, row.old, row.new) for row in rows])
