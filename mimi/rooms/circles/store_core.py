"""The circles room's SQL: the core, whom it vouched for, and the roster."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from mimi.kit.db import Connection

FOUNDING = """
    SELECT ends FROM founding
"""


async def founding(db: Connection) -> int | None:
    """The last day whose newcomers are founders, once that is settled. (Reference table.)"""
    return await db.fetchval(FOUNDING)


SETTLE_FOUNDING = """
    INSERT INTO founding (ends) VALUES ($1)
"""


async def settle_founding(db: Connection, ends: int) -> None:
    await db.execute(SETTLE_FOUNDING, ends)


# No key: circles are formed over everybody, once an epoch.
CORE = """
    SELECT account, since FROM core ORDER BY account
"""


async def core(db: Connection) -> dict[UUID, int]:
    """All of it and since which day, for the epoch's job."""
    return {row["account"]: row["since"] for row in await db.fetch(CORE)}


CORE_AMONG = """
    SELECT account FROM core WHERE account = ANY($1::uuid[])
"""


async def core_among(db: Connection, accounts: Iterable[UUID]) -> set[UUID]:
    return {row["account"] for row in await db.fetch(CORE_AMONG, sorted(accounts))}


ENTER_CORE = """
    INSERT INTO core (account, since)
    SELECT account, $2 FROM unnest($1::uuid[]) AS account
    ON CONFLICT (account) DO NOTHING
"""


async def enter_core(db: Connection, accounts: Sequence[UUID], day: int) -> None:
    await db.execute(ENTER_CORE, accounts, day)


FORGET_CORE = """
    DELETE FROM core WHERE account = $1
"""


async def forget_core(db: Connection, account: UUID) -> None:
    await db.execute(FORGET_CORE, account)


# No key: over all who vouched, once an epoch.
VOUCHES = """
    SELECT account FROM vouches WHERE since > $1
"""


async def vouches(db: Connection, after: int) -> set[UUID]:
    """Who vouched later than a day. For the job."""
    return {row["account"] for row in await db.fetch(VOUCHES, after)}


VOUCH = """
    INSERT INTO vouches (account, since)
    SELECT account, $2 FROM unnest($1::uuid[]) AS account
    ON CONFLICT (account) DO UPDATE SET since = excluded.since
"""


async def vouch(db: Connection, accounts: Sequence[UUID], day: int) -> None:
    await db.execute(VOUCH, accounts, day)


FORGET_VOUCH = """
    DELETE FROM vouches WHERE account = $1
"""


async def forget_vouch(db: Connection, account: UUID) -> None:
    await db.execute(FORGET_VOUCH, account)


ADD_TO_ROSTER = """
    INSERT INTO roster (phone_tag)
    SELECT phone_tag FROM unnest($1::bytea[]) AS phone_tag
    ON CONFLICT (phone_tag) DO NOTHING
"""


async def add_to_roster(db: Connection, phone_tags: Sequence[bytes]) -> None:
    await db.execute(ADD_TO_ROSTER, phone_tags)


FREE_ON_ROSTER = """
    SELECT phone_tag FROM roster WHERE phone_tag = ANY($1::bytea[]) AND account IS NULL
"""


async def free_on_roster(db: Connection, phone_tags: Sequence[bytes]) -> set[bytes]:
    """The lines by which the core has taken nobody who is still here."""
    return {row["phone_tag"] for row in await db.fetch(FREE_ON_ROSTER, phone_tags)}


CLAIM_LINES = """
    UPDATE roster SET account = claim.account
    FROM unnest($1::bytea[], $2::uuid[]) AS claim (phone_tag, account)
    WHERE roster.phone_tag = ANY($1) AND roster.phone_tag = claim.phone_tag
"""


async def claim_lines(
    db: Connection, phone_tags: Sequence[bytes], accounts: Sequence[UUID]
) -> None:
    await db.execute(CLAIM_LINES, phone_tags, accounts)


# No key: an account's own line, by its index; when an account is forgotten.
FREE_LINES = """
    UPDATE roster SET account = NULL WHERE account = $1
"""


async def free_lines(db: Connection, account: UUID) -> None:
    await db.execute(FREE_LINES, account)
