"""Files for the operator alone: a tar archive, encrypted to a recipient of age as it is written.

Nothing of it lies on the disk in plain: it goes through a pipe into the encryption.
"""

import io
import os
import tarfile
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyrage

from mimi.mendable import Mendable

Put = Callable[[str, bytes], None]


class SealedFileError(Mendable):
    """A recipient, an identity or a file that cannot be used; the message is for the operator."""


def new_identity(file: Path) -> str:
    """Writes a new identity into the file, which must not be there, and gives its recipient."""
    identity = pyrage.x25519.Identity.generate()
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise SealedFileError(f"cannot write {file}: {error.strerror}") from error
    with os.fdopen(descriptor, "w") as out:
        out.write(f"# public key: {identity.to_public()}\n{identity}\n")
    return str(identity.to_public())


@contextmanager
def writing(file: Path, recipient: str) -> Generator[Put]:
    """`put(name, bytes)` for each member; the file is whole or not there. SealedFileError."""
    to = _recipient(recipient)
    draft = file.with_name(f"{file.name}.part")
    try:
        out = os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
    except OSError as error:
        raise SealedFileError(f"cannot write {file}: {error.strerror}") from error
    try:
        with out, _encrypting(out, to) as plain, tarfile.open(fileobj=plain, mode="w|gz") as tar:
            yield lambda name, data: _add(tar, name, data)
        draft.rename(file)
    finally:
        draft.unlink(missing_ok=True)


def reading(file: Path, identity: Path) -> Iterator[tuple[str, bytes]]:
    """Its members in their order. Raises SealedFileError."""
    key = _identity(identity)
    try:
        with (
            file.open("rb") as sealed,
            _decrypting(sealed, key) as plain,
            tarfile.open(fileobj=plain, mode="r|gz") as tar,
        ):
            for member in tar:
                inside = tar.extractfile(member)
                yield member.name, inside.read() if inside else b""
    except (OSError, tarfile.TarError, EOFError) as error:
        raise SealedFileError(f"cannot read {file}: it is not whole, or not of Mimi") from error


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    """Without owner, rights or time of its own."""
    member = tarfile.TarInfo(name)
    member.size = len(data)
    tar.addfile(member, io.BytesIO(data))


@contextmanager
def _encrypting(out: Any, to: Any) -> Generator[Any]:
    """A file whose bytes another thread encrypts into `out`."""
    source, sink = os.pipe()
    failed: list[Exception] = []

    def encrypt() -> None:
        with os.fdopen(source, "rb") as plain:
            try:
                pyrage.encrypt_io(plain, out, [to])
            except Exception as error:
                failed.append(error)

    working = threading.Thread(target=encrypt, name="age")
    working.start()
    try:
        with os.fdopen(sink, "wb") as plain:
            yield plain
    finally:
        working.join()
    if failed:
        raise SealedFileError(f"cannot encrypt: {failed[0]}") from failed[0]


@contextmanager
def _decrypting(sealed: Any, key: Any) -> Generator[Any]:
    """The other way round. An identity that does not fit is said at the end."""
    source, sink = os.pipe()
    failed: list[Exception] = []

    def decrypt() -> None:
        with os.fdopen(sink, "wb") as plain:
            try:
                pyrage.decrypt_io(sealed, plain, [key])
            except Exception as error:
                failed.append(error)

    working = threading.Thread(target=decrypt, name="age", daemon=True)
    working.start()
    try:
        with os.fdopen(source, "rb") as plain:
            yield plain
            plain.read()
    except Exception as error:
        working.join()
        if failed:
            raise SealedFileError(f"this identity does not open it ({failed[0]})") from error
        raise
    working.join()
    if failed:
        raise SealedFileError(f"it does not open to its end ({failed[0]})") from failed[0]


def _recipient(text: str) -> Any:
    """A public key of age or of ssh."""
    try:
        if text.startswith("ssh-"):
            return pyrage.ssh.Recipient.from_str(text)
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise SealedFileError(f"{text} is no recipient of age: age1… or ssh-ed25519 …") from error


def _identity(file: Path) -> Any:
    try:
        lines = file.read_text().splitlines()
        keys = [line for line in lines if line.startswith("AGE-SECRET-KEY-")]
        if keys:
            return pyrage.x25519.Identity.from_str(keys[0])
        return pyrage.ssh.Identity.from_buffer(file.read_bytes())
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as error:
        raise SealedFileError(f"{file} has no identity of age in it") from error
