"""`mimi keys`: the keyring on paper or a stick, apart from the backups that it gives sense to."""

import re
from pathlib import Path

from mimi.kit import key_files, sealed_file
from mimi.mendable import Mendable
from mimi.settings import Settings

MEMBER = "master"
TURNED = "turned-*"  # see kit/turned.py
NAME = re.compile(r"master|turned-[a-z-]+\.[0-9]+")


class KeyringError(Mendable):
    """A keyring that cannot be written or read; the message is meant for the operator."""


def export(settings: Settings, file: Path, recipient: str) -> None:
    """The one secret that all keys come from, and those that were turned since.

    Keys of windows are meant to vanish, and do.

    Raises KeyringError, SealedFileError, BrokenKey.
    """
    path = _master(settings)
    if not path.exists():
        raise KeyringError(f"there is no keyring yet: {path}")
    master = key_files.whole(path)
    with sealed_file.writing(file, recipient) as put:
        put(MEMBER, master)
        for one in sorted(path.parent.glob(TURNED)):
            put(one.name, key_files.whole(one))


def bring_back(settings: Settings, file: Path, identity: Path) -> None:
    """Into a place that has none: never over another. Raises KeyringError, SealedFileError."""
    path = _master(settings)
    if path.exists():
        raise KeyringError(f"there is a keyring already: {path}")
    members = dict(sealed_file.reading(file, identity))
    if MEMBER not in members or not all(_is_key(*one) for one in members.items()):
        raise KeyringError(f"{file} is no keyring of Mimi")
    for name in sorted(members, reverse=True):  # the master last: with it the keyring is there
        key_files.put(path.with_name(name), members[name])


def _master(settings: Settings) -> Path:
    return Path(settings.data) / "keys" / MEMBER


def _is_key(name: str, key: bytes) -> bool:
    return bool(NAME.fullmatch(name)) and len(key) == key_files.LENGTH
