"""Who and what is gone, for a restore: an older backup must not bring it back.

Beside the database, since a restore replaces that. Of each there is a keyed tag, which nobody can
read without the keyring, nor make without knowing the id: it says that something was there and is
gone, and ties it to nothing. Written by windows' jobs alone, all of a window together and in the
order of the tags, so that neither a file's time nor a place in it tells when somebody left.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal
from uuid import UUID

from mimi.kit.keys import Keys

Kind = Literal["account", "secret", "comment"]
SIZE = 32  # bytes of a tag
DAYS = 400  # that a tag is kept: no backup may be older


class Deleted:
    """`folder` is private to the server's user (0700). One file a month, named by its first day."""

    def __init__(self, folder: Path, keys: Keys) -> None:
        self._folder, self._keys = folder, keys

    def note(self, kind: Kind, gone: Iterable[UUID], window: int) -> None:
        """Before the transaction that removes them is committed: once or often is the same."""
        self.put({self.tag(kind, one) for one in gone}, window)
        self._forget(window // 86_400 - DAYS)

    def tag(self, kind: Kind, gone: UUID) -> bytes:
        return self._keys.tag(f"deleted {kind}", gone.bytes)

    def tags(self) -> set[bytes]:
        files = self._folder.glob("[0-9]*[0-9]") if self._folder.exists() else ()
        return {tag for file in files for tag in _read(file)}

    def put(self, tags: set[bytes], window: int) -> None:
        """These, as `note` made them."""
        if tags:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            file = self._folder / str(window // 86_400 // 30 * 30)
            self._write(file, tags | _read(file), window)

    def _forget(self, before: int) -> None:
        for file in self._folder.glob("[0-9]*[0-9]"):
            if int(file.name) + 30 < before:
                file.unlink(missing_ok=True)

    def _write(self, file: Path, tags: set[bytes], window: int) -> None:
        draft = file.with_name(f"{file.name}.part")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(b"".join(sorted(tags)))
            out.flush()
            os.utime(descriptor, (window, window))
            os.fsync(descriptor)
        draft.rename(file)


def _read(file: Path) -> set[bytes]:
    whole = file.read_bytes() if file.exists() else b""
    return {whole[start : start + SIZE] for start in range(0, len(whole) - SIZE + 1, SIZE)}
