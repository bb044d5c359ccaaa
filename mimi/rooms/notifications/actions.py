"""Which devices are rung."""

import msgspec
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey

from mimi.kit import base64url
from mimi.kit.db import Connection
from mimi.kit.errors import NotFound, Problem
from mimi.kit.kit import Kit
from mimi.kit.padding import pad, unpad
from mimi.kit.windows import next_window
from mimi.rooms.accounts import Session
from mimi.rooms.notifications import addresses, store, vapid
from mimi.rooms.notifications.model import Ringing, Subscribing, Subscription

PURPOSE = "subscription"
SIZE = 2048  # bytes of a row before it is sealed: the longest endpoint fits


async def ringing(kit: Kit, db: Connection, session: Session) -> Ringing:
    sealed = await store.find(db, session.account, session.session)
    kept = opened(kit, sealed) if sealed else None
    key = base64url.encode(vapid.public_key(kit)) if kit.settings.push else ""
    return Ringing(key, kept.parts if kept else [])


async def subscribe(kit: Kit, db: Connection, session: Session, wanted: Subscribing) -> None:
    """One subscription a device: a new one takes the place of the last.

    The same one again writes nothing, so that a visit in which a page makes sure leaves no trace.
    Problems: invalid-subscription; NotFound on a server without push.
    """
    if not kit.settings.push:
        raise NotFound
    new = _checked(kit, wanted)
    sealed = await store.find(db, session.account, session.session)
    if sealed and opened(kit, sealed) == new:
        return
    row = kit.keys.seal(PURPOSE, pad(msgspec.msgpack.encode(new), SIZE))
    due = next_window(kit.clock.now() + 1, kit.settings.rhythm.edition)
    await store.put(db, session.account, session.session, row, due)


def opened(kit: Kit, sealed: bytes) -> Subscription | None:
    """None when it was sealed under another keyring: such a row is let go."""
    plain = kit.keys.unseal(PURPOSE, sealed)
    return msgspec.msgpack.decode(unpad(plain), type=Subscription) if plain else None


def _checked(kit: Kit, wanted: Subscribing) -> Subscription:
    try:
        addresses.check(wanted.endpoint, kit.settings.rehearsal)
        p256dh, auth = base64url.decode(wanted.p256dh, 65), base64url.decode(wanted.auth, 16)
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), p256dh)
    except ValueError as error:
        detail = "Not what a browser hands out for push."
        raise Problem(400, "invalid-subscription", detail) from error
    return Subscription(wanted.endpoint, p256dh, auth, sorted(set(wanted.parts)))
