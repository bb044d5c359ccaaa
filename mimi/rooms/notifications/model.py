"""What the notifications room speaks of."""

from typing import Annotated, NamedTuple
from uuid import UUID

import msgspec

PARTS = 6  # of a day of UTC, four hours each: the finest that the server learns of somebody's hours

Endpoint = Annotated[str, msgspec.Meta(min_length=1, max_length=1024)]
Part = Annotated[int, msgspec.Meta(ge=0, lt=PARTS)]
Parts = Annotated[list[Part], msgspec.Meta(min_length=1, max_length=PARTS)]


class Subscribing(msgspec.Struct, forbid_unknown_fields=True):
    """What a browser hands out (RFC 8030, 8291), and the parts of the UTC day in which to ring."""

    endpoint: Endpoint  # an address of the browser's push service
    p256dh: str  # base64url, 65 bytes: a point of P-256
    auth: str  # base64url, 16 bytes
    parts: Parts


class Ringing(msgspec.Struct):
    """Whether this device is rung, and what a browser needs to ask for it."""

    key: (
        str  # base64url: the server's public key (RFC 8292), the same for everybody; empty: no push
    )
    parts: list[int]  # empty: this device is not rung


class Subscription(msgspec.Struct, frozen=True, array_like=True):
    """As it lies in its sealed row."""

    endpoint: str
    p256dh: bytes
    auth: bytes
    parts: list[int]


class Due(NamedTuple):
    """A row whose time has come."""

    account: UUID
    session: UUID
    sealed: bytes
