"""What the contacts room speaks of."""

from typing import Annotated, Literal

import msgspec

Number = Annotated[str, msgspec.Meta(max_length=64)]
Invite = Annotated[str, msgspec.Meta(max_length=64)]


class Contacts(msgspec.Struct, forbid_unknown_fields=True):
    """The whole phone book as its owner allowed it; it replaces what was sent before."""

    own: Annotated[list[Number], msgspec.Meta(min_length=1, max_length=5)]
    numbers: list[str]


class Uploaded(msgspec.Struct):
    """Speaks of how numbers are written only, never of who is here."""

    accepted: int
    refused: list[int]  # where in `numbers` stands what cannot be a number


class Between(msgspec.Struct, forbid_unknown_fields=True):
    """Oneself and somebody else, who may or may not be here."""

    own: Number
    number: Number


class Unblock(msgspec.Struct, forbid_unknown_fields=True):
    number: Number


class NewInvite(msgspec.Struct, forbid_unknown_fields=True):
    kind: Literal["one", "group"]
    days: Annotated[int, msgspec.Meta(ge=1, le=30)]


class Source(msgspec.Struct):
    """A list that one may join: a class, or the departments of an organisation."""

    source: str
    name: str
    joined: bool  # by oneself; of others nothing is said


class InviteCode(msgspec.Struct, forbid_unknown_fields=True):
    """What the link carries behind its #, which no server's log sees."""

    invite: Invite
