"""The types of the secrets room."""

from typing import Literal, NamedTuple
from uuid import UUID

import msgspec

from mimi.anonymity.options import Life, Reach
from mimi.rooms.secrets.looks import LOOKS

HIDDEN = 2**15 - 1  # friends needed: a rung of nobody's sight, of what moderation hides


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
    said: int  # comments that have come out, those that are gone too
    closed: bool  # takes no more comments
    note: str  # what moderators say about it to all who see it
    source: str  # where that stands
    calm: bool  # comments wait for the hour
    safe: bool  # its author says so
    veiled: bool  # its photo may show somebody naked


class Options(NamedTuple):
    """What its author chose, and the key of what is decided about it, as the row keeps them. No
    answer is made of this."""

    lowest: int  # friends needed, however many like it
    ends: int  # the next night from then on takes it
    notice: bytes


class Live(NamedTuple):
    """What the rooms that count need of a secret that is out."""

    circle: UUID
    secret: UUID
    edition: int
    needed: int
    lowest: int  # the rung it stays on
    likes: int
    shares: int
    comments: int


class Card(msgspec.Struct, frozen=True):
    """A secret as one viewer sees it. Nothing in it depends on who wrote it."""

    secret: UUID
    edition: int
    text: str
    look: str
    photo: str | None  # its address, for this viewer, today and tomorrow
    likes: int
    shares: int
    comments: int
    public: bool
    near: bool  # this viewer may comment
    label: UUID | None  # what the circle's comment tokens are called this week, for the near
    note: str  # what moderators say about it, the same for all; empty: nothing
    source: str  # address where that stands, or empty
    safe: bool  # its author answered those who worried
    veiled: bool  # its photo may show somebody naked, and is shown to who asks for it


class Notice(msgspec.Struct, frozen=True):
    """One secret in the bulletin."""

    secret: UUID
    edition: int
    likes: int
    shares: int
    comments: int
    public: bool


class Bulletin(msgspec.Struct, frozen=True):
    """What members are told of their circle's secrets since they joined: the same bytes for all
    who joined by the same epoch."""

    edition: int
    secrets: list[Notice]


class Talk(msgspec.Struct, frozen=True):
    """A thread that somebody has spoken in, and how often: as many as its reader could count."""

    secret: UUID
    said: int  # comments that have come out, those that are gone too


class Talks(msgspec.Struct, frozen=True):
    """The threads of one circle: the same bytes for all who are near its same editions."""

    label: UUID  # what the circle's comment tokens are called this week
    secrets: list[Talk]


class Telling(msgspec.Struct, forbid_unknown_fields=True):
    """The `secret` field of the form that tells a secret."""

    text: str
    post_key: str
    look: str = ""  # one of LOOKS
    edition: Literal["any", "next"] = "any"
    reach: Reach = "anyone"
    life: Life = "month"

    def __post_init__(self) -> None:
        if self.look and self.look not in LOOKS:
            raise ValueError("this look is not known")


class Removal(msgspec.Struct, forbid_unknown_fields=True):
    """For a secret it signs `"mimi/delete\\0"` and its id; for a comment
    `"mimi/delete-comment\\0"` and the ids of secret and comment."""

    secret: UUID
    key: str  # of the secret, or of the comment
    signature: str
    comment: UUID | None = None


class Refund(msgspec.Struct, forbid_unknown_fields=True):
    """For a secret it signs `"mimi/refund\\0"`, its id, the label's 16 bytes and the blinded point;
    for a comment `"mimi/refund-comment\\0"`, the ids of secret and comment, and the same."""

    secret: UUID
    label: UUID  # of the token that was spent
    blinded: str
    key: str  # of the secret, or of the comment
    signature: str
    comment: UUID | None = None


class Accepted(msgspec.Struct):
    """`{}`: the same for everybody."""


class Queued(msgspec.Struct, frozen=True, array_like=True):
    """A secret in the sealed queue."""

    circle: bytes
    secret: bytes
    text: str
    look: str
    photo: bytes  # in its sizes; empty: none
    reach: Reach
    life: Life
    notice: bytes  # opens what is decided about it
