"""One-time codes. The same work, and so the same answer and time, for any number.

A code is an HMAC of its number and a salt, so that it can be sent again without being kept. Whoever
knows a number can ask for codes and try wrong ones: protects its owner from being kept out so. The
code that was sent stays the right one, and one address has few requests and few tries.
"""

import hmac
import unicodedata

from mimi.connectors.trouble import Trouble
from mimi.kit import limits
from mimi.kit.db import Connection, Row
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.kit.limits import allow, may
from mimi.rooms.accounts import alarms, store
from mimi.rooms.accounts.numbers import calling_code, phone_tag
from mimi.rooms.accounts.senders import SENDERS


async def issue(kit: Kit, db: Connection, number: str, address: str) -> str:
    """The code for the number: a new one, unless one still works. Raises Problem 429 too-many.

    Never looks whether the number has an account: protects members from being looked up.
    """
    caps, tag = kit.settings.caps, phone_tag(kit, number)
    here = tag + address.encode()
    await allow(kit, db, "codes-here", here, caps.codes_per_number_and_address)
    await allow(kit, db, "codes-number", tag, caps.codes_per_number)
    await allow(kit, db, "codes-address", address.encode(), caps.codes_per_address)
    await allow(kit, db, "codes-server", b"", caps.codes_per_server)
    await _pay(kit, db, number)
    now = kit.clock.now()
    expires = now + caps.code_minutes * 60
    salt = await store.put_code(db, tag, kit.chance.bytes(16), expires, now, caps.code_attempts)
    return _code(kit, tag, salt)


async def _pay(kit: Kit, db: Connection, number: str) -> None:
    """Counts what a code costs against the day's budget. Raises Problem 429 too-many."""
    sms = kit.settings.sms
    price = sms.prices.get(calling_code(number), sms.price)
    if sms.budget and not await may(kit, db, "codes-cost", b"", sms.budget, price):
        alarms.budget(kit)
        raise limits.enough(kit)


async def give_back(kit: Kit, db: Connection, number: str, address: str) -> None:
    """For a code that nobody could send: the number may ask again. The address stays counted."""
    tag = phone_tag(kit, number)
    await limits.give_back(kit, db, "codes-here", tag + address.encode())
    await limits.give_back(kit, db, "codes-number", tag)


async def take(kit: Kit, number: str, code: str, address: str) -> bool:
    """Whether the code is right; then it is used up. A wrong one counts.

    No code, an expired one and one tried too often are all simply wrong. Between transactions,
    since a provider may be asked. Raises Problem 503 code-not-checked, which does not count.
    """
    tag = phone_tag(kit, number)
    plain = unicodedata.normalize("NFKC", code).strip()  # full-width digits of a Chinese keyboard
    async with kit.database.transaction() as db:
        kept = await _try(kit, db, tag, address)
    fixed = kit.settings.fixed_code
    if fixed and _same(fixed, plain):
        return True
    if kept is None or not await _is_right(kit, number, kept, plain, address):
        return False
    async with kit.database.transaction() as db:
        first = await store.use_code(db, tag, kept["salt"])
    if first:
        alarms.used(kit, number)
    return first


async def _try(kit: Kit, db: Connection, tag: bytes, address: str) -> Row | None:
    caps = kit.settings.caps
    here = tag + address.encode()
    if not await may(kit, db, "tries-here", here, caps.tries_per_number_and_address):
        return None
    return await store.try_code(db, tag, kit.clock.now(), caps.code_attempts)


async def _is_right(kit: Kit, number: str, kept: Row, plain: str, address: str) -> bool:
    tag, check = phone_tag(kit, number), None
    if kept["checker"] in SENDERS:
        check = SENDERS[kept["checker"]].check
    if check is None:
        return _same(_code(kit, tag, kept["salt"]), plain)
    try:
        return await check(kit, number, plain)
    except Trouble as found:
        alarms.trouble(found)
    async with kit.database.transaction() as db:
        await store.untry_code(db, tag)
        await limits.give_back(kit, db, "tries-here", tag + address.encode())
    raise Problem(503, "code-not-checked", "The code cannot be checked now.", retry_after=60)


def _code(kit: Kit, tag: bytes, salt: bytes) -> str:
    return f"{int.from_bytes(kit.keys.tag('code', tag, salt)) % 1_000_000:06d}"


def _same(code: str, written: str) -> bool:
    return hmac.compare_digest(code.encode(), written.encode())
