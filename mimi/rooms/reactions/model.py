"""What a member may do to a secret in one tap."""

from typing import Literal, NamedTuple
from uuid import UUID

import msgspec

from mimi.rooms.accounts import Viewer
from mimi.rooms.circles import Sight

Kind = Literal["like", "share"]


class Seen(NamedTuple):
    """Who taps, and what this viewer sees beside the public at this moment."""

    viewer: Viewer
    sights: list[Sight]


class Reaction(NamedTuple):
    """A row: some member's, nobody knows whose."""

    circle: UUID
    secret: UUID
    kind: Kind
    tag: bytes


class Counts(NamedTuple):
    """Exact, so never sent: only their buckets leave the server."""

    likes: int = 0
    shares: int = 0
    people: int = 0  # who liked, shared or did both


class Link(msgspec.Struct):
    """Opens the secret for those who may see it, for everybody once it is public."""

    link: str
