"""What is the same for everybody who comes in, by whatever way."""

from typing import Literal
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from mimi.kit import base64url
from mimi.kit.db import Connection
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.rooms.accounts import store_sessions as sessions
from mimi.rooms.accounts import visits
from mimi.rooms.accounts.model import Entering, NewSession, SignedInAs

WAIT_DAYS = 7  # a new device without words and without an old device: time for the old ones to see


def check_age(kit: Kit, request: Entering) -> None:
    """Asked of everybody before the number is looked at, so that it tells of no number whether it
    is known (P6). Raises Problem 403 age-not-confirmed."""
    if kit.settings.least_age and not request.old_enough:
        raise Problem(403, "age-not-confirmed", "Say first that you are old enough for this place.")


def vault_key_of(request: Entering) -> bytes:
    """Raises Problem 400 invalid-vault-key."""
    try:
        key = base64url.decode(request.vault_key, 32)
        Ed25519PublicKey.from_public_bytes(key)
    except ValueError as error:
        raise Problem(400, "invalid-vault-key", "Not an Ed25519 public key.") from error
    return key


def proved(request: Entering, who: str, once: str, vault_key: bytes) -> bool:
    """Whether the device holds the words of the account: it signed who it says it is, and what
    works only once."""
    said = b"mimi/sign-in\0" + who.encode() + b"\0" + once.encode()
    try:
        proof = base64url.decode(request.proof or "", 64)
        Ed25519PublicKey.from_public_bytes(vault_key).verify(proof, said)
    except (ValueError, InvalidSignature):
        return False
    return True


async def open_session(  # noqa: PLR0913, PLR0917 who, how, and what the device is told
    kit: Kit, db: Connection, account: UUID, waits: bool, device: str, phone: str
) -> SignedInAs:
    token, today = kit.chance.bytes(32), kit.day()
    opens = today + WAIT_DAYS if waits else 0
    tag = session_tag(kit, token)
    await sessions.add(db, tag, NewSession(kit.chance.uuid(), account, device, today, opens))
    if not waits:
        visits.note_use(kit, account, tag)
    state: Literal["open", "waiting"] = "waiting" if waits else "open"
    return SignedInAs(state, WAIT_DAYS if waits else 0, phone, base64url.encode(token))


def session_tag(kit: Kit, token: bytes) -> bytes:
    """All that the server keeps of a session."""
    return kit.keys.tag("session", token)
