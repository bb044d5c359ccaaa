"""The keyring: one master secret in a file, a key for each purpose derived from it.

Window keys are different: each lives in a file of its own that is removed when its window is
released, so that afterwards nobody, the operator included, can open what was sealed under it.
"""

import hmac
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mimi.kit.chance import Chance
from mimi.kit.key_files import LENGTH, put, whole
from mimi.kit.turned import Turned

_NONCE = bytes(12)  # of what is sealed alike


class Keys:
    """`folder` is private to the server's user (0700); back it up apart from the database."""

    def __init__(self, folder: Path, chance: Chance) -> None:
        self._folder, self._chance = folder, chance
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._master = self._kept("master")
        self._derived: dict[str, bytes] = {}
        self.turned = Turned(folder)

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
        return seal(self._open(purpose)[0], plain, self._chance)

    def seal_alike(self, purpose: str, plain: bytes) -> bytes:
        """The same bytes for the same plain: here one nonce for all does no harm (RFC 8452)."""
        return _NONCE + AESGCMSIV(self._open(purpose)[0]).encrypt(_NONCE, plain, None)

    def unseal(self, purpose: str, sealed: bytes) -> bytes | None:
        """None when this was not sealed by us for this purpose, or under a key that is gone."""
        for key in self._open(purpose):
            plain = unseal(key, sealed)
            if plain is not None:
                return plain
        return None

    def renewed(self, purpose: str, sealed: bytes) -> bytes | None:
        """The same sealed under the newest key; None when it is, or when nobody can open it."""
        if unseal(self._open(purpose)[0], sealed) is not None:
            return None
        plain = self.unseal(purpose, sealed)
        return None if plain is None else self.seal(purpose, plain)

    def turn(self, purpose: str, now: int) -> None:
        """A new key seals from now on, in every process; what is older still opens."""
        numbers = self.turned.numbers(purpose)
        if not numbers:
            put(self.turned.path(purpose, 0), self.key(purpose))
        number = max([now, *(one + 1 for one in numbers)])
        put(self.turned.path(purpose, number), self._chance.bytes(LENGTH))

    def _open(self, purpose: str) -> list[bytes]:
        """What opens, what seals first."""
        return self.turned.of(purpose) or [self.key(purpose)]

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


def seal(key: bytes, plain: bytes, chance: Chance) -> bytes:
    """AES-256-GCM-SIV (RFC 8452): a repeated nonce tells only that two plaintexts are equal."""
    nonce = chance.bytes(12)
    return nonce + AESGCMSIV(key).encrypt(nonce, plain, None)


def unseal(key: bytes, sealed: bytes) -> bytes | None:
    try:
        return AESGCMSIV(key).decrypt(sealed[:12], sealed[12:], None)
    except Exception:  # InvalidTag, or too short to be ours: the same answer
        return None
