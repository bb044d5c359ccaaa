"""A standby of PostgreSQL that answers what only reads, while it knows all that the primary knows.

The numbers that a request begins with (`kit/versions.py`) come from the primary. A standby with the
same numbers has the same rows, so whatever was taken down, blocked or signed out is so here too:
what it answers is not older by a moment. One that lags, or is away, is passed over.
"""

import time
from collections.abc import Awaitable, Callable

import asyncpg

from mimi.kit import versions
from mimi.kit.db import Connection, Database, DatabaseAway
from mimi.kit.versions import Versions

REST = 10  # seconds in which one that was away is not asked, since a silent one takes five each


class Replica:
    """Nobody, for an empty URL."""

    def __init__(self, url: str) -> None:
        self._database = Database(url, least=0) if url else None
        self._again = 0.0

    async def open(self) -> None:
        """It need not be there yet."""
        if self._database:
            await self._database.open()

    async def close(self) -> None:
        if self._database:
            await self._database.close()

    async def asked(
        self, now: Versions, read: Callable[[Connection], Awaitable[bytes]]
    ) -> bytes | None:
        """What `read` finds there; None when it has to be asked of the primary."""
        if not self._database or time.monotonic() < self._again:
            return None
        try:
            async with self._database.reading() as db:
                return await read(db) if await versions.now(db) == now else None
        except asyncpg.SerializationError:  # what it read was cleaned up on the primary meanwhile
            return None
        except DatabaseAway:
            self._again = time.monotonic() + REST
            return None
