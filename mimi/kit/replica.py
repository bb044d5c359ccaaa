"""A standby of PostgreSQL that answers what only reads, while it knows all that the primary knows.

The numbers that a page begins with (`kit/versions.py`) come from the primary. A standby with the
same numbers has the same rows, so whatever was taken down or closed is so here too: what it answers
is not older by a moment. One that lags, is away or cannot answer is passed over.
"""

import time
from collections.abc import Awaitable, Callable

import asyncpg
import structlog

from mimi.kit import versions
from mimi.kit.db import Connection, PlainConnection, terminate
from mimi.kit.versions import Versions

log = structlog.get_logger()

HASTE = 1  # second that it has for one page; the primary has its own time behind
REST = 10  # seconds in which one that could not answer is not asked; then by one page first
CANNOT = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError)  # a TimeoutError is one of these


Read = Callable[[Connection], Awaitable[bytes]]


class Replica:
    """Nobody, for an empty URL."""

    def __init__(self, url: str) -> None:
        self._url, self._again = url, 0.0
        self._pool: asyncpg.Pool | None = None

    async def open(self) -> None:
        """It need not be there yet."""
        if self._url:
            self._pool = await asyncpg.create_pool(
                self._url,
                min_size=0,
                max_size=4,
                timeout=HASTE,
                command_timeout=HASTE,
                connection_class=PlainConnection,
            )

    def close(self) -> None:
        if self._pool:
            self._pool.terminate()

    async def asked(self, now: Versions, read: Read) -> bytes | None:
        """What `read` finds there; None when it has to be asked of the primary."""
        if not self._pool or time.monotonic() < self._again:
            return None
        if self._again:
            self._again = time.monotonic() + REST
        try:
            answer = await _answer(self._pool, now, read)
        except CANNOT as error:
            if not self._again:
                log.warning("the replica does not answer", kind=type(error).__name__)
            self._again = time.monotonic() + REST
            return None
        self._again = 0.0
        return answer


async def _answer(pool: asyncpg.Pool, now: Versions, read: Read) -> bytes | None:
    async with pool.acquire(timeout=HASTE) as db:
        try:
            return await read(db) if await versions.now(db) == now else None
        except TimeoutError:
            terminate(db)  # one that stands still would not give it back either
            raise
