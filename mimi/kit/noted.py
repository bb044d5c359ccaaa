"""What one process remembers until a day is over and writes nowhere before."""

from typing import NamedTuple
from uuid import UUID


class Note(NamedTuple):
    """That somebody was here on a day (since 1970)."""

    account: UUID
    day: int


class Noted:
    """Notes by name, at most `most`: what does not fit any more is noted when it comes again.

    Protects whoever is online from a thief of the disk: a row written at that moment would lie
    beside the rows that others write then. A crash loses a day's notes.
    """

    def __init__(self, most: int = 100_000) -> None:
        self._notes: dict[bytes, Note] = {}
        self._most = most

    def add(self, name: bytes, note: Note) -> None:
        if name in self._notes or len(self._notes) < self._most:
            self._notes[name] = note

    def all(self) -> list[tuple[bytes, Note]]:
        """By name, so not in the order in which they came."""
        return sorted(self._notes.items())

    def has_before(self, day: int) -> bool:
        """Whether there is a note of an earlier day."""
        return any(note.day < day for note in self._notes.values())

    def newest_day(self, account: UUID) -> int:
        """0 when there is none."""
        return max(
            (note.day for note in self._notes.values() if note.account == account), default=0
        )

    def remove(self, written: list[tuple[bytes, Note]]) -> None:
        """These; not what was noted under the same name since."""
        for name, note in written:
            if self._notes.get(name) == note:
                del self._notes[name]
