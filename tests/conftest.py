"""A real PostgreSQL for the whole run, a fresh database for each test."""

import os
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Generator, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from functools import wraps
from hashlib import sha256
from inspect import iscoroutinefunction
from pathlib import Path
from shutil import disk_usage
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import anyio
import asyncpg
import httpx2
import msgspec
import pytest
from hypothesis import settings as properties
from litestar import Litestar
from psutil import virtual_memory

from mimi.app import make_app, make_kit
from mimi.kit.citus import distribute, is_there
from mimi.kit.kit import Kit
from mimi.kit.migrations import SCHEMA, migrate
from mimi.kit.postgres import Embedded
from mimi.settings import Settings, check
from tests import others as outside
from tests.bouncer import bouncer
from tests.others import Others
from tests.push_service import PushService, push_service

MONDAY = 1_793_577_600  # 2026-11-02 00:00 UTC: the first second of every kind of window but tokens
CODE = "246810"

# A town's settings: a clock moved by hand, repeatable chance, caps that a test does not meet.
REHEARSAL: dict[str, Any] = {
    "clock": "manual",
    "clock_start": MONDAY,
    "seed": "test",
    "fixed_code": CODE,
    "rhythm": {"token_rest": 0},
    "caps": {
        "codes_per_address": 1_000_000,
        "codes_per_server": 1_000_000,
        "codes_per_number": 1_000,
        "codes_per_number_and_address": 1_000,
        "invites_per_day": 1_000,
        "reports_per_day": 1_000,
    },
}

# A busy machine is no failure, and the same tree passes twice. `make fuzz-long` looks elsewhere.
properties.register_profile("repeated", deadline=None, derandomize=True)
properties.register_profile("searching", deadline=None, max_examples=2_000)
properties.load_profile("repeated")

MEMORY, ROOM = Path("/dev/shm"), 4_000_000_000  # noqa: S108 in a folder of its own there; bytes
PATIENCE = float(os.environ.get("MIMI_TEST_PATIENCE", "900"))  # seconds; the long forms need more


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that waits for what never comes fails and says where, and does not hold the others."""
    for item in items:
        if isinstance(item, pytest.Function) and iscoroutinefunction(item.obj):
            item.obj = with_patience(item.obj)


def with_patience(test: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    @wraps(test)
    async def bounded(**given: Any) -> None:
        with anyio.fail_after(PATIENCE):
            await test(**given)

    return bounded


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session", autouse=True)
def given_server() -> str:
    """Taken out, since the servers that tests start would refuse a setting of this name.

    By a fixture, since workers have the variable from the process that starts them and runs none.
    """
    return os.environ.pop("MIMI_TEST_DATABASE_URL", "")


@pytest.fixture(scope="session")
def postgres(given_server: str) -> Iterator[str]:
    """URL of a server on which databases may be made: embedded, or of MIMI_TEST_DATABASE_URL, which
    names one for each worker, with spaces between: they number transactions for all databases.
    """
    if given_server:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
        yield given_server.split()[int(worker.removeprefix("gw"))]
        return
    with short_lived() as url:
        yield url


@contextmanager
def short_lived() -> Generator[str]:
    """An embedded server that goes when the block ends.

    In a folder of its own: each run of pytest closes pytest's own to other users, and for root
    the embedded server runs as another user, so that two runs at once would end each other.
    """
    with TemporaryDirectory(prefix="mimi-test-", dir=_in_memory()) as folder:
        embedded = Embedded(Path(folder) / "postgres")
        anyio.run(for_a_short_life, embedded.url)
        yield embedded.url
        embedded.stop()


@pytest.fixture(scope="session")
def all_others() -> Iterator[Others]:
    """The services of others, in a process of their own."""
    with outside.served() as running:
        yield running


@pytest.fixture
def others(all_others: Others) -> Others:
    """As they are on a good day."""
    all_others.reset()
    return all_others


@pytest.fixture(scope="module")
def service() -> Iterator[PushService]:
    """A push service of browsers that keeps what it is sent."""
    with push_service() as running_one:
        yield running_one


def _in_memory() -> Path | None:
    """Where a database is copied in half the time; None where there is none, or little of it."""
    if not MEMORY.is_dir():
        return None
    there_is = min(disk_usage(MEMORY).free, virtual_memory().available)
    return MEMORY if there_is > ROOM else None


async def for_a_short_life(url: str) -> None:
    """A database that lives for a second need not survive a power cut; its write-ahead log is kept
    a while for the tests that read it, checkpoint or not; and nothing is vacuumed, not the catalog
    either, by the real clock: while that looks, no page is tidied, and rows lie otherwise."""
    connection = await asyncpg.connect(url)
    await connection.execute("ALTER SYSTEM SET fsync = off")
    await connection.execute("ALTER SYSTEM SET autovacuum = off")
    await connection.execute("ALTER SYSTEM SET wal_keep_size = '256MB'")
    await connection.execute("SELECT pg_reload_conf()")
    await connection.close()


def database_named(server: str, name: str) -> str:
    """The URL of another database on the same server."""
    head, _, query = server.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


@asynccontextmanager
async def fresh_database(server: str) -> AsyncGenerator[str]:
    """A migrated, empty database that goes when the block ends."""
    name = f"test_{uuid4().hex}"
    connection = await asyncpg.connect(server)
    try:
        template = await _template(connection, server)
        copy = f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy"
        await connection.execute(copy)
        yield database_named(server, name)
        await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        await connection.close()


async def _template(connection: asyncpg.Connection, server: str) -> str:
    """A migrated database to copy, named by the schema: a server of one's own may keep old ones.

    One for each worker, since nobody may be connected to what is copied.
    """
    schema = b"".join(file.read_bytes() for file in sorted(SCHEMA.glob("*.sql")))
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    name = f"mimi_template_{worker}_{sha256(schema).hexdigest()[:12]}"
    known = "SELECT 1 FROM pg_database WHERE datname = $1"
    if not await connection.fetchval(known, name):
        await connection.execute(f"CREATE DATABASE {name}")
        migrate(database_named(server, name))
        await distribute(database_named(server, name))
        await connection.fetch(LEAVE, name)
    return name


# Citus looks after every database, and what is copied nobody may be connected to.
LEAVE = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1
"""


