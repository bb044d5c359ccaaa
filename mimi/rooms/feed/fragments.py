"""The bytes of a card that are the same for its whole audience, and what differs by viewer."""

from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from mimi.kit.kit import Kit
from mimi.rooms import circles, photos, secrets
from mimi.rooms.accounts import Viewer

PHOTO = b',"photo":null'
FAR = b',"near":false,"label":null'
# Bytes of the objects that hold one: 240 where many share a rung, 650 where each has its own.
OVERHEAD = 400
SHARED = 10_000  # circles and tails of which one object is kept


class Fragment(NamedTuple):
    """A card in pieces: `head`, the photo's address if it has one, `middle`, near, `tail`."""

    secret: bytes
    circle: UUID
    needed: int
    photo: bool
    head: bytes
    middle: bytes
    tail: bytes

    @property
    def size(self) -> int:
        return OVERHEAD + len(self.head) + len(self.middle) + len(self.tail)


def fragment(kit: Kit, secret: secrets.Secret) -> Fragment:
    """Of the card as somebody sees it who is not near. Quotes in a text are escaped, so what is
    looked for is found only where a field begins."""
    plain = msgspec.structs.replace(secret, photo=False)
    card = msgspec.json.encode(secrets.card(kit, None, plain, []))
    head, _, rest = card.partition(PHOTO)
    middle, _, tail = rest.partition(FAR)
    if not secret.photo:
        head, middle = head + PHOTO + middle, b""
    one, circle, tail = secret.secret.bytes, _shared(secret.circle), _shared(tail)
    return Fragment(one, circle, secret.needed, secret.photo, head, middle, tail)


@lru_cache(SHARED)
def _shared(of: Any) -> Any:
    """One object for all that are equal: the circle of its secrets, and the tail of nearly all,
    of which moderators say nothing. Up to a third of what they take."""
    return of


def near(kit: Kit, circle: UUID, epoch: int) -> bytes:
    """What stands instead of `FAR` on the cards of a circle for those who are near it."""
    return b',"near":true,"label":"%b"' % str(circles.label_of(kit.keys, circle, epoch)).encode()


def card(kit: Kit, viewer: Viewer, one: Fragment, nearness: bytes) -> bytes:
    """The same bytes as of `secrets.card`."""
    if not one.photo:
        return one.head + nearness + one.tail
    address = photos.address(kit, viewer, UUID(bytes=one.secret)).encode()
    return b'%b,"photo":"%b"%b%b%b' % (one.head, address, one.middle, nearness, one.tail)
