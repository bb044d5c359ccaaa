"""The sealed queue of comments: what waits for the next minutes' window, or for the night.

As with secrets: all rows of one size, sealed under a key of their window that is destroyed when
it comes. What an author does with a key waits for the night (P1): else whoever knows when he was
online could tell who he is.
"""

import hmac
from hashlib import sha256
from uuid import UUID

import msgspec

from mimi.kit.db import Connection
from mimi.kit.keys import seal, unseal
from mimi.kit.kit import Kit
from mimi.kit.padding import pad, unpad
from mimi.kit.windows import hold, window
from mimi.rooms.comments import store_queue
from mimi.rooms.comments.model import BADGES, Act, Closed, Said
from mimi.rooms.comments.store_queue import Slot

SIZE = 8 * 1024 + 256  # of a sealed row; the longest text fits


async def next_window(kit: Kit, db: Connection) -> int:
    """What is said now comes out then; its release waits for this transaction."""
    length = kit.settings.rhythm.comments
    return max(window(kit.clock.now(), length), await hold(db, "comments")) + length


async def next_hour(kit: Kit, db: Connection) -> int:
    """What is said in a heated thread comes out then: a pause for all alike."""
    length = kit.settings.rhythm.counters
    return max(window(kit.clock.now(), length) + length, await next_window(kit, db))


async def tonight(kit: Kit, db: Connection) -> int:
    """What authors do now shows then."""
    length = kit.settings.rhythm.night
    return max(window(kit.clock.now(), length) + length, await next_window(kit, db))


def make_keys(kit: Kit, released: int) -> None:
    """Makes the keys of the coming window, hour and night ahead, so that no file keeps the time at
    which somebody first needed one (P4)."""
    rhythm = kit.settings.rhythm
    _key(kit, released + rhythm.comments)
    _key(kit, window(released, rhythm.counters) + rhythm.counters)
    _key(kit, window(released, rhythm.night) + rhythm.night)


def receipt(kit: Kit, window: int, digest: bytes) -> bytes:
    """Knows a retry until the window's key is destroyed; afterwards it says nothing (P2)."""
    return hmac.new(_key(kit, window), b"receipt" + digest, sha256).digest()


async def put(kit: Kit, db: Connection, window: int, act: Act) -> bool:
    """Whether there was no such act in the window yet."""
    return await _put(kit, db, _slot(kit, window, _name(act)), act)


def _name(act: Act) -> bytes:
    if isinstance(act, Closed):
        return b"closed" + act.secret
    return (b"said" if isinstance(act, Said) else b"withdrawn") + act.comment


async def put_badge(kit: Kit, db: Connection, said: Said, out: int) -> bool:
    """Whether fewer than three wait or, `out` of them, have been out: taking one back that others
    have read is an act more, not less (P1)."""
    night = await tonight(kit, db)
    for number in range(out, BADGES):
        if await _put(kit, db, _badge_slot(kit, night, said.secret, number), said):
            return True
    return False


async def take_back(kit: Kit, db: Connection, secret: UUID, comment: UUID) -> bool:
    """Whether the comment was still queued."""
    for due in (await next_window(kit, db), await next_hour(kit, db)):
        if await store_queue.take_back(db, _slot(kit, due, b"said" + comment.bytes)):
            return True
    night = await tonight(kit, db)
    for number in range(BADGES):
        slot = _badge_slot(kit, night, secret.bytes, number)
        sealed = await store_queue.look(db, slot)
        act = opened(kit, night, sealed) if sealed else None
        if isinstance(act, Said) and act.comment == comment.bytes:
            return await store_queue.take_back(db, slot)
    return False


def opened(kit: Kit, window: int, sealed: bytes) -> Act | None:
    """None when the row was not sealed by this server: such a row is let go."""
    plain = unseal(_key(kit, window), sealed)
    return msgspec.msgpack.decode(unpad(plain), type=Act) if plain else None


async def _put(kit: Kit, db: Connection, slot: Slot, act: Act) -> bool:
    plain = pad(msgspec.msgpack.encode(act), SIZE)
    return await store_queue.enqueue(db, slot, seal(_key(kit, slot[0]), plain, kit.chance))


def _badge_slot(kit: Kit, night: int, secret: bytes, number: int) -> Slot:
    return _slot(kit, night, b"badge" + secret + bytes([number]))


def _slot(kit: Kit, window: int, name: bytes) -> Slot:
    """A keyed name: to be found again by who knows the comment, in an order that is nobody's."""
    return window, UUID(bytes=hmac.new(_key(kit, window), name, sha256).digest()[:16])


def _key(kit: Kit, window: int) -> bytes:
    return kit.keys.window_key(f"comments-{window}")
