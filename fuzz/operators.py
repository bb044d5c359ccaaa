"""What an operator gives: settings, and the roster of a class or company."""

from fuzz.folder import fresh
from mimi import roster
from mimi.rooms.accounts.numbers import normalise
from mimi.settings import SettingsError, load

FILE = fresh() / "file"


def settings_file(data: bytes) -> None:
    """A sentence, or settings that keep what protects authors."""
    FILE.write_bytes(data)
    try:
        settings = load({"MIMI_SETTINGS": str(FILE)})
    except SettingsError as error:
        assert str(error).startswith("settings: ")
        return
    assert settings.circle.k >= 4
    assert settings.on_loopback or not settings.rehearsal


def roster_file(data: bytes) -> None:
    """A sentence, or numbers, at most one a line."""
    FILE.write_bytes(data)
    try:
        lines = roster.read(FILE)
        numbers = roster.numbers_in(lines, "CN")
    except roster.RosterError:
        return
    assert len(numbers) <= len(lines)
    assert all(normalise(number, "US") == number for number in numbers)
