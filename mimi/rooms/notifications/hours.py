"""When a device is rung. Pure: the edition and what came out are arguments."""

from collections.abc import Set

from mimi.rooms.notifications.model import PARTS
from mimi.settings_tables import DAY


def part_of(edition: int) -> int:
    """Which part of the day of UTC an edition begins in."""
    return edition % DAY * PARTS // DAY


def rings(parts: list[int], edition: int, length: int, told: Set[int]) -> bool:
    """Whether a device that is rung in these parts is rung at this edition.

    Only if something came out since the last edition at which it could be rung: who wants one push
    a day, or sleeps, hears in the next of the own parts of what came out meanwhile. `told` are the
    editions of the last day with something in them, of the whole server: the answer depends on the
    device's wish alone, never on what its owner may see.
    """
    if part_of(edition) not in parts:
        return False
    before = edition - length
    while part_of(before) not in parts:
        before -= length
    return any(before < one <= edition for one in told)
