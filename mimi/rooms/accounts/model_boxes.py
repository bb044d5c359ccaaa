"""What is said of the boxes of a vault. Bytes are base64url."""

from typing import Annotated
from uuid import UUID

import msgspec

Bytes = Annotated[str, msgspec.Meta(max_length=128)]


class PasskeyBox(msgspec.Struct):
    passkey: UUID
    box: str  # 45 bytes


class PinSalt(msgspec.Struct):
    salt: str  # 16 bytes, for the stretching
    attempts_left: int


class Ways(msgspec.Struct):
    """What brings the vault back, besides the words."""

    challenge: str  # 32 bytes: what `Opening` signs
    vault_key: str  # 32 bytes: the account's, to know the right vault by
    passkeys: list[PasskeyBox]
    pin: PinSalt | None


class Opening(msgspec.Struct, forbid_unknown_fields=True):
    vault_key: Bytes  # 32 bytes
    proof: Bytes  # 64 bytes: Ed25519 over mimi/open, 0, the challenge


class NewPasskey(msgspec.Struct, forbid_unknown_fields=True):
    box: Bytes
    proof: Bytes  # 64 bytes: by the vault key over mimi/keep-passkey, 0, the box


class KeptPasskey(msgspec.Struct):
    passkey: UUID


class BlindedPin(msgspec.Struct, forbid_unknown_fields=True):
    blinded: Bytes  # 32 bytes: a point


class Drawn(msgspec.Struct):
    """A new PIN's evaluation; `draw` names it."""

    draw: str  # 16 bytes
    evaluated: str  # 32 bytes
    proof: str  # 64 bytes
    key: str  # 32 bytes


class NewPin(msgspec.Struct, forbid_unknown_fields=True):
    draw: Bytes
    salt: Bytes
    box: Bytes
    proof: Bytes  # 64 bytes: by the vault key over mimi/keep-pin, 0, draw, salt, box


class Tried(Drawn):
    box: str
    attempts_left: int
