"""In what order a viewer sees the secrets of one edition (P4)."""

import hmac
from functools import lru_cache
from hashlib import sha256
from typing import Any
from uuid import UUID

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[Any]  # of 32 bits
_MASK = 0xFFFFFFFF
_START = 0x9E3779B9 + 16 + 3923095 & _MASK  # of a key of 16 bytes


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


def places(seed: int, secrets: bytes) -> list[int]:
    """The place of each of these ids, of 16 bytes each, in the order of this seed.

    PostgreSQL's `uuid_hash_extended`, for many at once: Bob Jenkins's lookup3 with 64 bits of seed
    and of result. So a page that a process puts together has the order that the database gives.
    """
    words = np.frombuffer(secrets, "<u4").reshape(-1, 4).T
    a, b, c = _mixed(*(start + word for start, word in zip(_start(seed), words, strict=False)))
    high, low = _finished(a + words[3], b, c)
    return (high.astype(np.int64) << 32 | low).tolist()


@lru_cache(maxsize=8192)
def _start(seed: int) -> tuple[Words, Words, Words]:
    start = np.array([_START], np.uint32)
    if not seed:
        return start, start, start
    high, low = np.array([[seed >> 32 & _MASK], [seed & _MASK]], np.uint32)
    return _mixed(start + high, start + low, start)


def _mixed(a: Words, b: Words, c: Words) -> tuple[Words, Words, Words]:
    for by in (4, 6, 8, 16, 19, 4):
        a = a - c ^ (c << by | c >> 32 - by)
        c = c + b
        a, b, c = b, c, a
    return a, b, c


def _finished(a: Words, b: Words, c: Words) -> tuple[Words, Words]:
    for by in (14, 11, 25, 16, 4, 14, 24):
        c = (c ^ b) - (b << by | b >> 32 - by)
        a, b, c = b, c, a
    return a, b
