"""The types of the secrets room."""

from typing import Literal, NamedTuple, get_args
from uuid import UUID

import msgspec

Look = Literal["dawn", "sea", "moss", "plum", "sand", "night", "rose", "slate"]
LOOKS: tuple[Look, ...] = get_args(Look)
PLAIN: Look = "night"  # of whoever chooses none


class Secret(msgspec.Struct, frozen=True):
    """A secret that is out, as its row has it. It has no author: that is not a type here."""

    circle: UUID
    secret: UUID
    edition: int
    text: str
    look: str
    photo: bool
    needed: int  # friends needed to see it; 0 is public
    likes: int  # this and the next two: as shown, in buckets
    shares: int
    comments: int


class Live(NamedTuple):
    """What the rooms that count need of a secret that is out."""

    circle: UUID
    secret: UUID
    edition: int
    needed: int
    likes: int
    shares: int
    comments: int


class Card(msgspec.Struct, frozen=True):
    """A secret as one viewer sees it. Nothing in it depends on who wrote it."""

    secret: UUID
    edition: int
    text: str
    look: str
    photo: bool
    likes: int
    shares: int
    comments: int
    public: bool
    near: bool  # this viewer may comment
    label: UUID | None  # what the circle's comment tokens are called this week, for the near


class Notice(msgspec.Struct, frozen=True):
    """One secret in the bulletin."""

    secret: UUID
    edition: int
    likes: int
    shares: int
    comments: int
    needed: int


class Bulletin(msgspec.Struct, frozen=True):
    """What members are told of their circle's secrets since they joined: the same bytes for all
    who joined by the same epoch."""

    edition: int
    secrets: list[Notice]


class Telling(msgspec.Struct, forbid_unknown_fields=True):
    """The `secret` field of the form that tells a secret."""

    text: str
    post_key: str
    look: Look | Literal[""] = ""
    edition: Literal["any", "next"] = "any"


class Removal(msgspec.Struct, forbid_unknown_fields=True):
    post_key: str
    signature: str


class Accepted(msgspec.Struct):
    """`{}`: the same for everybody."""


class Queued(msgspec.Struct, frozen=True, array_like=True):
    """A secret in the sealed queue."""

    circle: bytes
    secret: bytes
    text: str
    look: str
    photo: bytes  # WebP; empty: none
