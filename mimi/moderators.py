"""The operator names moderators, and dismisses them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import msgspec

from mimi.app import make_kit
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.mendable import Mendable
from mimi.rooms import moderators
from mimi.rooms.moderators import Name
from mimi.serve import database
from mimi.settings import Settings

Answer = TypeVar("Answer")
Work = Callable[[Kit, Connection], Awaitable[Answer]]


class ModeratorError(Mendable):
    """A name that cannot be used; the message is meant for the operator."""


def add(settings: Settings, name: str) -> str:
    """The one-time link by which the moderator enrols. Raises ModeratorError."""
    try:
        msgspec.convert(name, Name)
    except msgspec.ValidationError:
        raise ModeratorError("a moderator's name has 1 to 40 letters") from None
    return _done(settings, lambda kit, db: moderators.name(kit, db, name))


def remove(settings: Settings, name: str) -> None:
    """Raises ModeratorError."""
    if not _done(settings, lambda _, db: moderators.dismiss(db, name)):
        raise ModeratorError(f"there is no moderator {name}")


def names(settings: Settings) -> list[str]:
    return _done(settings, lambda _, db: moderators.names(db))


def _done(settings: Settings, work: Work[Answer]) -> Answer:
    with database(settings) as url:
        return asyncio.run(_within(settings, url, work))


async def _within(settings: Settings, url: str, work: Work[Answer]) -> Answer:
    kit = make_kit(settings, url)
    await kit.database.open()
    try:
        async with kit.database.transaction() as db:
            return await work(kit, db)
    finally:
        await kit.database.close()
