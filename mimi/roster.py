"""The operator's list of real people: a class, a company. Each line vouches for one of them."""

import asyncio
from pathlib import Path

from mimi.app import make_kit
from mimi.rooms import circles
from mimi.serve import database
from mimi.settings import Settings


class RosterError(Exception):
    """The file of a roster cannot be used; the message is meant for the operator."""


def read(file: Path) -> list[str]:
    """Its lines. Raises RosterError."""
    try:
        return file.read_text(encoding="utf-8-sig").splitlines()  # as table programs write it
    except OSError as error:
        raise RosterError(f"cannot read {file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise RosterError(f"{file} is not UTF-8: save it as text with one number a line") from error


def import_file(settings: Settings, file: Path) -> int:
    """Adds the numbers, one a line, and says how many of them exist as numbers. RosterError."""
    numbers = read(file)
    with database(settings) as url:
        return asyncio.run(import_numbers(settings, url, numbers))


async def import_numbers(settings: Settings, url: str, numbers: list[str]) -> int:
    kit = make_kit(settings, url)
    await kit.database.open()
    try:
        async with kit.database.transaction() as db:
            return await circles.import_roster(kit, db, [line for line in numbers if line.strip()])
    finally:
        await kit.database.close()
