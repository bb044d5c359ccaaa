"""Several servers of PostgreSQL, of which one takes writes: it is found, and found again."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest

from mimi.kit import hosts
from mimi.kit.chance import Chance
from mimi.kit.db import Database, DatabaseAway
from mimi.kit.hosts import Hosts, each, primary
from mimi.kit.postgres import Embedded, stop_leftover
from tests.conftest import for_a_short_life

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
STANDBY = "ALTER DATABASE {} SET default_transaction_read_only = on"  # as one looks to a client


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a busy machine, which is slow and not silent."""
    monkeypatch.setattr(hosts, "SILENT", 20)


def test_each_host_has_a_url_of_its_own() -> None:
    query = "sslmode=require&target_session_attrs=any"
    many = f"postgresql://mimi:a%40b@10.0.0.1,[::1]:5433/mimi?{query}"
    assert each(many) == [
        "postgresql://mimi:a%40b@10.0.0.1/mimi?sslmode=require",
        "postgresql://mimi:a%40b@[::1]:5433/mimi?sslmode=require",
    ]
    for one in ("postgresql://mimi@127.0.0.1/mimi", "postgresql://mimi@/mimi?host=/tmp"):
        assert each(one) == [one]


@asynccontextmanager
async def listening(serve: Serve) -> AsyncGenerator[str]:
    """`host:port` of whoever serves like this."""
    open_ones = set[asyncio.StreamWriter]()

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        open_ones.add(writer)
        with suppress(OSError):
            await serve(reader, writer)
        writer.close()

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    yield f"{host}:{port}"
    server.close()
    for writer in open_ones:
        writer.transport.abort()


async def silence(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    """A machine that takes connections and stands still."""
    while await reader.read(1_000):
        pass


@asynccontextmanager
async def door_of(url: str) -> AsyncGenerator[str]:
    """`host:port` of a server that listens on a socket in a folder."""
    socket = f"{parse_qs(urlsplit(url).query)['host'][0]}/.s.PGSQL.5432"

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_unix_connection(socket)
        await asyncio.gather(copy(reader, back), copy(there, writer))

    async with listening(pass_on) as where:
        yield where


async def copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65_536):
        writer.write(data)
    writer.close()


@pytest.fixture
async def door(database_url: str) -> AsyncIterator[str]:
    async with door_of(database_url) as where:
        yield where


def url_of(database_url: str, *doors: str) -> str:
    """Without asking for TLS: asyncpg's question forgets a future when it is cut in the moment in
    which the connection is made, and a test that ends just then failed by it."""
    parts = urlsplit(database_url)
    return f"postgresql://{parts.username}@{','.join(doors)}{parts.path}?sslmode=disable"


async def test_a_silent_host_does_not_hide_the_primary(
    database_url: str, door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosts, "SILENT", 2)
    async with listening(silence) as silent:
        assert await primary(url_of(database_url, silent, door)) == url_of(database_url, door)


async def test_whoever_took_writes_last_is_asked_first(database_url: str, door: str) -> None:
    nobody = "127.0.0.1:1"
    found = Hosts(url_of(database_url, nobody, door))
    await (await found.connect()).close()
    assert found.urls == [url_of(database_url, door), url_of(database_url, nobody)]


async def test_without_a_primary_the_database_is_away(
    database_url: str, door: str, db: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = url_of(database_url, "127.0.0.1:1", door)
    kept = Database(url, Chance())
    await kept.open()
    await db.execute(STANDBY.format(urlsplit(database_url).path[1:]))
    await kept._leave()  # pyright: ignore[reportPrivateUsage]
    with pytest.raises(DatabaseAway):
        async with kept.transaction():
            pass
    await kept.close()
    monkeypatch.setattr(hosts, "UNTIL", 0)
    with pytest.raises(OSError, match="takes writes"):
        await primary(url)


async def test_a_primary_that_became_a_standby_is_left(
    database_url: str, door: str, db: asyncpg.Connection
) -> None:
    """Its connection is still open, and so are those that nobody uses."""
    await db.execute("CREATE TABLE kept (it int)")
    kept = Database(url_of(database_url, "127.0.0.1:1", door), Chance())
    await kept.open()
    async with kept.reading() as one:
        before = await one.fetchval("SELECT pg_backend_pid()")
        await one.execute("SET default_transaction_read_only = on")
    with pytest.raises(DatabaseAway):
        async with kept.transaction() as one:
            await one.execute("INSERT INTO kept VALUES (1)")
    async with kept.transaction() as one:
        await one.execute("INSERT INTO kept VALUES (1)")
        assert await one.fetchval("SELECT pg_backend_pid()") != before
    await kept.close()


# acknowledged means on the standby --------------------------------------------------------------

WITH_STANDBY = """\
wal_level = replica
max_wal_senders = 5
synchronous_standby_names = 'nobody'
"""
AGAIN = "INSERT INTO kept VALUES (1) ON CONFLICT DO NOTHING"
CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
SEEN = "SELECT count(*) FROM kept"


@pytest.fixture(scope="module")
def streaming() -> Iterator[str]:
    """A PostgreSQL whose standby is away."""
    with TemporaryDirectory(prefix="mimi-test-") as folder:
        embedded = Embedded(Path(folder) / "postgres")
        asyncio.run(for_a_short_life(embedded.url))
        with (Path(folder) / "postgres/postgresql.auto.conf").open("a") as file:
            file.write(WITH_STANDBY)
        stop_leftover(Path(folder) / "postgres")
        assert embedded.revive()
        yield embedded.url
        embedded.stop()


async def act(kept: Database) -> None:
    async with kept.transaction() as db:
        await db.execute(AGAIN)


async def test_what_is_found_done_waits_for_the_standby_too(streaming: str) -> None:
    """The first one is done here and nowhere else: sent again, it is not acknowledged either."""
    db = await asyncpg.connect(streaming)
    await db.execute("SET synchronous_commit = local")  # it alone does not wait
    await db.execute("CREATE TABLE kept (it int PRIMARY KEY)")
    async with door_of(streaming) as door:
        kept = Database(url_of(streaming, door, "127.0.0.1:1"), Chance())
        await kept.open()
        for _ in range(2):
            acting = asyncio.create_task(act(kept))
            while not (acting.done() or await db.fetchval(CUT)):  # noqa: ASYNC110 it alone knows
                await asyncio.sleep(0)
            with pytest.raises(DatabaseAway):
                await acting
            assert await db.fetchval(SEEN) == 1
        await kept.close()
    await db.close()
