"""What the moderators room speaks of."""

from typing import Annotated, Literal, NamedTuple, NewType

import msgspec

Moderator = NewType("Moderator", str)  # the name of a moderator whose session was checked

# A name that an operator gives, fit for the audit and for a passkey's list.
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=40, pattern=r"^[^\x00-\x1f\x7f]+$")]
Bytes = Annotated[str, msgspec.Meta(max_length=4096)]  # base64url
Passphrase = Annotated[str, msgspec.Meta(max_length=256)]
Code = Annotated[str, msgspec.Meta(max_length=16)]
Factor = Literal["passkey", "totp"]


class Proofs(NamedTuple):
    """By what a moderator is known, as the row keeps it."""

    passphrase: bytes  # salt and scrypt
    factor: Factor
    passkey: bytes  # the id of the credential; empty for a TOTP app
    secret: bytes
    uses: int  # what the passkey counted last


class Registration(msgspec.Struct, forbid_unknown_fields=True):
    """A new passkey, as `navigator.credentials.create` gives it; all base64url."""

    id: Bytes
    client_data: Bytes
    attestation: Bytes


class Assertion(msgspec.Struct, forbid_unknown_fields=True):
    """A use of a passkey, as `navigator.credentials.get` gives it; all base64url."""

    id: Bytes
    client_data: Bytes
    authenticator_data: Bytes
    signature: Bytes


class Knock(msgspec.Struct, forbid_unknown_fields=True):
    """Whoever holds an enrolment link asks what there is to set up."""

    link: Bytes


class Offer(msgspec.Struct):
    """What to set up: a passkey answers the challenge, a TOTP app takes the address."""

    moderator: str
    challenge: str  # base64url
    totp: str  # otpauth://…


class Enrolment(msgspec.Struct, forbid_unknown_fields=True):
    """With a passkey, or with a code that the TOTP app shows."""

    link: Bytes
    passphrase: Passphrase
    challenge: Bytes = ""
    passkey: Registration | None = None
    code: Code = ""


class Challenge(msgspec.Struct):
    """For the next use of a passkey; good for minutes and once."""

    challenge: str  # base64url


class ConsoleSignIn(msgspec.Struct, forbid_unknown_fields=True):
    """The passphrase, and a passkey or the code of a TOTP app."""

    moderator: Name
    passphrase: Passphrase
    challenge: Bytes = ""
    passkey: Assertion | None = None
    code: Code = ""


class ConsoleSession(msgspec.Struct):
    """For the console's page to keep while its tab is open; never a cookie."""

    session: str  # base64url
    moderator: str


class Self(msgspec.Struct):
    """Who is signed in to the console."""

    moderator: str
