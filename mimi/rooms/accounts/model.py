"""What the accounts room speaks of."""

from typing import Annotated, Literal, NewType
from uuid import UUID

import msgspec

Viewer = NewType("Viewer", UUID)  # an account whose session was checked

Phone = Annotated[str, msgspec.Meta(max_length=64)]
Code = Annotated[str, msgspec.Meta(max_length=16)]
Arriving = Annotated[str, msgspec.Meta(min_length=1, max_length=512)]  # a code of WeChat or WeCom
Ticketed = Annotated[str, msgspec.Meta(max_length=512)]
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


class Entering(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What every device says that signs in."""

    vault_key: str  # base64url, 32 bytes: an Ed25519 public key
    device: DeviceName
    keep: Literal["cookie", "token"]
    proof: str | None = None  # base64url, 64 bytes: Ed25519 by the vault key
    old_enough: bool = False  # said by whoever signs in; kept nowhere


class SignIn(Entering, kw_only=True, forbid_unknown_fields=True):
    phone: Phone
    code: Code


class ArrivedSignIn(Entering, kw_only=True, forbid_unknown_fields=True):
    ticket: Ticketed


class MiniSignIn(Entering, kw_only=True, forbid_unknown_fields=True):
    code: Arriving  # of the button for phone numbers


class Begin(msgspec.Struct, forbid_unknown_fields=True):
    desktop: bool  # a QR code to scan; else in the app's own browser


class Begun(msgspec.Struct):
    address: str  # where to go


class Arrival(msgspec.Struct, forbid_unknown_fields=True):
    """As it stands in the address that one came back to."""

    code: Arriving
    state: Annotated[str, msgspec.Meta(max_length=128)]


class MiniArrival(msgspec.Struct, forbid_unknown_fields=True):
    code: Arriving  # of wx.login


class ArrivedAs(msgspec.Struct):
    ticket: str  # to sign in with, for ten minutes
    who: str  # the same for the same person: by it a device knows its vault again


class Ticket(msgspec.Struct, forbid_unknown_fields=True):
    ticket: Ticketed


class SignedInAs(msgspec.Struct):
    """`session` only for a client that keeps it itself; a browser gets it as a cookie."""

    state: Literal["open", "waiting"]
    opens_in_days: int
    phone: str  # E.164, for the device to keep; empty for who did not come by a number
    session: str | None


class Here(msgspec.Struct):
    signed_in: bool


class NumberChange(msgspec.Struct, forbid_unknown_fields=True):
    phone: Phone
    code: Code


class Number(msgspec.Struct):
    phone: str  # E.164


class Account(msgspec.Struct):
    """All that the account's own row says."""

    joined: str  # a day, as YYYY-MM-DD
    seen: str  # a month, as YYYY-MM: it was used then, and perhaps later
    vault_key: str  # base64url


class Device(msgspec.Struct):
    device: UUID
    name: str
    seen: str  # a month, as YYYY-MM: it was used then, and perhaps later
    this: bool
    state: Literal["open", "waiting"]
    opens_in_days: int
