"""What the accounts room speaks of."""

from typing import Annotated, Literal, NewType
from uuid import UUID

import msgspec

Viewer = NewType("Viewer", UUID)  # an account whose session was checked

Phone = Annotated[str, msgspec.Meta(max_length=64)]
Code = Annotated[str, msgspec.Meta(max_length=16)]
DeviceName = Annotated[str, msgspec.Meta(max_length=40, pattern=r"^[^\x00-\x1f\x7f]*$")]


class Session(msgspec.Struct, frozen=True):
    """A signed-in device. Times are days since 1970."""

    session: UUID
    account: Viewer
    seen: int
    opens: int  # 0: open; else the day a waiting one opens by itself

    def waits(self, day: int) -> bool:
        return self.opens > day


class NewSession(msgspec.Struct, frozen=True):
    """A device that signs in."""

    session: UUID
    account: UUID
    device: str  # its name
    seen: int
    opens: int


class CodeRequest(msgspec.Struct, forbid_unknown_fields=True):
    phone: Phone


class SignIn(msgspec.Struct, forbid_unknown_fields=True):
    phone: Phone
    code: Code
    vault_key: str  # base64url, 32 bytes: an Ed25519 public key
    device: DeviceName
    keep: Literal["cookie", "token"]
    proof: str | None = None  # base64url, 64 bytes: Ed25519 by the vault key
    old_enough: bool = False  # said by whoever signs in; kept nowhere


class SignedInAs(msgspec.Struct):
    """`session` only for a client that keeps it itself; a browser gets it as a cookie."""

    state: Literal["open", "waiting"]
    opens_in_days: int
    phone: str  # E.164, for the device to keep
    session: str | None


class NumberChange(msgspec.Struct, forbid_unknown_fields=True):
    phone: Phone
    code: Code


class Number(msgspec.Struct):
    phone: str  # E.164


class Device(msgspec.Struct):
    device: UUID
    name: str
    seen: str  # a month, as YYYY-MM: it was used then, and perhaps later
    this: bool
    state: Literal["open", "waiting"]
    opens_in_days: int
