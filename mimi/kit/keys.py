"""The keyring: one master secret in a file, a key for each purpose derived from it.

Window keys are different: each lives in a file of its own that is removed when its window is
released, so that afterwards nobody, the operator included, can open what was sealed under it.
"""

import hmac
import os
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mimi.kit.chance import Chance

LENGTH = 32  # bytes of every key in a file
_NONCE = bytes(12)  # of what is sealed alike


class BrokenKey(Exception):
    """A file of the keyring is not whole; the message is meant for the operator."""


class Keys:
    """`folder` is private to the server's user (0700); back it up apart from the database."""

    def __init__(self, folder: Path, chance: Chance) -> None:
        self._folder, self._chance = folder, chance
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._master = self._kept("master")
        self._derived: dict[str, bytes] = {}

    def key(self, purpose: str, length: int = 32) -> bytes:
        """The key for one purpose: HKDF-SHA256 (RFC 5869) of the master secret."""
        if purpose not in self._derived:
            kdf = HKDF(algorithm=SHA256(), length=length, salt=None, info=purpose.encode())
            self._derived[purpose] = kdf.derive(self._master)
        return self._derived[purpose]

    def tag(self, purpose: str, *parts: bytes) -> bytes:
        """HMAC-SHA256 of the parts under the purpose's key; lengths are in it, so none collide."""
        joined = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
        return hmac.digest(self.key(purpose), joined, "sha256")

    def seal(self, purpose: str, plain: bytes) -> bytes:
        return seal(self.key(purpose), plain, self._chance)

    def seal_alike(self, purpose: str, plain: bytes) -> bytes:
        """The same bytes for the same plain: here one nonce for all does no harm (RFC 8452)."""
        return _NONCE + AESGCMSIV(self.key(purpose)).encrypt(_NONCE, plain, None)

    def unseal(self, purpose: str, sealed: bytes) -> bytes | None:
        """None when this was not sealed by us for this purpose."""
        return unseal(self.key(purpose), sealed)

    def window_key(self, name: str) -> bytes:
        """The key of a window not yet released, made at first use."""
        return self._kept(f"window-{name}")

    def destroy_window_keys(self, kind: str, until: int) -> None:
        """Those named `kind-window` for windows up to `until`, and what a crash left of them.

        After this nobody can open those windows' queues: no exact time stays in heap or WAL.
        """
        for path in self._folder.glob(f"window-{kind}-*"):
            window = path.name.removeprefix(f"window-{kind}-").partition(".")[0]
            if window.isdecimal() and int(window) <= until:
                path.unlink(missing_ok=True)

    def _kept(self, name: str) -> bytes:
        path = self._folder / name
        try:
            return whole(path)
        except FileNotFoundError:
            return self._make(path)

    def _make(self, path: Path) -> bytes:
        put(path, self._chance.bytes(LENGTH))
        return whole(path)


def put(path: Path, key: bytes) -> None:
    """Written beside, then linked into place: of two workers one wins, both read the same."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()


def whole(path: Path) -> bytes:
    """Protects members from a disk that was full: under an empty key everything can be read."""
    key = path.read_bytes()
    if len(key) != LENGTH:
        raise BrokenKey(f"{path} is no key of {LENGTH} bytes: restore it from a backup")
    return key


def seal(key: bytes, plain: bytes, chance: Chance) -> bytes:
    """AES-256-GCM-SIV (RFC 8452): a repeated nonce tells only that two plaintexts are equal."""
    nonce = chance.bytes(12)
    return nonce + AESGCMSIV(key).encrypt(nonce, plain, None)


def unseal(key: bytes, sealed: bytes) -> bytes | None:
    try:
        return AESGCMSIV(key).decrypt(sealed[:12], sealed[12:], None)
    except Exception:  # InvalidTag, or too short to be ours: the same answer
        return None
