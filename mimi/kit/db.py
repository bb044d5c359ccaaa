"""The database: one pool, one transaction a request, plain SQL."""

import asyncio
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from contextvars import ContextVar
from typing import Any

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from mimi.kit import citus, hosts, versions
from mimi.kit.chance import Chance


class PlainConnection(asyncpg.Connection):
    """A connection without the reset round trip: so SET LOCAL only, no LISTEN, no session locks.

    `changed` is what its transaction has to say before its end (`kit/versions.py`).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.changed: set[tuple[int, versions.Part]] = set()

    def get_reset_query(self) -> str:
        return ""


Connection = PoolConnectionProxy
Row = asyncpg.Record

GONE = (
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,  # it starts, stops or recovers from a crash
    asyncpg.InsufficientResourcesError,
    asyncpg.TransactionRollbackError,  # a deadlock, or what a standby had to let go
    TimeoutError,  # of a statement
)
PATIENCE = 5  # seconds that one waits for a connection
HURRY = 10  # seconds that a request may hold one
LONGEST = 120  # seconds of one statement, of the windows' work too: a database that hangs is away
# Seconds of one that reads a whole town: two minutes were too few for a million members. A database
# that hangs just then holds up the epoch for as long.
TOWN = 1200
hurried: ContextVar[bool] = ContextVar("hurried", default=False)  # whether a member waits for it


class DatabaseAway(Exception):
    """PostgreSQL cannot be asked just now. What was asked may have been done or not."""


class DatabaseFull(Exception):
    """PostgreSQL has no room to write. Nothing was written; what only reads goes on."""


@contextmanager
def _said() -> Generator[None]:
    """Raises DatabaseAway, DatabaseFull for what is no fault of a statement."""
    try:
        yield
    except asyncpg.DiskFullError as error:
        raise DatabaseFull from error
    except GONE as error:
        raise DatabaseAway from error


class Database:
    """A pool of few connections: about two a core serve a page fastest."""

    def __init__(self, url: str, chance: Chance, size: int = 4) -> None:
        self._url, self._size, self._hosts = url, size, hosts.Hosts(url)
        self._pool: asyncpg.Pool | None = None
        self._many, self._chance = False, chance

    @property
    def _has_standby(self) -> bool:
        return len(self._hosts.urls) > 1

    async def open(self) -> None:
        self._pool = await asyncpg.create_pool(
            self._url,
            connect=self._hosts.connect if self._has_standby else None,
            min_size=1,
            max_size=self._size,
            connection_class=PlainConnection,
            command_timeout=LONGEST,
        )
        async with self.reading() as db:
            self._many = await citus.is_there(db)

    async def close(self) -> None:
        if self._pool:
            await self._pool.close()
            self._pool = None

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Connection]:
        """Committed when the block ends, so that an answer is given only when it is durable.

        Versions are written last, so that others who write them wait for a moment only; and where
        there are many nodes once more behind, since one may be there before what it stands for.
        Raises DatabaseAway, DatabaseFull.
        """
        async with self.reading() as connection:
            connection.changed.clear()
            transaction = connection.transaction()
            await transaction.start()
            try:
                yield connection
                await versions.write(connection, self._chance)
                if self._has_standby:
                    await hosts.stand_behind(connection)
            except (TimeoutError, asyncio.CancelledError):
                terminate(connection)  # one that hangs would not roll back either
                raise
            except BaseException:
                await transaction.rollback()
                raise
            await transaction.commit()
            if self._many and connection.changed:
                async with connection.transaction():
                    await versions.write(connection, self._chance)

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[Connection]:
        """A connection for single statements that only read: no transaction, no extra trip.

        Raises DatabaseAway.
        """
        with _said():
            connection = await self._acquired()
            try:
                async with asyncio.timeout(HURRY if hurried.get() else None):
                    yield connection
            except (TimeoutError, asyncpg.InternalClientError) as error:
                terminate(connection)  # which may be cut, and asyncpg is about to hear of it
                raise DatabaseAway from error
            except asyncpg.ReadOnlySQLTransactionError as error:
                await self._leave()
                raise DatabaseAway from error
            except asyncpg.InterfaceError as error:
                if _is_open(connection):
                    raise  # a mistake of ours
                raise DatabaseAway from error
            finally:
                await self._released(connection)

    async def _acquired(self) -> Connection:
        """The pool connects anew by itself when it finds a connection closed."""
        if self._pool is None:
            raise RuntimeError("the database is not open")
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._pool.acquire()
        except OSError as error:  # nobody listens there, or all are in use
            raise DatabaseAway from error

    async def _leave(self) -> None:
        """The server became a standby: no connection to it is of use any more."""
        if self._pool is not None:
            await self._pool.expire_connections()

    async def _released(self, connection: Connection) -> None:
        if self._pool is not None:
            await self._pool.release(connection)


def terminate(connection: Connection) -> None:
    """Without a word to a server that may not hear it."""
    with suppress(asyncpg.InterfaceError):  # it is already
        connection.terminate()


def _is_open(connection: Connection) -> bool:
    try:
        return not connection.is_closed()
    except asyncpg.InterfaceError:  # the pool has taken it back, since it broke
        return False
