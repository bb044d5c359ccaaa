"""The first proof: a passphrase, kept as salt and scrypt (RFC 7914)."""

import asyncio
import hmac
import unicodedata
from hashlib import scrypt

from mimi.kit.errors import Problem
from mimi.kit.kit import Kit

SALT = 16  # bytes
LEAST = 12  # characters
ENOUGH = 4  # of zxcvbn: more than 10^10 guesses, which a slow hash withstands
READ = 72  # characters that are guessed at: what zxcvbn takes
COST = {"n": 2**14, "r": 8, "p": 1, "maxmem": 2**25}  # 16 MB and about 50 ms


async def kept(kit: Kit, passphrase: str, moderator: str) -> bytes:
    """Problem: weak-passphrase."""
    if len(_plain(passphrase)) < LEAST:
        raise Problem(400, "weak-passphrase", f"A passphrase has at least {LEAST} characters.")
    names = ("mimi", "moderator", moderator, kit.settings.name)
    known = [word for name in names for word in (name, *name.split())]
    if not await asyncio.to_thread(_is_strong, _plain(passphrase), known):
        raise Problem(400, "weak-passphrase", "This passphrase is among the first to be guessed.")
    salt = kit.chance.bytes(SALT)
    return salt + await _stretched(passphrase, salt)


async def is_right(passphrase: str, kept: bytes) -> bool:
    return hmac.compare_digest(await _stretched(passphrase, kept[:SALT]), kept[SALT:])


def _is_strong(plain: str, known: list[str]) -> bool:
    """Against who guesses: common and stolen passwords first, names, keys beside each other, dates,
    and what is `known` of this console (Wheeler, "zxcvbn", USENIX Security 2016).

    Its lists take a sixth of a second to load, which only an enrolment waits for.
    """
    from zxcvbn import zxcvbn

    return zxcvbn(plain[:READ], user_inputs=known)["score"] >= ENOUGH


async def _stretched(passphrase: str, salt: bytes) -> bytes:
    """In a thread: members' requests do not wait for it."""
    return await asyncio.to_thread(scrypt, _plain(passphrase).encode(), salt=salt, **COST)


def _plain(passphrase: str) -> str:
    """One keyboard writes what another one wrote."""
    return unicodedata.normalize("NFKC", passphrase).strip()
