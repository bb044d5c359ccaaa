"""What jurors are asked."""

from typing import Literal, NamedTuple
from uuid import UUID

import msgspec

from mimi.rooms.moderation import Reason

Language = Literal["zh", "en"]


class Control(NamedTuple):
    """A text whose answer is known. Written by us."""

    text: str
    rule: Reason
    breaks: bool


class Task(msgspec.Struct):
    """One to be decided, or one of known answer: they look alike. `task` names it for this juror
    alone."""

    task: str
    text: str
    rule: Reason


class Jury(msgspec.Struct):
    """Whether this member is asked at all, and what next; nothing when nothing fits."""

    asked: bool
    task: Task | None


class Verdict(msgspec.Struct, forbid_unknown_fields=True):
    task: str
    breaks: bool


class Sealed(msgspec.Struct, frozen=True, array_like=True):
    """A task as its name holds it. The same length for both kinds."""

    juror: bytes
    control: bool
    thing: bytes  # 16 bytes: a case, or which control


class Vote(NamedTuple):
    case: UUID
    tag: bytes
    breaks: bool
    counts: bool
