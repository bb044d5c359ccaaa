"""What spreads in many wordings, and what moderators made of it."""

from typing import Annotated, Literal, NamedTuple
from uuid import UUID

import msgspec

State = Literal["noted", "stopped", "removed"]
Note = Annotated[str, msgspec.Meta(max_length=280)]
Source = Annotated[str, msgspec.Meta(max_length=300, pattern=r"^(https://[^\s<>\"]+)?$")]


class Treatment(NamedTuple):
    """What is done to all wordings."""

    state: State
    note: str
    source: str


class Variant(NamedTuple):
    """The case of a wording that is out; `copied` if next to nothing was changed."""

    case: UUID
    copied: bool


class Rumour(NamedTuple):
    """`rumour` is the case that it was first seen in."""

    rumour: UUID
    state: State
    note: str
    source: str
    signature: bytes
