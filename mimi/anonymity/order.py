"""In what order a viewer sees the secrets of one edition (P4)."""

import hmac
from hashlib import sha256
from uuid import UUID

LENGTH = 8  # bytes of a place


def viewer_seed(key: bytes, viewer: UUID) -> bytes:
    """The 32 bytes that a viewer's order is made of.

    Protects an author from whoever compares orders. Inside an edition a place is a function of
    two things only: the secret's id, which is a hash of a key that was drawn at random, and this
    seed, which is one of the viewer. Neither knows who wrote, when, or what came before, so no
    order, nor any number of orders laid beside each other, tells anything of an author or of a
    time inside the edition. The seed is an HMAC so that nobody but the server can say where a
    viewer finds a secret, which would tell a colleague from a screenshot whose screen it is.
    """
    return hmac.digest(key, viewer.bytes, "sha256")


def place(seed: bytes, secret: bytes) -> bytes:
    """Where the secret of this id, 16 bytes, stands: those with lower bytes come first.

    SHA-256, since PostgreSQL has it too: a page that a process puts together has the order that the
    database gives (`rooms/feed/store.py`). Both parts have one length, so no two are the same.
    """
    return sha256(seed + secret).digest()[:LENGTH]
