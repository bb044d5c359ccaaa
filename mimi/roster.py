"""The operator's list of real people: a class, a company. Each line vouches for one of them."""

import asyncio
from pathlib import Path

from mimi.app import make_kit
from mimi.rooms import circles
from mimi.serve import database
from mimi.settings import Settings


def import_file(settings: Settings, file: Path) -> int:
    """Adds the numbers, one a line, and says how many of them exist as numbers."""
    with database(settings) as url:
        numbers = file.read_text().splitlines()
        return asyncio.run(import_numbers(settings, url, numbers))


async def import_numbers(settings: Settings, url: str, numbers: list[str]) -> int:
    kit = make_kit(settings, url)
    await kit.database.open()
    try:
        async with kit.database.transaction() as db:
            return await circles.import_roster(kit, db, [line for line in numbers if line.strip()])
    finally:
        await kit.database.close()
