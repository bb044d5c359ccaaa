"""`mimi keys`: the keyring on paper or a stick, apart from the backups that it gives sense to."""

from pathlib import Path

from mimi.kit import keys, sealed_file
from mimi.settings import Settings

MEMBER = "master"


class KeyringError(Exception):
    """A keyring that cannot be written or read; the message is meant for the operator."""


def export(settings: Settings, file: Path, recipient: str) -> None:
    """The one secret that all keys come from. Keys of windows are meant to vanish, and do.

    Raises KeyringError, SealedFileError, BrokenKey.
    """
    path = _master(settings)
    if not path.exists():
        raise KeyringError(f"there is no keyring yet: {path}")
    master = keys.whole(path)
    with sealed_file.writing(file, recipient) as put:
        put(MEMBER, master)


def bring_back(settings: Settings, file: Path, identity: Path) -> None:
    """Into a place that has none: never over another. Raises KeyringError, SealedFileError."""
    path = _master(settings)
    if path.exists():
        raise KeyringError(f"there is a keyring already: {path}")
    members = dict(sealed_file.reading(file, identity))
    if len(members.get(MEMBER, b"")) != keys.LENGTH:
        raise KeyringError(f"{file} is no keyring of Mimi")
    keys.put(path, members[MEMBER])


def _master(settings: Settings) -> Path:
    return Path(settings.data) / "keys" / MEMBER
