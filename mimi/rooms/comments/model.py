"""The types of the comments room."""

import struct
from typing import NamedTuple
from uuid import UUID

import msgspec

PAGE = 50  # comments
BADGES = 3  # comments of its author that a secret has at most
_LAYOUT = struct.Struct(">16sq16s")


class Comment(msgspec.Struct, frozen=True):
    """A comment as everybody sees it. Nothing ties it to another one."""

    comment: UUID
    mask: int  # 0 to 255, which picture to draw
    text: str
    by_author: bool  # said so with the secret's post key
    reply_to: UUID | None  # a comment of the thread that was out before; it may be gone since


class Thread(msgspec.Struct, frozen=True):
    """A page of comments; `next` is given while there may be more. The same for all who see it."""

    comments: list[Comment]
    next: str | None
    said: int  # comments that have come out in all, those that are gone too
    closed: bool  # its author lets nobody answer any more
    calm: bool  # it is heated: what is said comes out with the hour


class Badge(msgspec.Struct, forbid_unknown_fields=True):
    post_key: str
    signature: str


class Saying(msgspec.Struct, forbid_unknown_fields=True):
    secret: UUID
    text: str
    comment_key: str
    badge: Badge | None = None
    reply_to: UUID | None = None


class Sent(NamedTuple):
    """A comment as its device sent it; `digest` stands for the request."""

    saying: Saying
    digest: bytes


class Closing(msgspec.Struct, forbid_unknown_fields=True):
    """Signs `"mimi/close\\0"` and the id."""

    secret: UUID
    post_key: str
    signature: str


class Proof(NamedTuple):
    """That whoever wrote the comment asks."""

    comment_key: bytes
    signature: bytes


class Accepted(msgspec.Struct):
    """`{}`: the same for everybody."""


class Said(msgspec.Struct, frozen=True, array_like=True, tag="said"):
    """A comment in the sealed queue."""

    circle: bytes
    secret: bytes
    comment: bytes
    text: str
    by_author: bool
    reply_to: bytes  # empty: to the secret
    notice: bytes  # opens what is decided about it


class Withdrawn(msgspec.Struct, frozen=True, array_like=True, tag="withdrawn"):
    """A removal in the sealed queue."""

    circle: bytes
    secret: bytes
    comment: bytes


class Closed(msgspec.Struct, frozen=True, array_like=True, tag="closed"):
    """A closing in the sealed queue."""

    circle: bytes
    secret: bytes


Act = Said | Withdrawn | Closed


class Position(NamedTuple):
    """After which comment of a thread a page begins."""

    released: int
    comment: UUID

    def packed(self, secret: UUID) -> bytes:
        return _LAYOUT.pack(secret.bytes, self.released, self.comment.bytes)


BEGINNING = Position(-1, UUID(int=0))


def unpacked(plain: bytes, secret: UUID) -> Position | None:
    """None when it is of another thread."""
    of, released, comment = _LAYOUT.unpack(plain)
    return Position(released, UUID(bytes=comment)) if of == secret.bytes else None
