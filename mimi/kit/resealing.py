"""What lies sealed is sealed under the newest key, some hundred rows at a time."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NamedTuple

from mimi.kit.db import Connection
from mimi.kit.kit import Kit

Place = tuple[Any, ...]  # a row's key


class Sealed(NamedTuple):
    """A row: its key, and what is in it."""

    place: Place
    sealed: bytes


class Resealed(NamedTuple):
    """`old` is still there, or the row has changed meanwhile and is left."""

    place: Place
    old: bytes
    new: bytes


After = Callable[[Connection, Place], Awaitable[list[Sealed]]]
Put = Callable[[Connection, Sequence[Resealed]], Awaitable[None]]


async def reseal(kit: Kit, purpose: str, first: Place, after: After, put: Put) -> int:
    """How many were not under the newest key. Written in the order of their keys."""
    place, count = first, 0
    while True:
        async with kit.database.transaction() as db:
            rows = await after(db, place)
            found = [(row, kit.keys.renewed(purpose, row.sealed)) for row in rows]
            changed = [Resealed(row.place, row.sealed, new) for row, new in found if new]
            await put(db, changed)
        if not rows:
            return count
        place, count = rows[-1].place, count + len(changed)
