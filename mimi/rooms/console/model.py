"""What moderators see and do. Nothing of it has a person, a circle, a number or a time (P11)."""

from typing import Annotated, Literal, NamedTuple
from uuid import UUID

import msgspec

from mimi.rooms.moderation import Context, Outcome, Pending, Reason, Strength
from mimi.rooms.rumours import Note, Source, State
from mimi.rooms.takedowns import Answer, Quotation

Sentence = Annotated[str, msgspec.Meta(min_length=1, max_length=280, pattern=r"\S")]
Did = Literal["removed", "stays", "kept", "proposed", "undone", "answered", "gathered"]


class Deed(NamedTuple):
    """One act as it is written down."""

    did: Did
    rule: Reason
    reason: str
    before: Strength | None  # the hold before it


class Proposal(NamedTuple):
    """That somebody wants a case removed, which takes two."""

    moderator: str
    rule: Reason


class Waiting(msgspec.Struct, frozen=True):
    """A case in the queue. `second`: a removal was proposed, by this moderator or by another.
    `closed`: this moderator acted on it before, so the appeal is for somebody else."""

    case: Pending
    second: Literal["own", "other"] | None
    closed: bool


class Act(msgspec.Struct, frozen=True):
    """What a moderator did, by the day; those of one day stand in nobody's order."""

    case: UUID
    moderator: str
    day: str  # YYYY-MM-DD
    did: Did
    rule: Reason
    reason: str


class Noted(msgspec.Struct, frozen=True):
    """What moderators wrote to all wordings of a text."""

    state: State
    note: str
    source: str


class Opened(msgspec.Struct, frozen=True):
    """A case with the thread around it and what was done about it."""

    waiting: Waiting
    context: Context
    acts: list[Act]
    noted: Noted | None


class Deciding(msgspec.Struct, forbid_unknown_fields=True):
    outcome: Outcome
    rule: Reason
    reason: Sentence


class Decided(msgspec.Struct, frozen=True):
    """`proposed`: hidden, and removed once another moderator says so too."""

    state: Literal["decided", "proposed"]


class Gathering(msgspec.Struct, forbid_unknown_fields=True):
    """What is done to all wordings of a case's text, those to come too. `removed`: each is hidden
    and waits for two moderators; of copies this is the one's proposal, or the other's word.
    `before`: the note that this moderator saw there, so that nobody writes over another's
    unawares."""

    state: State
    reason: Sentence
    note: Note = ""
    source: Source = ""
    before: Note = ""


class Gathered(msgspec.Struct, frozen=True):
    """The cases of all wordings that are out."""

    cases: list[UUID]


class Search(msgspec.Struct, forbid_unknown_fields=True):
    quotation: Quotation


class Hit(msgspec.Struct, frozen=True):
    """Something that is out and may be what is quoted, with its case."""

    case: UUID
    text: str
    sure: bool  # the whole quotation stands in it, or nothing was done to the picture but saving


class Answering(msgspec.Struct, forbid_unknown_fields=True):
    answer: Answer
    reason: Sentence
