"""What somebody who has no account asks to be taken down."""

from typing import Annotated, Literal, NamedTuple
from uuid import UUID

import msgspec

Link = Annotated[str, msgspec.Meta(max_length=300)]
Quotation = Annotated[str, msgspec.Meta(max_length=2_000)]
Claimed = Annotated[str, msgspec.Meta(max_length=80)]
Words = Annotated[str, msgspec.Meta(max_length=1_000)]
Number = Annotated[str, msgspec.Meta(max_length=40)]

Wish = Literal["take-down", "put-back"]
Answer = Literal["taken-down", "put-back", "left"]
State = Literal["waiting", "taken-down", "put-back", "left"]
GRANTED: dict[Wish, Answer] = {"take-down": "taken-down", "put-back": "put-back"}


class Asking(msgspec.Struct, forbid_unknown_fields=True):
    """By a link, by its words, or both; `name` as it stands there, if it names somebody. Who says
    that something was hidden wrongly wishes that it is put back: as anybody may, without account,
    key or address."""

    link: Link = ""
    quotation: Quotation = ""
    name: Claimed = ""
    words: Words = ""  # for the moderators
    wish: Wish = "take-down"


class Numbered(msgspec.Struct):
    """Shown once, to whoever asked: by it alone the outcome can be read."""

    number: str


class Question(msgspec.Struct, forbid_unknown_fields=True):
    number: Number


class TakedownOutcome(msgspec.Struct):
    """`left`: not found, or it stays as it is; which of both is not said."""

    state: State


class Asked(msgspec.Struct, frozen=True, array_like=True):
    """A request as it lies sealed in its row."""

    link: str
    quotation: str
    name: str
    words: str
    wish: Wish = "take-down"


class Takedown(msgspec.Struct, frozen=True):
    """A request as moderators see it, with the cases that it seems to be about."""

    takedown: UUID
    quotation: str
    name: str
    words: str
    cases: list[UUID]
    wish: Wish


class Row(NamedTuple):
    takedown: UUID
    sealed: bytes
