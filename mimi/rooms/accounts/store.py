"""The SQL of accounts, their numbers and their codes."""

from uuid import UUID

from mimi.kit.db import Connection, Row

PUT_CODE = """
    INSERT INTO codes AS kept (phone_tag, salt, expires, attempts) VALUES ($1, $2, $3, 0)
    ON CONFLICT (phone_tag) DO UPDATE SET
        expires = excluded.expires,
        salt = CASE WHEN kept.expires > $4 AND kept.attempts < $5
            THEN kept.salt ELSE excluded.salt END,
        attempts = CASE WHEN kept.expires > $4 AND kept.attempts < $5
            THEN kept.attempts ELSE 0 END
    RETURNING salt
"""


async def put_code(  # noqa: PLR0913, PLR0917 one a column
    db: Connection, phone_tag: bytes, salt: bytes, expires: int, now: int, most: int
) -> bytes:
    """The salt of the code: that of the one which still works, if there is one."""
    return await db.fetchval(PUT_CODE, phone_tag, salt, expires, now, most)


TRY_CODE = """
    UPDATE codes SET attempts = attempts + 1
    WHERE phone_tag = $1 AND expires > $2 AND attempts < $3
    RETURNING salt, checker
"""


async def try_code(db: Connection, phone_tag: bytes, now: int, most: int) -> Row | None:
    """(salt, checker): of the code to compare with, and who else knows it. One attempt counted."""
    return await db.fetchrow(TRY_CODE, phone_tag, now, most)


UNTRY_CODE = """
    UPDATE codes SET attempts = attempts - 1 WHERE phone_tag = $1 AND attempts > 0
"""


async def untry_code(db: Connection, phone_tag: bytes) -> None:
    await db.execute(UNTRY_CODE, phone_tag)


SET_CHECKER = """
    UPDATE codes SET checker = $2 WHERE phone_tag = $1 AND checker <> $2
"""


async def set_checker(db: Connection, phone_tag: bytes, checker: str) -> None:
    """Who made the code that was sent last; empty: this server."""
    await db.execute(SET_CHECKER, phone_tag, checker)


USE_CODE = """
    DELETE FROM codes WHERE phone_tag = $1 AND salt = $2
"""


async def use_code(db: Connection, phone_tag: bytes, salt: bytes) -> bool:
    """False when it was used up meanwhile."""
    return await db.execute(USE_CODE, phone_tag, salt) != "DELETE 0"


REMOVE_CODE = """
    DELETE FROM codes WHERE phone_tag = $1
"""


async def remove_code(db: Connection, phone_tag: bytes) -> None:
    await db.execute(REMOVE_CODE, phone_tag)


# No key: a nightly job over a table of ten minutes' codes.
REMOVE_EXPIRED_CODES = """
    DELETE FROM codes WHERE phone_tag IN (SELECT phone_tag FROM codes WHERE expires <= $1 LIMIT 500)
"""


async def remove_expired_codes(db: Connection, now: int) -> bool:
    """At most 500; False when there was none."""
    return await db.execute(REMOVE_EXPIRED_CODES, now) != "DELETE 0"


CLAIM_NUMBER = """
    INSERT INTO phone_tags (phone_tag, account) VALUES ($1, $2) ON CONFLICT (phone_tag) DO NOTHING
"""


async def claim_number(db: Connection, phone_tag: bytes, account: UUID) -> None:
    """Gives a number that nobody has to the account; otherwise nothing happens."""
    await db.execute(CLAIM_NUMBER, phone_tag, account)


HOLDER = """
    SELECT account FROM phone_tags WHERE phone_tag = $1 FOR UPDATE
"""


async def holder(db: Connection, phone_tag: bytes) -> UUID | None:
    """Whose number it is, locked until the transaction ends."""
    return await db.fetchval(HOLDER, phone_tag)


# No key: an account's own numbers, by their index; when it is closed or changes its number.
RELEASE_NUMBERS = """
    DELETE FROM phone_tags WHERE account = $1 RETURNING phone_tag
"""


async def release_numbers(db: Connection, account: UUID) -> list[bytes]:
    return [row["phone_tag"] for row in await db.fetch(RELEASE_NUMBERS, account)]


PUT_FORMER = """
    INSERT INTO former_numbers (phone_tag, account, ends) VALUES ($1, $2, $3)
    ON CONFLICT (phone_tag) DO UPDATE SET account = excluded.account, ends = excluded.ends
"""


async def put_former(db: Connection, phone_tag: bytes, account: UUID, ends: int) -> None:
    await db.execute(PUT_FORMER, phone_tag, account, ends)


FREE_FORMER = """
    DELETE FROM former_numbers WHERE phone_tag = $1
"""


async def free_former(db: Connection, phone_tag: bytes) -> None:
    await db.execute(FREE_FORMER, phone_tag)


