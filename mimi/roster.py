"""The operator's list of real people: a class, a company. Each line vouches for one of them."""

import asyncio
import csv
from pathlib import Path

from mimi.app import make_kit
from mimi.mendable import Mendable
from mimi.rooms import accounts, circles, contacts
from mimi.serve import database
from mimi.settings import Settings


class RosterError(Mendable):
    """The file of a roster cannot be used; the message is meant for the operator."""


def read(file: Path) -> list[str]:
    """Its lines. Raises RosterError."""
    try:
        return file.read_text(encoding="utf-8-sig").splitlines()  # as table programs write it
    except OSError as error:
        raise RosterError(f"cannot read {file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise RosterError(f"{file} is not UTF-8: save it as text with one number a line") from error


def import_file(settings: Settings, file: Path, group: str = "") -> int:
    """Adds the numbers, one a line, and says how many of them exist as numbers. RosterError.

    Of a line with several cells the first that is a number; names and the like go nowhere. With
    `group` its people may become friends of each other, and nobody else is in it any more.
    """
    numbers = numbers_in(read(file), settings.region)
    with database(settings) as url:
        return asyncio.run(import_numbers(settings, url, numbers, group))


async def import_numbers(settings: Settings, url: str, numbers: list[str], group: str) -> int:
    kit = make_kit(settings, url)
    await kit.database.open()
    try:
        async with kit.database.transaction() as db:
            if group:
                await contacts.bring_list(kit, db, group, numbers)
            return await circles.import_roster(kit, db, numbers)
    finally:
        await kit.database.close()


def numbers_in(lines: list[str], region: str) -> list[str]:
    """E.164 of each line's first cell that is a number. Raises RosterError."""
    rows = ([accounts.normalise(cell.strip(), region) for cell in _cells(line)] for line in lines)
    return [number for row in rows if (number := next(filter(None, row), None))]


def _cells(line: str) -> list[str]:
    """Of this line alone: else a quote that is not closed would take along the people below it."""
    try:
        return next(csv.reader([line]), [])
    except csv.Error as error:
        raise RosterError(f"a line of {len(line)} letters names nobody: {error}") from error
