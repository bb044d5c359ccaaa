"""Objects as files of a folder: the storage of a server that has no other."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TypeVar

from mimi.kit.chunks import chunks
from mimi.kit.objects import StorageAway

Answer = TypeVar("Answer")
# Reading leaves no time: the first look at a photo after its edition would be a moment on the disk.
READ = os.O_RDONLY | getattr(os, "O_NOATIME", 0)  # Linux has it


class Folder:
    """`folder` is private to the server's user (0700)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    async def put(self, name: str, data: bytes, window: int) -> None:
        await _in_a_thread(self._put, name, data, window)

    async def get(self, name: str) -> bytes | None:
        return await _in_a_thread(self._get, name)

    async def remove(self, names: list[str]) -> None:
        await _in_a_thread(self._remove, names)

    async def names(self) -> AsyncIterator[list[str]]:
        for some in chunks(await _in_a_thread(os.listdir, self._folder)):
            yield some

    def _put(self, name: str, data: bytes, window: int) -> None:
        """Written beside, then moved into place: it is whole or not there."""
        draft = self._folder / f"{name}.part"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.utime(descriptor, (window, window))
            os.fsync(descriptor)
        draft.rename(self._folder / name)
        self._sync()

    def _get(self, name: str) -> bytes | None:
        try:
            with os.fdopen(os.open(self._folder / name, READ), "rb") as file:
                return file.read()
        except FileNotFoundError:
            return None

    def _remove(self, names: list[str]) -> None:
        for name in names:
            (self._folder / name).unlink(missing_ok=True)
        self._sync()

    def _sync(self) -> None:
        """Has the folder's own list on the disk: a row must not outlive its file in a power cut."""
        descriptor = os.open(self._folder, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)


async def _in_a_thread(work: Callable[..., Answer], *arguments: object) -> Answer:
    try:
        return await asyncio.to_thread(work, *arguments)
    except OSError as error:
        raise StorageAway(f"storage: {error.strerror}") from error
