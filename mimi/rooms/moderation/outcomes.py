"""What came of it, for whoever wrote or reported and for nobody else, in the same bytes for all.

Protects both: nobody asks for an outcome. All outcomes are one list, the same for everybody; a
device knows the names of its own, by a key that the author's device and the server make of the
post key, or that was the receipt of a report. They come out by night, together, in the order of
their names, sealed and of one size: what was decided, and when, only the key opens.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Literal

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mimi.kit import base64url
from mimi.kit.chance import Chance
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.rooms import comments, secrets
from mimi.rooms.moderation import reports, store_outcomes
from mimi.rooms.moderation.model import Case, Item, Outcome
from mimi.rooms.moderation.policy import Reason

SIZE = 96  # bytes of what is sealed
KEPT = 30  # days
NAME = b"mimi/outcome"

Word = Outcome | Literal["held", "helped"]


class Told(msgspec.Struct, frozen=True):
    """The inside of a box, as JSON with spaces behind it."""

    outcome: Word
    rule: Reason
    day: int  # since 1970
    appeal: bool  # whether its author may say something against it


class Listed(msgspec.Struct, frozen=True):
    name: str  # base64url: of 16 bytes
    box: str


class Outcomes(msgspec.Struct, frozen=True):
    """Every outcome of the last 30 days, whoever asks."""

    outcomes: Sequence[Listed]


def name_of(key: bytes) -> bytes:
    return sha256(NAME + key).digest()[:16]


def box(key: bytes, told: Told, chance: Chance) -> bytes:
    """AES-256-GCM, as browsers have it."""
    nonce = chance.bytes(12)
    return nonce + AESGCM(key).encrypt(nonce, msgspec.json.encode(told).ljust(SIZE), None)


async def tell(kit: Kit, db: Connection, cases: Iterable[tuple[Case, Told]]) -> None:
    """Puts down for author and reporters what came of these; what was there before is replaced."""
    rows: dict[bytes, bytes] = {}
    for case, told in cases:
        for key in (reports.receipt(kit, case.case), await _notice(db, case.item)):
            if key:
                rows[name_of(key)] = box(key, told, kit.chance)
    await store_outcomes.put(db, [(name, rows[name], kit.day()) for name in sorted(rows)])


async def everything(db: Connection) -> Outcomes:
    rows = await store_outcomes.everything(db)
    return Outcomes([Listed(base64url.encode(name), base64url.encode(box)) for name, box in rows])


async def _notice(db: Connection, item: Item) -> bytes:
    """The key of whoever wrote it; empty when it is gone."""
    circle, secret, comment = item
    if comment is None:
        return await secrets.notice_of(db, circle, secret)
    return await comments.notice_of(db, circle, secret, comment)
