"""The circles room's SQL: the core, the pool, circles and their members."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from mimi.kit.db import Connection

# the core ---------------------------------------------------------------------------------

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


FREE_LINES = """
    UPDATE roster SET account = NULL WHERE account = $1
"""


async def free_lines(db: Connection, account: UUID) -> None:
    await db.execute(FREE_LINES, account)


# the pool ---------------------------------------------------------------------------------

POOL = """
    SELECT account, since FROM pool ORDER BY account
"""


async def pool(db: Connection) -> dict[UUID, int]:
    """Who waits or is leaving → the epoch from which on they may be placed. For the job."""
    return {row["account"]: row["since"] for row in await db.fetch(POOL)}


WAITS = """
    SELECT 1 FROM pool WHERE account = $1
"""


async def waits(db: Connection, account: UUID) -> bool:
    return await db.fetchval(WAITS, account) is not None


ENTER_POOL = """
    INSERT INTO pool (account, since)
    SELECT account, $2 FROM unnest($1::uuid[]) AS account
    ON CONFLICT (account) DO NOTHING
"""


async def enter_pool(db: Connection, accounts: Sequence[UUID], since: int) -> None:
    await db.execute(ENTER_POOL, accounts, since)


LEAVE_POOL = """
    DELETE FROM pool WHERE account = ANY($1::uuid[])
"""


async def leave_pool(db: Connection, accounts: Sequence[UUID]) -> None:
    await db.execute(LEAVE_POOL, accounts)


# circles and members ----------------------------------------------------------------------

CIRCLES = """
    SELECT circle FROM circles ORDER BY circle
"""


async def circles(db: Connection) -> list[UUID]:
    return [row["circle"] for row in await db.fetch(CIRCLES)]


OPEN_CIRCLE = """
    INSERT INTO circles (circle, opened) VALUES ($1, $2)
"""


async def open_circle(db: Connection, circle: UUID, epoch: int) -> None:
    await db.execute(OPEN_CIRCLE, circle, epoch)


LOCK_CIRCLE = """
    SELECT 1 FROM circles WHERE circle = $1 FOR UPDATE
"""


async def lock_circle(db: Connection, circle: UUID) -> None:
    """Of two members who fetch the batch that makes it K, one must see the other's."""
    await db.execute(LOCK_CIRCLE, circle)


ALL_MEMBERS = """
    SELECT circle, account, joined FROM members ORDER BY circle, account
"""


async def all_members(db: Connection) -> dict[UUID, dict[UUID, int]]:
    """Circle → member → the epoch of joining. For the job."""
    found: dict[UUID, dict[UUID, int]] = {}
    for row in await db.fetch(ALL_MEMBERS):
        found.setdefault(row["circle"], {})[row["account"]] = row["joined"]
    return found


MEMBERS_OF = """
    SELECT account FROM members WHERE circle = $1
"""


async def members_of(db: Connection, circle: UUID) -> set[UUID]:
    return {row["account"] for row in await db.fetch(MEMBERS_OF, circle)}


CIRCLE_OF = """
    SELECT circle FROM members WHERE account = $1
"""


async def circle_of(db: Connection, account: UUID) -> UUID | None:
    """By its index, not by its key: a member's one circle."""
    return await db.fetchval(CIRCLE_OF, account)


MEMBERSHIP = """
    SELECT circle, joined FROM members WHERE account = $1
"""


async def membership(db: Connection, account: UUID) -> tuple[UUID, int] | None:
    """A member's one circle, and the epoch of joining it."""
    row = await db.fetchrow(MEMBERSHIP, account)
    return (row["circle"], row["joined"]) if row else None


JOIN = """
    INSERT INTO members (circle, account, joined)
    SELECT $1, account, $3 FROM unnest($2::uuid[]) AS account
"""


async def join(db: Connection, circle: UUID, accounts: Sequence[UUID], epoch: int) -> None:
    await db.execute(JOIN, circle, accounts, epoch)


LEAVE = """
    DELETE FROM members WHERE account = ANY($1::uuid[])
"""


async def leave(db: Connection, accounts: Sequence[UUID]) -> None:
    await db.execute(LEAVE, accounts)
