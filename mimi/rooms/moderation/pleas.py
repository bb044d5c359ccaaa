"""What an author says with the key of what was written: an appeal, or "I am safe".

Protects authors as removing does: no session, and the night brings all pleas of a day together, in
the order of their names, so that nobody, a moderator neither, learns when one was online (P1, P11).
"""

import hmac
from hashlib import sha256
from typing import Literal
from uuid import UUID

import msgspec

from mimi.kit.db import Connection
from mimi.kit.errors import NotFound, Problem
from mimi.kit.keys import seal, unseal
from mimi.kit.kit import Kit
from mimi.kit.padding import pad, unpad
from mimi.kit.windows import hold, window
from mimi.rooms import comments, secrets
from mimi.rooms.moderation import cases, store, store_pleas
from mimi.rooms.moderation.model import Item, Plea

APPEAL = b"mimi/appeal\0"
SAFE = b"mimi/safe\0"
SIZE = 8 * 1024 + 256  # of a sealed row; the longest text fits


class Pleaded(msgspec.Struct, frozen=True, array_like=True):
    """A plea in the sealed queue."""

    kind: Literal["appeal", "safe"]
    circle: bytes
    secret: bytes
    comment: bytes  # empty: the secret itself
    text: str

    @property
    def item(self) -> Item:
        comment = UUID(bytes=self.comment) if self.comment else None
        return Item(UUID(bytes=self.circle), UUID(bytes=self.secret), comment)


async def appeal(kit: Kit, db: Connection, plea: Plea) -> None:
    """Asks that somebody else decides; once a case. Problems: not-yours; those of texts; NotFound
    unless it is hidden, or its author was told what was decided, or when it is erased.

    Protects what was removed from whoever tells a copy to ask for it: that something climbs no
    further is answered as if nothing held it, and the hour of a decision is not to be had here.
    """
    _check(plea, APPEAL)
    text = secrets.clean(plea.text)
    for item in await _items(db, plea):
        case = cases.name(kit, item)
        held = await store.hold(db, case)
        if held and (held.strength == "hidden" or await store_pleas.told(db, case)):
            await _put(kit, db, _plea("appeal", item, text))
            return
    raise NotFound


async def safe(kit: Kit, db: Connection, plea: Plea) -> None:
    """Tells those who worry that one is safe, from the night on. Problems: not-yours; NotFound."""
    _check(plea, SAFE)
    places = await _items(db, plea)
    if plea.comment or not places:
        raise NotFound
    await _put(kit, db, _plea("safe", places[0], ""))


def _check(plea: Plea, act: bytes) -> None:
    """The key signs what it does, to what, and what it says."""
    key, signature = secrets.read_bytes(plea.key, 32), secrets.read_bytes(plea.signature, 64)
    wrote = secrets.secret_id(key) if plea.comment is None else comments.comment_id(key)
    ids = plea.secret.bytes + (plea.comment.bytes if plea.comment else b"")
    signed = secrets.signed(key, signature, act + ids + plea.text.encode())
    if wrote != (plea.comment or plea.secret) or not signed:
        raise Problem(403, "not-yours", "This key did not write this.")


async def _items(db: Connection, plea: Plea) -> list[Item]:
    """Where it is; a key that told in two circles told two secrets of one id."""
    places = await secrets.places(db, [plea.secret])
    items = [Item(*place, plea.comment) for place in places]
    return [item for item in items if await cases.content(db, item)]


def _plea(kind: Literal["appeal", "safe"], item: Item, text: str) -> Pleaded:
    comment = item.comment.bytes if item.comment else b""
    return Pleaded(kind, item.circle.bytes, item.secret.bytes, comment, text)


async def _put(kit: Kit, db: Connection, plea: Pleaded) -> None:
    length = kit.settings.rhythm.night
    night = max(window(kit.clock.now(), length), await hold(db, "moderation")) + length
    key = _key(kit, night)
    ids = plea.kind.encode() + plea.secret + plea.comment
    name = UUID(bytes=hmac.new(key, ids, sha256).digest()[:16])
    sealed = seal(key, pad(msgspec.msgpack.encode(plea), SIZE), kit.chance)
    await store_pleas.put(db, night, name, sealed)


def make_key(kit: Kit, night: int) -> None:
    """Ahead, so that no file keeps the time of a plea (P4)."""
    _key(kit, night + kit.settings.rhythm.night)


async def take(kit: Kit, db: Connection, night: int) -> None:
    """Does what was pleaded since the night before."""
    for due, sealed in await store_pleas.take(db, night):
        plain = unseal(_key(kit, due), sealed)
        if plain:
            await _do(kit, db, msgspec.msgpack.decode(unpad(plain), type=Pleaded))


async def _do(kit: Kit, db: Connection, plea: Pleaded) -> None:
    if plea.kind == "safe":
        await secrets.set_safe(db, plea.item.circle, plea.item.secret)
        return
    case = cases.name(kit, plea.item)
    if await store.hold(db, case) is None:
        return  # let go meanwhile: there is nothing left to decide, and the appeal is not used up
    if await store.find(db, case) and await store_pleas.appeal(db, case, plea.text, kit.day()):
        await store.set_waiting(db, case, waiting=True)


def _key(kit: Kit, night: int) -> bytes:
    return kit.keys.window_key(f"pleas-{night}")
