"""Tokens: what a member holds to write without saying who.

A token is for one purpose, one circle (by its `label` of the epoch) and one epoch; these are its
`info`. Its 32-byte input is the device's own, its 64-byte output is made by the issuer, who never
sees the two together before the token is spent.
"""

import hmac
from collections.abc import Sequence
from hashlib import sha256, sha512
from typing import NamedTuple
from uuid import UUID

from mimi.kit import base64url, poprf

INPUT, OUTPUT = 32, 64  # bytes


class Token(NamedTuple):
    """As it travels in the header `Mimi-Token`."""

    label: UUID
    input: bytes
    output: bytes


def info(purpose: str, label: UUID, epoch: int) -> bytes:
    """What the issuer binds a token to: the same for everybody who could hold one."""
    return f"mimi/{purpose}/{label.hex}/{epoch}".encode()


def nullifier(token_info: bytes, token_input: bytes) -> bytes:
    """What is kept of a spent token: 32 bytes that only the holder of the input could name."""
    return sha256(b"mimi/nullifier" + token_info + token_input).digest()


def pack(token: Token) -> str:
    return base64url.encode(token.label.bytes + token.input + token.output)


def unpack(header: str) -> Token:
    """ValueError unless `header` is a token in its one possible spelling."""
    data = base64url.decode(header, 16 + INPUT + OUTPUT)
    return Token(UUID(bytes=data[:16]), data[16 : 16 + INPUT], data[16 + INPUT :])


class Issuer:
    """The server's half. One key for everybody; `public_key` is what the members check against."""

    def __init__(self, secret: bytes) -> None:
        """`secret` has 32 bytes."""
        self._secret, self.public_key = poprf.derive_key_pair(secret, b"mimi/tokens")

    def evaluate(
        self, blinded: Sequence[bytes], token_info: bytes, chance: bytes
    ) -> tuple[list[bytes], bytes]:
        """The evaluated points (32 bytes each) and one proof (64 bytes) for the batch.

        The nonce is `chance` mixed with the secret and the batch, so that chance which repeats, or
        none at all, never gives the key away. ValueError for bad points.
        """
        batch = b"".join(blinded)
        nonce = hmac.new(self._secret, chance + token_info + b"\0" + batch, sha512).digest()
        return poprf.blind_evaluate(self._secret, blinded, token_info, poprf.scalar_from(nonce))

    def verify(self, token_input: bytes, output: bytes, token_info: bytes) -> bool:
        """Whether we made this output. Costs one curve multiplication, no database."""
        if len(token_input) != INPUT or len(output) != OUTPUT:
            return False
        return hmac.compare_digest(poprf.evaluate(self._secret, token_input, token_info), output)