def rehearsal(data: Path, **changes: Any) -> Settings:
    """Settings for a test server; `changes` replace keys, inside tables too."""
    tables: dict[str, Any] = {**REHEARSAL, "data": str(data)}
    for name, value in changes.items():
        tables[name] = {**tables.get(name, {}), **value} if isinstance(value, dict) else value
    return check(tables)


@asynccontextmanager
async def running(settings: Settings, database_url: str) -> AsyncGenerator[Litestar]:
    """A server that has started, without a socket; `app.state.kit` is its kit, all that differs
    between two of them: so one that has ended begins again, which spares a fifth of a second."""
    kit = make_kit(settings, database_url)
    app = _ended.pop() if _ended else make_app(kit)
    app.state.kit = kit
    async with app.lifespan():
        yield app
    _ended.append(app)


_ended: list[Litestar] = []


def client_of(app: Litestar) -> httpx2.AsyncClient:
    """A client without cookies or session that speaks to the server in the same process."""
    return httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=app),  # pyright: ignore[reportArgumentType]
        base_url="http://127.0.0.1:8000",
    )


@pytest.fixture(scope="session")
def bounced(postgres: str) -> Iterator[str]:
    """The same server through pgbouncer, if MIMI_TEST_PGBOUNCER names one."""
    program = os.environ.pop("MIMI_TEST_PGBOUNCER", "")
    with bouncer(program, postgres) if program else nullcontext(postgres) as url:
        yield url


@pytest.fixture
async def database_url(postgres: str, bounced: str) -> AsyncIterator[str]:
    async with fresh_database(postgres) as url:
        name = urlsplit(url).path.removeprefix("/")
        yield url if bounced == postgres else database_named(bounced, name)


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(database_url)
    yield connection
    await connection.close()


@pytest.fixture
async def one_node(db: asyncpg.Connection) -> None:
    """For what looks at PostgreSQL's own plans and catalogue."""
    if await is_there(db):
        pytest.skip("tables lie on nodes of Citus here")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return rehearsal(tmp_path)


@pytest.fixture
async def app(settings: Settings, database_url: str) -> AsyncIterator[Litestar]:
    async with running(settings, database_url) as app:
        yield app


@pytest.fixture
def kit(app: Litestar) -> Kit:
    return app.state.kit


@pytest.fixture
async def http(app: Litestar) -> AsyncIterator[httpx2.AsyncClient]:
    async with client_of(app) as client:
        yield client


def problem(response: httpx2.Response) -> str:
    """The word of a problem; fails when the answer is not problem details."""
    assert response.headers["content-type"] == "application/problem+json", response.text
    return msgspec.json.decode(response.content)["type"].removeprefix("/problems/")
