"""Boxes: a vault's seed, sealed by its member's passkey or PIN, kept where it cannot be opened.

Protects the seed from whoever has this server. A passkey's key never leaves its authenticator. A
PIN is weak, so its key is made by both sides: the device stretches the PIN (Argon2id), the server
evaluates the result blindly under a key of the keyring, and each evaluation is counted. A thief of
the database has nothing to guess with; one with the keyring too can guess PINs off line, at the
price of the stretching.
"""

from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from mimi.kit import base64url
from mimi.kit.db import Connection
from mimi.kit.errors import NotFound, Problem
from mimi.kit.kit import Kit
from mimi.kit.limits import allow
from mimi.kit.tokens import Issuer
from mimi.rooms.accounts import store, store_boxes, visits
from mimi.rooms.accounts import store_sessions as sessions
from mimi.rooms.accounts.model import Session, Viewer
from mimi.rooms.accounts.model_boxes import (
    Drawn,
    NewPasskey,
    NewPin,
    Opening,
    PasskeyBox,
    PinSalt,
    Tried,
    Ways,
)

PIN_ATTEMPTS = 10  # in all, since the PIN was last right; then its box is destroyed
PIN_ATTEMPTS_A_DAY = 5  # so that the owner hears of a stranger's before the box is gone
NEW_WAYS_A_DAY = 20  # of either kind
MOST_PASSKEYS = 5
BOX = 45  # bytes: version, nonce, seed, tag
SALT = DRAW = 16  # bytes


async def ways(kit: Kit, db: Connection, session: Session) -> Ways:
    """What could bring the vault back to this device; to one that waits too."""
    account = session.account
    pin = await store_boxes.pin(db, account)
    return Ways(
        challenge=base64url.encode(challenge(kit, session)),
        vault_key=base64url.encode(await _vault_key(db, account)),
        passkeys=[
            PasskeyBox(row["passkey"], base64url.encode(row["box"]))
            for row in await store_boxes.passkeys(db, account)
        ],
        pin=PinSalt(base64url.encode(pin["salt"]), PIN_ATTEMPTS - pin["attempts"]) if pin else None,
    )


def challenge(kit: Kit, session: Session) -> bytes:
    """What a device signs to show that it holds a vault: of one session, so nobody replays it."""
    return kit.keys.tag("opening", session.session.bytes)


async def open_session(kit: Kit, db: Connection, session: Session, opening: Opening) -> None:
    """Lets a device in that has the account's vault, and has the attempts at its PIN forgotten.

    On a device that is in already, the vault becomes the account's, and in no other way: who came
    back without the old one says by this that it is given up, and who finds the words, the passkey
    or the PIN later takes it up again. Raises Problem 403 not-your-vault.
    """
    key = _bytes(opening.vault_key, 32)
    _check(key, opening.proof, b"mimi/open\0" + challenge(kit, session))
    if session.waits(kit.day()) and key != await _vault_key(db, session.account):
        raise _not_yours()
    await sessions.approve(db, session.account, session.session)
    await store.set_vault_key(db, session.account, key)
    await store_boxes.forget_attempts(db, session.account, key)
    visits.note_use(kit, session.account)


async def keep_passkey(kit: Kit, db: Connection, viewer: Viewer, new: NewPasskey) -> UUID:
    """Raises Problem 403 not-your-vault, 409 enough-passkeys, or 429 too-many."""
    box = _bytes(new.box, BOX)
    _check(await _vault_key(db, viewer), new.proof, b"mimi/keep-passkey\0" + box)
    await allow(kit, db, "passkeys", viewer.bytes, NEW_WAYS_A_DAY)
    if len(await store_boxes.passkeys(db, viewer)) >= MOST_PASSKEYS:
        raise Problem(409, "enough-passkeys", "This account has as many passkeys as it may.")
    passkey = kit.chance.uuid()
    await store_boxes.add_passkey(db, viewer, passkey, box)
    return passkey


async def remove_passkey(db: Connection, viewer: Viewer, passkey: UUID) -> None:
    """Raises NotFound."""
    if not await store_boxes.remove_passkey(db, viewer, passkey):
        raise NotFound


