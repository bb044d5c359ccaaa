"""Daily limits. What is counted stands under a key that lives one day."""

import hmac
from hashlib import sha256

from mimi.kit.db import Connection
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit

DAY = 86_400  # seconds

COUNT = """
    INSERT INTO limits (limit_tag, day, used) VALUES ($1, $2, $4)
    ON CONFLICT (limit_tag) DO UPDATE SET used = limits.used + $4 WHERE limits.used + $4 <= $3
    RETURNING used
"""
GIVE_BACK = """
    UPDATE limits SET used = used - 1 WHERE limit_tag = $1 AND used > 0
"""
# No key: a nightly job.
FORGET = """
    DELETE FROM limits WHERE limit_tag IN (SELECT limit_tag FROM limits WHERE day < $1 LIMIT 500)
"""


async def allow(kit: Kit, db: Connection, what: str, who: bytes, most: int) -> None:
    """Counts one `what` by `who` today (UTC). Raises Problem 429 beyond `most`.

    Protects whoever asked for codes or wrote numbers from a thief of the database: the row is an
    HMAC under a key of the day that the night destroys, so that old rows say nothing.
    """
    if not await may(kit, db, what, who, most):
        raise enough(kit)


def enough(kit: Kit) -> Problem:
    wait = DAY - kit.clock.now() % DAY
    return Problem(429, "too-many", "That was enough for today.", retry_after=wait)


async def may(  # noqa: PLR0913, PLR0917 what is counted, and how much
    kit: Kit, db: Connection, what: str, who: bytes, most: int, amount: int = 1
) -> bool:
    """The same for what is refused without saying so; `amount` at once, of which `most` a day."""
    if amount > most:
        return False
    return await count(db, _tag(kit, what, who), kit.day(), most, amount) is not None


async def once(kit: Kit, db: Connection, what: str, which: bytes) -> bool:
    """Whether this is the first use of something that is good for minutes, also across midnight:
    it is counted on this day and the next, since the key of the day before is gone."""
    if not await may(kit, db, what, which, 1):
        return False
    day = kit.day() + 1
    await count(db, _tag_of(kit, day, what, which), day, 1)
    return True


async def count(db: Connection, tag: bytes, day: int, most: int, amount: int = 1) -> int | None:
    """How much, with this; None when that would be more than `most`."""
    return await db.fetchval(COUNT, tag, day, most, amount)


async def give_back(kit: Kit, db: Connection, what: str, who: bytes) -> None:
    """Uncounts one, for what could not be done."""
    await db.execute(GIVE_BACK, _tag(kit, what, who))


async def forget_limits(kit: Kit, db: Connection) -> None:
    """Removes what was counted on earlier days."""
    while await db.execute(FORGET, kit.day()) != "DELETE 0":
        pass


def make_keys(kit: Kit, night: int) -> None:
    """Makes the keys of the days up to the next night's and the one after ahead: a key made for the
    first act of a day would be a file that keeps the time of that act."""
    for day in range(night // DAY, (night + kit.settings.rhythm.night) // DAY + 2):
        _key(kit, day)


def destroy_keys(kit: Kit, night: int) -> None:
    """The keys of the days before this moment: what a backup kept of them says nothing now."""
    kit.keys.destroy_window_keys("limits", night // DAY - 1)
    kit.keys.turned.destroy_outlived(night)


def _tag(kit: Kit, what: str, who: bytes) -> bytes:
    return _tag_of(kit, kit.day(), what, who)


def _tag_of(kit: Kit, day: int, what: str, who: bytes) -> bytes:
    key = _key(kit, day)
    head = len(what).to_bytes(4, "big") + what.encode()
    return hmac.new(key, head + who, sha256).digest()


def _key(kit: Kit, day: int) -> bytes:
    return kit.keys.window_key(f"limits-{day}")