# No key: an account's own, by its index; when an account is forgotten.
REMOVE_FORMER = """
    DELETE FROM former_numbers WHERE account = $1
"""


async def remove_former(db: Connection, account: UUID) -> None:
    await db.execute(REMOVE_FORMER, account)


# No key: a nightly job.
REMOVE_ENDED_FORMER = """
    DELETE FROM former_numbers
    WHERE phone_tag IN (SELECT phone_tag FROM former_numbers WHERE ends < $1 LIMIT 500)
"""


async def remove_ended_former(db: Connection, day: int) -> bool:
    """At most 500; False when there was none."""
    return await db.execute(REMOVE_ENDED_FORMER, day) != "DELETE 0"


OWNERS = """
    SELECT phone_tag, account FROM former_numbers WHERE phone_tag = ANY($1)
    UNION ALL
    SELECT phone_tag, account FROM phone_tags WHERE phone_tag = ANY($1)
"""


async def owners(db: Connection, phone_tags: list[bytes]) -> list[Row]:
    """(phone_tag, account); a present owner comes after a former one."""
    return await db.fetch(OWNERS, phone_tags)


# No key: what accounts have, by the index; at an upload and once an epoch.
NUMBERS_OF = """
    SELECT account, phone_tag, 0 AS former FROM phone_tags WHERE account = ANY($1)
    UNION ALL
    SELECT account, phone_tag, 1 AS former FROM former_numbers WHERE account = ANY($1)
    ORDER BY former, phone_tag
"""


async def numbers_of(db: Connection, accounts: list[UUID]) -> list[Row]:
    """(account, phone_tag, former), the present numbers first."""
    return await db.fetch(NUMBERS_OF, accounts)


ADD_ACCOUNT = """
    INSERT INTO accounts (account, joined, seen, vault_key) VALUES ($1, $2, $2, $3)
"""


async def add_account(db: Connection, account: UUID, day: int, vault_key: bytes) -> None:
    await db.execute(ADD_ACCOUNT, account, day, vault_key)


ACCOUNT = """
    SELECT joined, seen, vault_key FROM accounts WHERE account = $1
"""


async def account(db: Connection, account: UUID) -> Row | None:
    """(joined, seen, vault_key)."""
    return await db.fetchrow(ACCOUNT, account)


LOCK = """
    SELECT 1 FROM accounts WHERE account = $1 FOR UPDATE
"""


async def lock(db: Connection, account: UUID) -> None:
    """Until the transaction ends: what two requests of one account replace, is replaced in turn."""
    await db.execute(LOCK, account)


SEE_ACCOUNTS = """
    UPDATE accounts a SET seen = v.day
    FROM unnest($1::uuid[], $2::integer[]) AS v (account, day)
    WHERE a.account = ANY($1) AND a.account = v.account AND a.seen < v.day
"""


async def see_accounts(db: Connection, accounts: list[UUID], days: list[int]) -> None:
    """At most 500."""
    await db.execute(SEE_ACCOUNTS, accounts, days)


SET_VAULT_KEY = """
    UPDATE accounts SET vault_key = $2 WHERE account = $1 AND vault_key <> $2
"""


async def set_vault_key(db: Connection, account: UUID, vault_key: bytes) -> None:
    await db.execute(SET_VAULT_KEY, account, vault_key)


REMOVE_ACCOUNT = """
    DELETE FROM accounts WHERE account = $1
"""


async def remove_account(db: Connection, account: UUID) -> None:
    await db.execute(REMOVE_ACCOUNT, account)


# No key: the circles are formed over everybody, once an epoch.
JOINED = """
    SELECT account, joined FROM accounts ORDER BY account
"""


async def joined(db: Connection) -> list[Row]:
    """(account, joined) of all accounts."""
    return await db.fetch(JOINED)


PRESENT = """
    SELECT account FROM accounts WHERE account = ANY($1)
"""


async def present(db: Connection, accounts: list[UUID]) -> set[UUID]:
    return {row["account"] for row in await db.fetch(PRESENT, accounts)}


ADD_DEPARTURE = """
    INSERT INTO departures (account) VALUES ($1) ON CONFLICT (account) DO NOTHING
"""


async def add_departure(db: Connection, account: UUID) -> None:
    await db.execute(ADD_DEPARTURE, account)


# No key: once an epoch, over what the epoch left.
DEPARTED = """
    SELECT account FROM departures ORDER BY account
"""


async def departed(db: Connection) -> list[UUID]:
    return [row["account"] for row in await db.fetch(DEPARTED)]


REMOVE_DEPARTURE = """
    DELETE FROM departures WHERE account = $1
"""


async def remove_departure(db: Connection, account: UUID) -> None:
    await db.execute(REMOVE_DEPARTURE, account)
