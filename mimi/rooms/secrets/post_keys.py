"""Ownership without an account: the Ed25519 key that a device makes for each secret."""

from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from mimi.kit import base64url
from mimi.kit.errors import Problem

DELETE = b"mimi/delete\0"


def secret_id(post_key: bytes) -> UUID:
    """The id of the secret told with this key. The key itself is stored nowhere."""
    return UUID(bytes=sha256(b"mimi/secret" + post_key).digest()[:16])


def notice_key(public_key: bytes) -> bytes:
    """Opens what is decided about what was written with this key: its device can make it, and the
    server keeps it, but not the key. Nobody else ever sees the key."""
    return sha256(b"mimi/notice" + public_key).digest()


def owns(secret: UUID, post_key: bytes, signature: bytes, act: bytes) -> bool:
    """Whether `signature` over the whole message `act` was made by who told this secret."""
    return secret_id(post_key) == secret and signed(post_key, signature, act)


def signed(public_key: bytes, signature: bytes, act: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, act)
    except (InvalidSignature, ValueError):
        return False
    return True


def read_bytes(text: str, length: int) -> bytes:
    """A key or signature out of JSON. Raises Problem."""
    try:
        return base64url.decode(text, length)
    except ValueError:
        raise Problem(400, "invalid-request", "A key or signature is not of its form.") from None
