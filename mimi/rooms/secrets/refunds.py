"""The post token of a secret comes back to whoever holds its key, while the secret is out.

Protects the author: who asks is known by the key alone, as with removing, and nothing that anybody
sees or that the store shows changes by it (P1, P2).
"""

from mimi.anonymity.editions import AHEAD
from mimi.kit.db import Connection
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.rooms import circles
from mimi.rooms.circles import Claim, Evaluated
from mimi.rooms.secrets.actions import find_in_circle
from mimi.rooms.secrets.model import Refund
from mimi.rooms.secrets.post_keys import owns, read_bytes

REFUND = b"mimi/refund\0"


async def refund(kit: Kit, db: Connection, asked: Refund) -> Evaluated:
    """Problems: not-yours first; then those of `circles.refund`, and NotFound when the secret is
    not out or no more: removed, expired and never told look the same."""
    key, signature = read_bytes(asked.key, 32), read_bytes(asked.signature, 64)
    if not owns(asked.secret, key, signature, _message(asked)):
        raise Problem(403, "not-yours", "This key did not tell this secret.")
    named = await circles.refundable(kit, db, asked.label, "post")
    out = (await find_in_circle(db, named.circle, asked.secret)).edition
    since = out - AHEAD * kit.settings.rhythm.edition
    claim = Claim(asked.label, asked.secret.bytes, since, out, asked.blinded)
    return await circles.refund(kit, db, named, claim)


def _message(asked: Refund) -> bytes:
    """What the key signs: only this token, for this secret."""
    return REFUND + asked.secret.bytes + asked.label.bytes + read_bytes(asked.blinded, 32)
