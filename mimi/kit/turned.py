"""Keys that took the place of derived ones: `mimi keys rotate`, without a restart.

Each is a file of its own, `turned-PURPOSE.NUMBER`, made by chance and not of the master, so that a
stolen master does not tell it, and a key that is destroyed is gone for everybody. The highest
number seals, all open. Number 0 is a copy of the derived key, until what it sealed is sealed anew.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from mimi.kit.key_files import whole

# Sealed for a scroll, a task, minutes or two days, and kept by nobody but whoever was given it.
PASSING = ("console-challenge", "cursor", "jury", "photo-address", "thread-cursor", "ticket")
OUTLIVED = 3 * 86_400  # seconds


class Turned:
    """Every process sees at once what changed in `folder`: a look at it costs a microsecond."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._seen = folder, -1
        self._known: dict[str, list[bytes]] = {}

    def path(self, purpose: str, number: int) -> Path:
        return self._folder / f"turned-{purpose}.{number}"

    def of(self, purpose: str) -> list[bytes]:
        """The newest first; nothing when this key never was turned."""
        changed = self._folder.stat().st_mtime_ns
        if changed != self._seen:
            self._seen, self._known = changed, {}
        if purpose not in self._known:
            self._known[purpose] = list(self._read(purpose))
        return self._known[purpose]

    def _read(self, purpose: str) -> Iterator[bytes]:
        for number in self.numbers(purpose):
            with suppress(FileNotFoundError):  # destroyed at this moment
                yield whole(self.path(purpose, number))

    def numbers(self, purpose: str) -> list[int]:
        """The newest first. A draft of a file that is being written has another name behind it."""
        start = f"turned-{purpose}."
        rest = [one.name.removeprefix(start) for one in self._folder.glob(f"{start}*")]
        return sorted((int(one) for one in rest if one.isdecimal()), reverse=True)

    def announce(self) -> None:
        """Two changes within one tick of the file system's clock look like one."""
        os.utime(self._folder)

    def destroy_old(self, purpose: str) -> int:
        """All but the newest; how many. What they sealed and nobody sealed anew is lost."""
        old = self.numbers(purpose)[1:]
        for number in old:
            self.path(purpose, number).unlink(missing_ok=True)
        return len(old)

    def destroy_outlived(self, now: int) -> None:
        """Of what is sealed for a moment, once all that the old keys sealed has ended.

        What lies sealed has its old keys until it is sealed anew, however long that takes.
        """
        for purpose in PASSING:
            if self.numbers(purpose)[:1] <= [now - OUTLIVED]:
                self.destroy_old(purpose)
