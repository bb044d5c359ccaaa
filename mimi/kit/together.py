"""Many who ask the same thing at once ask the database once."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from mimi.kit.db import Connection, Database

MOST = 500  # keys a question
Key = TypeVar("Key")
Value = TypeVar("Value")


class Together(Generic[Key, Value]):
    """`ask` is called with a connection and many keys and gives what it found of them.

    Whoever comes while a question is on its way waits for the next one: an answer is never older
    than the moment somebody asked for it, and how long one waits depends on how many ask, not on
    who or for what.
    """

    def __init__(self, ask: Callable[[Connection, list[Key]], Awaitable[dict[Key, Value]]]) -> None:
        self._ask = ask
        self._waiting: list[tuple[Key, asyncio.Future[Value | None]]] = []
        self._asking: asyncio.Task[None] | None = None

    async def get(self, database: Database, key: Key) -> Value | None:
        """None when nothing was found. Raises what `ask` raises."""
        future: asyncio.Future[Value | None] = asyncio.get_running_loop().create_future()
        self._waiting.append((key, future))
        if self._asking is None:
            self._asking = asyncio.create_task(self._all(database))
        return await future

    async def _all(self, database: Database) -> None:
        try:
            while self._waiting:
                some, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                await self._some(database, some)
        finally:
            self._asking = None

    async def _some(
        self, database: Database, some: list[tuple[Key, "asyncio.Future[Value | None]"]]
    ) -> None:
        try:
            async with database.reading() as db:
                found = await self._ask(db, list({key for key, _ in some}))
        except Exception as error:
            for _, future in some:
                if not future.done():
                    future.set_exception(error)
        else:
            for key, future in some:
                if not future.done():  # who went away meanwhile
                    future.set_result(found.get(key))
