"""The sealed queues: what waits for its edition or for the night (P2, P4).

A row is sealed under a key of the window it waits for, and that key is destroyed when the window
comes, so the times in heap, log and backup lead to nothing. Rows with and without a photo have one
size each. A row's name is a keyed hash of the secret's id: the author can take the secret back,
a second one of the same key does not come between, and the order of names is nobody's.
"""

import hmac
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

import msgspec

from mimi.anonymity.editions import AHEAD, Wish, edition_for
from mimi.anonymity.options import Life, Reach
from mimi.kit.db import Connection
from mimi.kit.keys import seal, unseal
from mimi.kit.kit import Kit
from mimi.kit.padding import pad, unpad
from mimi.kit.windows import hold, window
from mimi.rooms.secrets import store_queue
from mimi.rooms.secrets.model import Queued

TEXT_SIZE = 8 * 1024  # a sealed secret without a photo; the longest text fits
PHOTO_SIZE = 512 * 1024  # more with one, in its sizes


class Told(NamedTuple):
    """A secret as its device sent it, checked; `digest` stands for the request."""

    secret: UUID
    text: str
    look: str
    photo: bytes
    wish: Wish
    reach: Reach
    life: Life
    notice: bytes
    digest: bytes


async def present(kit: Kit, db: Connection) -> int:
    """The present edition window; the release of the next one waits for this transaction."""
    return max(kit.edition(), await hold(db, "editions"))


def receipt(kit: Kit, present: int, told: Told) -> bytes:
    """Knows a retry within the window; afterwards its key is gone and it says nothing (P2)."""
    key = _edition_key(kit, present + kit.settings.rhythm.edition)
    return hmac.new(key, b"receipt" + told.digest, sha256).digest()


async def put(kit: Kit, db: Connection, present: int, circle: UUID, told: Told) -> None:
    edition = edition_for(present, kit.settings.rhythm.edition, told.wish, kit.chance.random)
    key = _edition_key(kit, edition)
    words = told.text, told.look, told.photo
    row = Queued(circle.bytes, told.secret.bytes, *words, told.reach, told.life, told.notice)
    size = TEXT_SIZE + (PHOTO_SIZE if told.photo else 0)
    sealed = seal(key, pad(msgspec.msgpack.encode(row), size), kit.chance)
    await store_queue.enqueue(db, edition, _item(key, told.secret), sealed)


async def take_back(kit: Kit, db: Connection, secret: UUID) -> bool:
    """Whether the secret was still queued. The request does not know for which edition."""
    done = await hold(db, "editions")
    for ahead in range(AHEAD + 1):  # 0: the present one, when its release is a moment late
        edition = kit.edition() + ahead * kit.settings.rhythm.edition
        if edition > done:
            item = _item(_edition_key(kit, edition), secret)
            if await store_queue.take_back(db, edition, item):
                return True
    return False


def opened(kit: Kit, edition: int, sealed: bytes) -> Queued | None:
    """None when the row was not sealed by this server: such a row is let go."""
    plain = unseal(_edition_key(kit, edition), sealed)
    return msgspec.msgpack.decode(unpad(plain), type=Queued) if plain else None


async def remove_tonight(kit: Kit, db: Connection, secret: UUID) -> None:
    length = kit.settings.rhythm.night
    last = max(window(kit.clock.now(), length), await hold(db, "night"))
    key = _night_key(kit, last + length)
    sealed = seal(key, secret.bytes, kit.chance)
    await store_queue.tonight(db, last + length, _item(key, secret), sealed)


def removed(kit: Kit, night: int, sealed: bytes) -> UUID | None:
    plain = unseal(_night_key(kit, night), sealed)
    return UUID(bytes=plain) if plain else None


def make_edition_keys(kit: Kit, window: int) -> None:
    """Makes the keys of the coming editions ahead: a key made for the first secret that needs it
    would be a file that keeps the time of its telling (P4)."""
    for ahead in range(1, AHEAD + 1):
        _edition_key(kit, window + ahead * kit.settings.rhythm.edition)


def make_night_key(kit: Kit, window: int) -> None:
    """The same for the coming night."""
    _night_key(kit, window + kit.settings.rhythm.night)


def _item(key: bytes, secret: UUID) -> UUID:
    return UUID(bytes=hmac.new(key, b"item" + secret.bytes, sha256).digest()[:16])


def _edition_key(kit: Kit, edition: int) -> bytes:
    return kit.keys.window_key(f"edition-{edition}")


def _night_key(kit: Kit, night: int) -> bytes:
    return kit.keys.window_key(f"night-{night}")
