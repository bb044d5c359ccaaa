"""The operator lets a number in no more, and lets it in again."""

import asyncio

from mimi.app import make_kit
from mimi.mendable import Mendable
from mimi.rooms import accounts
from mimi.serve import database
from mimi.settings import Settings


class BanError(Mendable):
    """A number that cannot be banned, or is not; the message is meant for the operator."""


def add(settings: Settings, phone: str) -> None:
    """Raises BanError."""
    _done(settings, phone, lifting=False)


def lift(settings: Settings, phone: str) -> None:
    """Raises BanError."""
    _done(settings, phone, lifting=True)


def _done(settings: Settings, phone: str, *, lifting: bool) -> None:
    number = accounts.normalise(phone, settings.region)
    if number is None:
        raise BanError("this is not a phone number that exists")
    with database(settings) as url:
        was_banned = asyncio.run(_within(settings, url, number, lifting=lifting))
    if lifting and not was_banned:
        raise BanError("this number is not banned")


async def _within(settings: Settings, url: str, number: str, *, lifting: bool) -> bool:
    kit = make_kit(settings, url)
    await kit.database.open()
    try:
        async with kit.database.transaction() as db:
            if lifting:
                return await accounts.lift_ban(kit, db, number)
            await accounts.ban(kit, db, number)
            return True
    finally:
        await kit.database.close()
