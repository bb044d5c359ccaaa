"""The database: one pool, one transaction a request, plain SQL."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import asyncpg
from asyncpg.pool import PoolConnectionProxy


class PlainConnection(asyncpg.Connection):
    """A connection without the reset round trip: so SET LOCAL only, no LISTEN, no session locks."""

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
        """Committed when the block ends, so that an answer is given only when it is durable."""
        if self._pool is None:
            raise RuntimeError("the database is not open")
        async with self._pool.acquire() as connection, connection.transaction():
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[Connection]:
        """A connection for single statements that only read: no transaction, no extra trip."""
        if self._pool is None:
            raise RuntimeError("the database is not open")
        async with self._pool.acquire() as connection:
            yield connection
