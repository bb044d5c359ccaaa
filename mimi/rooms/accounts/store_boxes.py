"""The SQL of what brings a vault back."""

from uuid import UUID

from mimi.kit.db import Connection, Row

PASSKEYS = """
    SELECT passkey, box FROM passkeys WHERE account = $1 ORDER BY passkey
"""


async def passkeys(db: Connection, account: UUID) -> list[Row]:
    """(passkey, box)."""
    return await db.fetch(PASSKEYS, account)


ADD_PASSKEY = """
    INSERT INTO passkeys (account, passkey, box) VALUES ($1, $2, $3)
"""


async def add_passkey(db: Connection, account: UUID, passkey: UUID, box: bytes) -> None:
    await db.execute(ADD_PASSKEY, account, passkey, box)


REMOVE_PASSKEY = """
    DELETE FROM passkeys WHERE account = $1 AND passkey = $2
"""


async def remove_passkey(db: Connection, account: UUID, passkey: UUID) -> bool:
    """False when the account has no such passkey."""
    return await db.execute(REMOVE_PASSKEY, account, passkey) != "DELETE 0"


REMOVE_PASSKEYS = """
    DELETE FROM passkeys WHERE account = $1
"""


async def remove_passkeys(db: Connection, account: UUID) -> None:
    await db.execute(REMOVE_PASSKEYS, account)


PUT_DRAW = """
    INSERT INTO pin_draws (account, draw) VALUES ($1, $2)
    ON CONFLICT (account) DO UPDATE SET draw = excluded.draw
"""


async def put_draw(db: Connection, account: UUID, draw: bytes) -> None:
    """The one before can no longer be taken."""
    await db.execute(PUT_DRAW, account, draw)


TAKE_DRAW = """
    DELETE FROM pin_draws WHERE account = $1 AND draw = $2
"""


async def take_draw(db: Connection, account: UUID, draw: bytes) -> bool:
    """False when it is not the last one drawn, or was taken."""
    return await db.execute(TAKE_DRAW, account, draw) != "DELETE 0"


REMOVE_DRAW = """
    DELETE FROM pin_draws WHERE account = $1
"""


async def remove_draw(db: Connection, account: UUID) -> None:
    await db.execute(REMOVE_DRAW, account)


PIN = """
    SELECT salt, attempts FROM pins WHERE account = $1
"""


async def pin(db: Connection, account: UUID) -> Row | None:
    """(salt, attempts)."""
    return await db.fetchrow(PIN, account)


PUT_PIN = """
    INSERT INTO pins (account, draw, salt, box, vault_key, attempts) VALUES ($1, $2, $3, $4, $5, 0)
    ON CONFLICT (account) DO UPDATE SET
        draw = excluded.draw,
        salt = excluded.salt,
        box = excluded.box,
        vault_key = excluded.vault_key,
        attempts = 0
"""


async def put_pin(  # noqa: PLR0913, PLR0917 one a column
    db: Connection, account: UUID, draw: bytes, salt: bytes, box: bytes, vault_key: bytes
) -> None:
    await db.execute(PUT_PIN, account, draw, salt, box, vault_key)


TRY_PIN = """
    UPDATE pins SET attempts = attempts + 1 WHERE account = $1 AND attempts < $2
    RETURNING draw, box, attempts
"""


async def try_pin(db: Connection, account: UUID, most: int) -> Row | None:
    """(draw, box, attempts) with this attempt counted; the row stays locked."""
    return await db.fetchrow(TRY_PIN, account, most)


FORGET_ATTEMPTS = """
    UPDATE pins SET attempts = 0 WHERE account = $1 AND vault_key = $2 AND attempts > 0
"""


async def forget_attempts(db: Connection, account: UUID, vault_key: bytes) -> None:
    """For who holds the vault in the box; a PIN of another vault stays as tried as it is."""
    await db.execute(FORGET_ATTEMPTS, account, vault_key)


REMOVE_PIN = """
    DELETE FROM pins WHERE account = $1
"""


async def remove_pin(db: Connection, account: UUID) -> None:
    await db.execute(REMOVE_PIN, account)
