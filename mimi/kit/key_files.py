"""The files that keys lie in: written whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from mimi.mendable import Mendable

LENGTH = 32  # bytes of every key in a file


class BrokenKey(Mendable):
    """A file of the keyring is not whole; the message is meant for the operator."""


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
