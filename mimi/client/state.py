"""A device kept in a private file between two commands.

The file has everything that the member must not lose or show: the seed, the session, unspent
tokens, what was written. It is readable by its owner only (0600). That protects it from other users
of the machine, not from who has the disk, a backup or the owner's account. A passphrase does, as
far as it cannot be guessed: the file is then sealed under Argon2id of it (64 MiB, as a PIN's box).
"""

import fcntl
import json
import os
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mimi.client import boxes
from mimi.client.device import Device
from mimi.client.tokens import Batch, Held, Written
from mimi.kit.tokens import Token

NONCE = 12  # bytes
USE = b"mimi/v1/device-file"

State = dict[str, Any]


class WrongPassphrase(Exception):
    """The file is sealed, and not under this one."""


class Unusable(Exception):
    """What the member gave cannot be used; the message is meant for the member."""


class DeviceFile:
    """`passphrase` is asked for nothing when the file is not sealed; empty: it is not to be."""

    def __init__(self, path: Path, passphrase: str = "") -> None:
        self.path, self.passphrase = path, passphrase

    @contextmanager
    def held(self) -> Generator[None]:
        """One command at a time: two would spend one token."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = os.open(self.path.with_name(f"{self.path.name}.lock"), os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def exists(self) -> bool:
        return self.path.exists()

    def is_sealed(self) -> bool:
        return "sealed" in (self._outer() or {})

    def read(self) -> State | None:
        """None when there is no file yet. Raises WrongPassphrase, Unusable."""
        outer = self._outer()
        if outer is None or "sealed" not in outer:
            return outer
        salt, sealed = bytes.fromhex(outer["salt"]), bytes.fromhex(outer["sealed"])
        key = AESGCM(boxes.stretched(self.passphrase, salt))
        try:
            return json.loads(key.decrypt(sealed[:NONCE], sealed[NONCE:], USE))
        except InvalidTag:
            raise WrongPassphrase from None

    def write(self, state: State) -> None:
        """Written beside, then moved into place: a crash never leaves half a wallet."""
        outer = self._sealed(state) if self.passphrase else state
        draft = self.path.with_name(f"{self.path.name}.part")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(outer, file, default=_plain)
            file.flush()
            os.fsync(descriptor)
        draft.rename(self.path)

    def _outer(self) -> State | None:
        try:
            return json.loads(self.path.read_text())
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise Unusable(f"{self.path} is not a file of this program") from error

    def _sealed(self, state: State) -> State:
        salt, nonce = secrets.token_bytes(boxes.SALT), secrets.token_bytes(NONCE)
        plain = json.dumps(state, default=_plain).encode()
        sealed = AESGCM(boxes.stretched(self.passphrase, salt)).encrypt(nonce, plain, USE)
        return {"salt": salt.hex(), "sealed": (nonce + sealed).hex()}


def of_device(device: Device, url: str) -> State:
    """All that this device cannot derive or ask for again."""
    return {
        "url": url,
        "seed": device.vault.seed,
        "session": device.session,
        "number": device.number,
        "batches": list(device.wallet.batches.values()),
        "unspent": device.wallet.unspent,
        "written": list(device.written.items()),
        "unsure": list(device.unsure.items()),
    }


def to_device(state: State, http: httpx2.AsyncClient) -> Device:
    device = Device(http, bytes.fromhex(state["seed"]))
    device.session, device.number = state["session"], state["number"]
    batches = [_batch(row) for row in state["batches"]]
    device.wallet.batches = {batch.label: batch for batch in batches}
    device.wallet.unspent = [_held(row) for row in state["unspent"]]
    device.written = {UUID(item): _written(row) for item, row in state["written"]}
    unsure = state.get("unsure", [])  # files of before do not have it
    device.unsure = {UUID(item): _held(row) for item, row in unsure}
    for item, written in device.written.items():
        if item != written.secret:
            device.comment_keys[item] = device.vault.comment_key(written.input)
    return device


def _plain(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def _batch(row: list[Any]) -> Batch:
    label, *others = row
    return Batch(UUID(label), *others)


def _held(row: list[Any]) -> Held:
    batch, (label, given, output), issued = row
    token = Token(UUID(label), bytes.fromhex(given), bytes.fromhex(output))
    return Held(_batch(batch), token, issued)


def _written(row: list[Any]) -> Written:
    batch, given, secret, *others = row  # files of before say nothing of what is settled
    return Written(_batch(batch), bytes.fromhex(given), UUID(secret), *others)
