"""What a page of the feed is, and where a scroll stands."""

import struct
from typing import NamedTuple
from uuid import UUID

import msgspec

from mimi.anonymity.order import LENGTH
from mimi.rooms import secrets

PAGE = 20  # cards
FAR = 2**62  # an edition after all editions
_LAYOUT = struct.Struct(f">16sqq{LENGTH}s16s")


class Feed(msgspec.Struct):
    """`next` is given while there may be more; `edition` is the newest one out."""

    cards: list[secrets.Card]
    next: str | None
    edition: int


class Rung(NamedTuple):
    """What comes out of the circle for those with so many friends in it."""

    circle: UUID
    needed: int


class Placed(NamedTuple):
    """A secret, and its place among those of its edition in one viewer's order."""

    place: bytes
    secret: secrets.Secret


class Position(NamedTuple):
    """Where a scroll stands: after the secret `secret` at `place` in `edition`.

    `top` is the newest edition that was out when the scroll began: a later one does not push
    into it, it is found by beginning anew.
    """

    top: int
    edition: int
    place: bytes
    secret: UUID

    def packed(self, viewer: UUID) -> bytes:
        """Always of one length, so that a cursor's size says nothing of what was read."""
        return _LAYOUT.pack(viewer.bytes, self.top, self.edition, self.place, self.secret.bytes)


BEGINNING = Position(FAR, FAR, bytes(LENGTH), UUID(int=0))


def unpacked(plain: bytes, viewer: UUID) -> Position | None:
    """None when it is not this viewer's."""
    owner, top, edition, place, secret = _LAYOUT.unpack(plain)
    return Position(top, edition, place, UUID(bytes=secret)) if owner == viewer.bytes else None
