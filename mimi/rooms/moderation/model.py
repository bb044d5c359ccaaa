"""The types of the moderation room. None of them has a person in it."""

from typing import Literal, NamedTuple
from uuid import UUID

import msgspec

from mimi.rooms.moderation.policy import Reason, Strength

Outcome = Literal["removed", "stays", "kept"]
JURY = "the jury"  # who decided, when jurors did


class Item(NamedTuple):
    """What may break a rule: a secret, or a comment on it."""

    circle: UUID
    secret: UUID
    comment: UUID | None


class Content(NamedTuple):
    text: str
    photo: bool
    pictured: frozenset[Reason] = frozenset()  # rules that its picture may break
    copied: frozenset[Reason] = frozenset()  # those of removed pictures that it is a copy of


class Case(NamedTuple):
    """An item under its opaque name, as its row has it."""

    case: UUID
    item: Item
    rule: Reason
    waiting: bool


class Hold(NamedTuple):
    """What keeps an item back; the rungs are those to come back to."""

    strength: Strength
    needed: int
    lowest: int
    until: int  # the night in which it lapses; 0: none


class Decision(NamedTuple):
    outcome: Outcome
    rule: Reason
    moderator: str


class Plea(msgspec.Struct, forbid_unknown_fields=True):
    """Signed by the key of the secret or comment: `"mimi/appeal\\0"`, the id of the secret, of a
    comment its own too, and the text; or `"mimi/safe\\0"` and the id of the secret."""

    secret: UUID
    key: str
    signature: str
    text: str = ""
    comment: UUID | None = None


class Accepted(msgspec.Struct):
    """`{}`: the same for everybody."""


class Report(msgspec.Struct, forbid_unknown_fields=True):
    secret: UUID
    reason: Reason
    comment: UUID | None = None


class Receipt(msgspec.Struct):
    """By which the reporter's device finds what came of it; the same for all who reported it."""

    receipt: str


class Pending(msgspec.Struct, frozen=True):
    """A case as moderators see it (P11): what it says and why it is here. Neither who wrote nor
    who reported, nor how many, nor when, nor in which circle."""

    case: UUID
    kind: Literal["secret", "comment"]
    text: str
    photo: bool
    rule: Reason  # the gravest that may be broken
    reasons: list[Reason]  # that were given
    hold: Strength | None
    appeal: str | None  # what the author says against the decision
    removed_by: str | None  # the moderator who may not decide about the appeal


class Context(msgspec.Struct, frozen=True):
    """The thread around a case, the oldest answer first; what is hidden is in it."""

    text: str
    photo: bool
    answers: list[str]
