"""The first proof: a passphrase, kept as salt and scrypt (RFC 7914)."""

import asyncio
import hmac
import unicodedata
from hashlib import scrypt

from mimi.kit.errors import Problem
from mimi.kit.kit import Kit

SALT = 16  # bytes
LEAST = 12  # characters
COST = {"n": 2**14, "r": 8, "p": 1, "maxmem": 2**25}  # 16 MB and about 50 ms


async def kept(kit: Kit, passphrase: str) -> bytes:
    """Problem: weak-passphrase."""
    if len(_plain(passphrase)) < LEAST:
        raise Problem(400, "weak-passphrase", f"A passphrase has at least {LEAST} characters.")
    salt = kit.chance.bytes(SALT)
    return salt + await _stretched(passphrase, salt)


async def is_right(passphrase: str, kept: bytes) -> bool:
    return hmac.compare_digest(await _stretched(passphrase, kept[:SALT]), kept[SALT:])


async def _stretched(passphrase: str, salt: bytes) -> bytes:
    """In a thread: members' requests do not wait for it."""
    return await asyncio.to_thread(scrypt, _plain(passphrase).encode(), salt=salt, **COST)


def _plain(passphrase: str) -> str:
    """One keyboard writes what another one wrote."""
    return unicodedata.normalize("NFKC", passphrase).strip()
