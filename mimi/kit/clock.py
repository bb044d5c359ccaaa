"""Time as an argument. Nothing else in the server reads a clock."""

import time
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    def now(self) -> int:
        """Unix seconds."""
        ...


class SystemClock:
    def now(self) -> int:
        return int(time.time())


class ManualClock:
    """A clock that moves only when told, for towns and tests. Remembers itself in a file."""

    def __init__(self, start: int, file: Path | None = None) -> None:
        self._file = file
        self._now = int(file.read_text()) if file and file.exists() else start or int(time.time())

    def now(self) -> int:
        return self._now

    def advance(self, seconds: int) -> None:
        if seconds < 0:
            raise ValueError("time does not go back")
        self._now += seconds
        if self._file:
            self._file.write_text(str(self._now))
