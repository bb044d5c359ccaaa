"""In what order a viewer sees the secrets of one edition (P4)."""

import hmac
from hashlib import sha256
from uuid import UUID


def viewer_seed(key: bytes, viewer: UUID) -> int:
    """The signed 64-bit seed of a viewer's order: `uuid_hash_extended(secret, seed)`.

    Protects an author from whoever compares orders. Inside an edition a place is a function of
    two things only: the secret's id, which is a hash of a key that was drawn at random, and this
    seed, which is one of the viewer. Neither knows who wrote, when, or what came before, so no
    order, nor any number of orders laid beside each other, tells anything of an author or of a
    time inside the edition. The hash need not be a cryptographic one for that; the seed is an
    HMAC so that nobody but the server can say where a viewer finds a secret, which would tell a
    colleague from a screenshot whose screen it is.
    """
    digest = hmac.new(key, viewer.bytes, sha256).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
