"""Boxes: the seed sealed by a passkey or a PIN. Pure: chance is an argument.

A box has 45 bytes, whatever sealed it: a version, a nonce, the seed under AES-256-GCM. Its key is
HKDF-SHA256 of 32 bytes or more that only the member's authenticator, or the PIN and the server
together, can make.
"""

import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mimi.client.vault import SEED

VERSION, NONCE, TAG = b"\x01", 12, 16
BOX = len(VERSION) + NONCE + SEED + TAG
PASSKEY, PIN = b"mimi/v1/box/passkey", b"mimi/v1/box/pin"
SALT = 16  # bytes
MEMORY, PASSES = 64 * 1024, 2  # KiB and iterations of Argon2id: docs/adr/0011


def stretched(pin: str, salt: bytes) -> bytes:
    """32 bytes that are dear to make: what is evaluated blindly, never the PIN."""
    plain = unicodedata.normalize("NFKC", pin).strip().encode()
    kdf = Argon2id(salt=salt, length=32, iterations=PASSES, lanes=1, memory_cost=MEMORY)
    return kdf.derive(plain)


def info(draw: bytes) -> bytes:
    """What the server binds its evaluation of a PIN to."""
    return b"mimi/pin/" + draw.hex().encode()


def sealed(seed: bytes, secret: bytes, kind: bytes, nonce: bytes) -> bytes:
    """`secret` is the passkey's output or the server's evaluation; `nonce` has 12 bytes."""
    return VERSION + nonce + AESGCM(_key(secret, kind)).encrypt(nonce, seed, kind)


def opened(box: bytes, secret: bytes, kind: bytes) -> bytes | None:
    """The seed; None when this secret did not seal the box."""
    if len(box) != BOX or box[:1] != VERSION:
        return None
    nonce, inside = box[1 : 1 + NONCE], box[1 + NONCE :]
    try:
        return AESGCM(_key(secret, kind)).decrypt(nonce, inside, kind)
    except InvalidTag:
        return None


def _key(secret: bytes, kind: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=kind).derive(secret)


# what the vault key signs: the same on the server -----------------------------------------


def opening(challenge: bytes) -> bytes:
    return b"mimi/open\0" + challenge


def keep_passkey(box: bytes) -> bytes:
    return b"mimi/keep-passkey\0" + box


def keep_pin(draw: bytes, salt: bytes, box: bytes) -> bytes:
    return b"mimi/keep-pin\0" + draw + salt + box