async def draw_pin(kit: Kit, db: Connection, viewer: Viewer, blinded: str) -> Drawn:
    """The server's share in a new PIN's key, under a name that is drawn once and never again.

    So that no evaluation but a counted one can ever be of a PIN that is kept. Raises Problem 400
    invalid-point, or 429 too-many.
    """
    await allow(kit, db, "pin-draws", viewer.bytes, NEW_WAYS_A_DAY)
    draw = kit.chance.bytes(DRAW)
    await store_boxes.put_draw(db, viewer, draw)
    return Drawn(base64url.encode(draw), *_evaluated(kit, draw, blinded))


async def keep_pin(db: Connection, viewer: Viewer, new: NewPin) -> None:
    """In the place of the one before, if any. Raises Problem 403 not-your-vault, 409 stale-pin."""
    draw, salt, box = _bytes(new.draw, DRAW), _bytes(new.salt, SALT), _bytes(new.box, BOX)
    vault_key = await _vault_key(db, viewer)
    _check(vault_key, new.proof, b"mimi/keep-pin\0" + draw + salt + box)
    if not await store_boxes.take_draw(db, viewer, draw):
        raise Problem(409, "stale-pin", "Another PIN was begun since.")
    await store_boxes.put_pin(db, viewer, draw, salt, box, vault_key)


async def try_pin(kit: Kit, db: Connection, session: Session, blinded: str) -> Tried:
    """One attempt. The caller commits before answering, or it would not count.

    The last one takes the box away: who was right has it by then. Raises Problem 404 no-pin,
    400 invalid-point, or 429 too-many.
    """
    account = session.account
    await allow(kit, db, "pin-attempts", account.bytes, PIN_ATTEMPTS_A_DAY)
    row = await store_boxes.try_pin(db, account, PIN_ATTEMPTS)
    if row is None:
        raise Problem(404, "no-pin", "No PIN, or one that was tried too often.")
    left = PIN_ATTEMPTS - row["attempts"]
    if not left:
        await store_boxes.remove_pin(db, account)
    draw, box = base64url.encode(row["draw"]), base64url.encode(row["box"])
    return Tried(draw, *_evaluated(kit, row["draw"], blinded), box=box, attempts_left=left)


async def forget(db: Connection, account: UUID) -> None:
    await store_boxes.remove_pin(db, account)
    await store_boxes.remove_draw(db, account)
    await store_boxes.remove_passkeys(db, account)


def _evaluated(kit: Kit, draw: bytes, blinded: str) -> tuple[str, str, str]:
    """(evaluated, proof, public key)."""
    issuer, info = _issuer(kit.keys.key("pin")), b"mimi/pin/" + draw.hex().encode()
    try:
        points = [base64url.decode(blinded, 32)]
        (evaluated,), proof = issuer.evaluate(points, info, kit.chance.bytes(32))
    except ValueError as error:
        raise Problem(400, "invalid-point", "Not a point of ristretto255.") from error
    keys = (evaluated, proof, issuer.public_key)
    return base64url.encode(keys[0]), base64url.encode(keys[1]), base64url.encode(keys[2])


_issuer = lru_cache(maxsize=8)(Issuer)  # not the key of tokens: each can be changed alone


async def _vault_key(db: Connection, account: UUID) -> bytes:
    """Raises Problem 401 not-signed-in when the account went at this moment."""
    row = await store.account(db, account)
    if row is None:
        raise Problem(401, "not-signed-in", "Sign in first.")
    return row["vault_key"]


def _check(vault_key: bytes, proof: str, said: bytes) -> None:
    try:
        signature = base64url.decode(proof, 64)
        Ed25519PublicKey.from_public_bytes(vault_key).verify(signature, said)
    except (ValueError, InvalidSignature) as error:
        raise _not_yours() from error


def _not_yours() -> Problem:
    return Problem(403, "not-your-vault", "This is not the vault of the account.")


def _bytes(text: str, length: int) -> bytes:
    try:
        return base64url.decode(text, length)
    except ValueError as error:
        raise Problem(400, "invalid-box", f"Not {length} bytes of base64url.") from error
