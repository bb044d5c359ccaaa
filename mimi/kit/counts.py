"""Counts of one process and one day, for alarms. Nothing of them is kept."""


class Counts:
    """Of the present day only.

    Protects newcomers from a thief of the disk: a row that counts the codes of a country would tell
    when somebody from there came.
    """

    def __init__(self) -> None:
        self._day, self._counts = 0, dict[str, int]()

    def add(self, day: int, name: str) -> int:
        """The count with this one."""
        if day != self._day:
            self._day, self._counts = day, {}
        self._counts[name] = self._counts.get(name, 0) + 1
        return self._counts[name]

    def of(self, day: int, name: str) -> int:
        return self._counts.get(name, 0) if day == self._day else 0
