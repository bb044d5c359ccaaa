"""One-time codes. The same work, and so the same answer and time, for any number.

A code is an HMAC of its number and a salt, so that it can be sent again without being kept. Whoever
knows a number can ask for codes and try wrong ones: protects its owner from being kept out so. The
code that was sent stays the right one, and one address has few requests and few tries.
"""

import hmac
import unicodedata

from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.limits import allow, may
from mimi.rooms.accounts import store
from mimi.rooms.accounts.numbers import phone_tag


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
    now = kit.clock.now()
    expires = now + caps.code_minutes * 60
    salt = await store.put_code(db, tag, kit.chance.bytes(16), expires, now, caps.code_attempts)
    return _code(kit, tag, salt)


async def take(kit: Kit, db: Connection, number: str, code: str, address: str) -> bool:
    """Whether the code is right; then it is used up. A wrong one counts once committed.

    No code, an expired one and one tried too often are all simply wrong.
    """
    caps, tag = kit.settings.caps, phone_tag(kit, number)
    plain = unicodedata.normalize("NFKC", code).strip()  # full-width digits of a Chinese keyboard
    here = tag + address.encode()
    salt = None
    if await may(kit, db, "tries-here", here, caps.tries_per_number_and_address):
        salt = await store.try_code(db, tag, kit.clock.now(), caps.code_attempts)
    right = salt is not None and _same(_code(kit, tag, salt), plain)
    fixed = kit.settings.fixed_code
    right |= bool(fixed) and _same(fixed, plain)
    if right:
        await store.remove_code(db, tag)
    return right


def _code(kit: Kit, tag: bytes, salt: bytes) -> str:
    return f"{int.from_bytes(kit.keys.tag('code', tag, salt)) % 1_000_000:06d}"


def _same(code: str, written: str) -> bool:
    return hmac.compare_digest(code.encode(), written.encode())
