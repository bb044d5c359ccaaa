"""The database: one pool, one transaction a request, plain SQL."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from mimi.kit import versions


class PlainConnection(asyncpg.Connection):
    """A connection without the reset round trip: so SET LOCAL only, no LISTEN, no session locks.

    `changed` is what its transaction has to count before its end (`kit/versions.py`).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.changed: set[tuple[int, versions.Part]] = set()

    def get_reset_query(self) -> str:
        return ""


Connection = PoolConnectionProxy
Row = asyncpg.Record


class Database:
    """A pool of few connections: about two a core serve a page fastest."""

    def __init__(self, url: str, size: int = 4) -> None:
        self._url, self._size = url, size
        self._pool: asyncpg.Pool | None = None

    async def open(self) -> None:
        self._pool = await asyncpg.create_pool(
            self._url, min_size=1, max_size=self._size, connection_class=PlainConnection
        )

    async def close(self) -> None:
        if self._pool:
            await self._pool.close()
            self._pool = None

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Connection]:
        """Committed when the block ends, so that an answer is given only when it is durable.

        Versions are counted last, so that others who count wait for a moment only.
        """
        if self._pool is None:
            raise RuntimeError("the database is not open")
        async with self._pool.acquire() as connection, connection.transaction():
            connection.changed.clear()
            yield connection
            await versions.write(connection)

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[Connection]:
        """A connection for single statements that only read: no transaction, no extra trip."""
        if self._pool is None:
            raise RuntimeError("the database is not open")
        async with self._pool.acquire() as connection:
            yield connection
