"""The vault: one seed on the device, from which everything secret is derived.

The seed can be written down as twelve words; a new device with the words has its tokens, knows
its own secrets again and may delete them. Nothing in here is ever sent but public keys,
signatures and blinded points.
"""

from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from mnemonic import Mnemonic

from mimi.kit import poprf
from mimi.kit.poprf import Blinded

SEED = 16  # bytes: twelve words


class Key:
    """An Ed25519 key of one secret, one comment or one vault."""

    def __init__(self, seed: bytes) -> None:
        """`seed` has 32 bytes."""
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


class Vault:
    def __init__(self, seed: bytes) -> None:
        """ValueError unless `seed` has 16 bytes."""
        if len(seed) != SEED:
            raise ValueError("a vault's seed has 16 bytes")
        self.seed = seed
        self.key = Key(self.derive("mimi/v1/vault-key", 32))

    @classmethod
    def from_words(cls, words: str) -> "Vault":
        """ValueError when these are not twelve words of the list with a right checksum."""
        return cls(bytes(Mnemonic("english").to_entropy(words)))

    @property
    def words(self) -> str:
        """The seed as BIP39 English words."""
        return Mnemonic("english").to_mnemonic(self.seed)

    def derive(self, info: str, length: int) -> bytes:
        kdf = HKDF(algorithm=SHA256(), length=length, salt=None, info=info.encode())
        return kdf.derive(self.seed)

    def sign_in_proof(self, phone: str, code: str) -> bytes:
        """That this device has the words: it opens a known account at once."""
        return self.key.sign(b"mimi/sign-in\0" + phone.encode() + b"\0" + code.encode())

    def blinded(self, purpose: str, label: UUID, epoch: int, index: int) -> Blinded:
        """The token request of this index: the same whenever it is made, on whatever device."""
        name = f"mimi/v1/token/{purpose}/{label.hex}/{epoch}/{index}"
        scalar = poprf.scalar_from(self.derive(f"{name}/blind", 64))
        return poprf.blind(self.token_input(purpose, label, epoch, index), scalar)

    def token_input(self, purpose: str, label: UUID, epoch: int, index: int) -> bytes:
        return self.derive(f"mimi/v1/token/{purpose}/{label.hex}/{epoch}/{index}/input", 32)

    def refund(self, purpose: str, label: UUID, epoch: int, spent: bytes) -> Blinded:
        """The request for what comes back for the token of the input `spent`, always the same."""
        scalar = poprf.scalar_from(
            self.derive(f"{_refund(purpose, label, epoch, spent)}/blind", 64)
        )
        return poprf.blind(self.refund_input(purpose, label, epoch, spent), scalar)

    def refund_input(self, purpose: str, label: UUID, epoch: int, spent: bytes) -> bytes:
        return self.derive(f"{_refund(purpose, label, epoch, spent)}/input", 32)

    def secret_key(self, token_input: bytes) -> Key:
        """The key of the secret that is told with this token."""
        return Key(self.derive(f"mimi/v1/secret/{token_input.hex()}", 32))

    def comment_key(self, token_input: bytes) -> Key:
        return Key(self.derive(f"mimi/v1/comment/{token_input.hex()}", 32))


def _refund(purpose: str, label: UUID, epoch: int, spent: bytes) -> str:
    return f"mimi/v1/token/{purpose}/{label.hex}/{epoch}/refund/{spent.hex()}"


# ids and what is signed: the same on the server ------------------------------------------


def secret_id(post_key: bytes) -> UUID:
    return UUID(bytes=sha256(b"mimi/secret" + post_key).digest()[:16])


def comment_id(comment_key: bytes) -> UUID:
    return UUID(bytes=sha256(b"mimi/comment" + comment_key).digest()[:16])


def deletion(secret: UUID) -> bytes:
    return b"mimi/delete\0" + secret.bytes


def closing(secret: UUID) -> bytes:
    return b"mimi/close\0" + secret.bytes


def badge(secret: UUID, comment: UUID) -> bytes:
    return b"mimi/badge\0" + secret.bytes + comment.bytes


def comment_deletion(secret: UUID, comment: UUID) -> bytes:
    return b"mimi/delete-comment\0" + secret.bytes + comment.bytes


def refund(secret: UUID, label: UUID, blinded: bytes) -> bytes:
    return b"mimi/refund\0" + secret.bytes + label.bytes + blinded


def comment_refund(secret: UUID, comment: UUID, label: UUID, blinded: bytes) -> bytes:
    return b"mimi/refund-comment\0" + secret.bytes + comment.bytes + label.bytes + blinded


def appeal(ids: Sequence[UUID], text: str) -> bytes:
    """For a secret its id; for a comment the ids of secret and comment."""
    return b"mimi/appeal\0" + b"".join(one.bytes for one in ids) + text.encode()


def safe(secret: UUID) -> bytes:
    return b"mimi/safe\0" + secret.bytes


def notice_key(public: bytes) -> bytes:
    """Opens what is decided about what was written with this key."""
    return sha256(b"mimi/notice" + public).digest()


def outcome_name(key: bytes) -> bytes:
    return sha256(b"mimi/outcome" + key).digest()[:16]
