"""What somebody who has no account asks to be taken down."""

from typing import Annotated, Literal, NamedTuple
from uuid import UUID

import msgspec

Link = Annotated[str, msgspec.Meta(max_length=300)]
Quotation = Annotated[str, msgspec.Meta(max_length=2_000)]
Claimed = Annotated[str, msgspec.Meta(max_length=80)]
Words = Annotated[str, msgspec.Meta(max_length=1_000)]
Number = Annotated[str, msgspec.Meta(max_length=40)]

Answer = Literal["taken-down", "left"]
State = Literal["waiting", "taken-down", "left"]


class Asking(msgspec.Struct, forbid_unknown_fields=True):
    """By a link, by its words, or both; `name` as it stands there, if it names somebody."""

    link: Link = ""
    quotation: Quotation = ""
    name: Claimed = ""
    words: Words = ""  # for the moderators


class Numbered(msgspec.Struct):
    """Shown once, to whoever asked: by it alone the outcome can be read."""

    number: str


class Question(msgspec.Struct, forbid_unknown_fields=True):
    number: Number


class TakedownOutcome(msgspec.Struct):
    """`left`: not found, or it breaks no rule; which of both is not said."""

    state: State


class Asked(msgspec.Struct, frozen=True, array_like=True):
    """A request as it lies sealed in its row."""

    link: str
    quotation: str
    name: str
    words: str


class Takedown(msgspec.Struct, frozen=True):
    """A request as moderators see it, with the cases that it seems to be about."""

    takedown: UUID
    quotation: str
    name: str
    words: str
    cases: list[UUID]


class Row(NamedTuple):
    takedown: UUID
    sealed: bytes
