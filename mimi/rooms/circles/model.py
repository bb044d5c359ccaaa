"""What the circles room hands out."""

from typing import Annotated, Literal, NamedTuple
from uuid import UUID

import msgspec

OPEN = 2**62  # the `to_edition` of a sight that is not closed

Purpose = Literal["post", "comment"]
State = Literal["none", "waiting", "gathering", "publishing"]


class Sight(NamedTuple):
    """A viewer sees what came out of the circle needing `needed` friends, from one edition on.

    Holds for editions with `from_edition <= edition < to_edition`. Never says why: by friends or
    as a member looks the same.
    """

    circle: UUID
    needed: int
    from_edition: int
    to_edition: int


class Spendable(NamedTuple):
    """A token of ours, for the present epoch, not yet spent as far as this says."""

    circle: UUID
    epoch: int
    nullifier: bytes


class Spent(NamedTuple):
    """A token that was used. `epoch` is the post epoch of then, for either purpose."""

    nullifier: bytes
    epoch: int
    until: int  # the edition window up to which the receipt answers a retry; 0: it is over
    receipt: bytes

    def settled(self) -> "Spent":
        return self._replace(until=0, receipt=b"")


class Named(NamedTuple):
    """What a label stands for."""

    circle: UUID
    purpose: Purpose
    epoch: int


class HeldBatch(NamedTuple):
    """Who holds a batch of tokens, by a tag, and what its points were, by a hash."""

    circle: UUID
    purpose: Purpose
    epoch: int
    holder: bytes
    digest: bytes


class CircleState(msgspec.Struct):
    """All that a member is told of the own circle: no name, no size, nobody in it."""

    state: State
    at_least: int


class Batch(msgspec.Struct):
    """A batch of tokens that this device may hold: `tokens` many, from `epoch` until `ends`."""

    label: UUID
    purpose: Purpose
    epoch: int
    ends: int
    tokens: int


class Blinded(msgspec.Struct, forbid_unknown_fields=True):
    """The device's half of a batch: blinded points, base64url, 32 bytes each."""

    label: UUID
    blinded: Annotated[list[str], msgspec.Meta(min_length=1, max_length=64)]


class Wanted(msgspec.Struct, forbid_unknown_fields=True):
    batches: Annotated[list[Blinded], msgspec.Meta(min_length=1, max_length=256)]


class Evaluated(msgspec.Struct):
    """The server's half, with the proof that it used the one public key."""

    label: UUID
    evaluated: list[str]
    proof: str
