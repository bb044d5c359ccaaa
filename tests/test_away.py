"""The database goes away, or is full: members are told so, and it goes on by itself."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import NoReturn

import asyncpg
import httpx2
import pytest

from mimi import app as server
from mimi.kit import db as databases
from mimi.kit.db import DatabaseAway, DatabaseFull
from mimi.kit.kit import Kit
from tests.conftest import client_of, problem, rehearsal, running

TERMINATE = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
PHONE = {"phone": "+8613800138000"}


async def test_connections_that_were_cut_are_made_anew(
    http: httpx2.AsyncClient, kit: Kit, db: asyncpg.Connection
) -> None:
    assert (await http.get("/v1/ready")).status_code == 200
    await db.execute(TERMINATE)
    with suppress(DatabaseAway):  # of the one that has not heard of it yet
        async with kit.database.reading() as cut:
            await cut.fetchval("SELECT 1")
    async with kit.database.reading() as again:
        assert await again.fetchval("SELECT 1") == 1


async def test_one_that_is_cut_in_a_transaction_is_away(kit: Kit, db: asyncpg.Connection) -> None:
    with pytest.raises(DatabaseAway):
        async with kit.database.transaction() as cut:
            await cut.execute("SELECT 1")
            await db.execute(TERMINATE)
            await cut.execute("SELECT 1")


async def test_who_gets_no_connection_in_time_is_told(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with AsyncExitStack() as held:
        for _ in range(4):
            await held.enter_async_context(kit.database.reading())
        monkeypatch.setattr(databases, "PATIENCE", 0.05)
        with pytest.raises(DatabaseAway):
            await held.enter_async_context(kit.database.reading())


async def test_a_mistake_of_ours_is_not_taken_for_a_database_that_is_away(kit: Kit) -> None:
    with pytest.raises(asyncpg.DataError):
        async with kit.database.reading() as db:
            await db.execute("SELECT $1::int", "no number")


async def test_no_room_is_said_apart(kit: Kit) -> None:
    with pytest.raises(DatabaseFull):
        async with kit.database.transaction():
            raise asyncpg.DiskFullError


@pytest.mark.parametrize(
    ("trouble", "said"),
    [(OSError(), ("away", "2")), (asyncpg.DiskFullError(), ("full", "60"))],
)
async def test_members_are_told_when_to_come_again(
    http: httpx2.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
    trouble: Exception,
    said: tuple[str, str],
) -> None:
    async def connect(*_: object, **__: object) -> NoReturn:
        raise trouble

    monkeypatch.setattr(asyncpg.Pool, "acquire", connect)
    answer = await http.post("/v1/codes", json=PHONE)
    assert answer.status_code == 503
    assert (problem(answer), answer.headers["retry-after"]) == said


@pytest.fixture
async def crammed(tmp_path: Path, database_url: str) -> AsyncIterator[httpx2.AsyncClient]:
    """A server whose disk has less room than it keeps."""
    settings = rehearsal(tmp_path, reserve=10**9)
    async with running(settings, database_url) as app, client_of(app) as http:
        yield http


async def test_where_there_is_no_room_nothing_is_written_and_all_can_be_read(
    crammed: httpx2.AsyncClient,
) -> None:
    answer = await crammed.post("/v1/codes", json=PHONE)
    assert (answer.status_code, problem(answer)) == (503, "full")
    assert (await crammed.get("/v1/ready")).status_code == 200


async def test_nor_by_the_windows(
    tmp_path: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with running(rehearsal(tmp_path, reserve=10**9), database_url) as app:
        kit: Kit = app.state.kit
        await server.look(kit)
        async with kit.database.reading() as db:
            assert await db.fetchval("SELECT count(*) FROM jobs") == 0
    assert "too little room" in "".join(capsys.readouterr())


async def test_a_statement_that_hangs_ends_and_gives_its_connection_back(
    kit: Kit, db: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "HURRY", 0.05)
    token = databases.hurried.set(True)
    try:
        for _ in range(5):  # one more than there are connections
            with pytest.raises(DatabaseAway):
                async with kit.database.transaction() as slow:
                    await slow.execute("SELECT pg_sleep(60)")
    finally:
        databases.hurried.reset(token)
    async with kit.database.transaction() as again:
        assert await again.fetchval("SELECT 1") == 1


async def test_what_fails_is_rolled_back(kit: Kit) -> None:
    with pytest.raises(ZeroDivisionError):
        async with kit.database.transaction() as db:
            await db.execute("INSERT INTO jobs (job, done) VALUES ('never', 1)")
            raise ZeroDivisionError
    async with kit.database.reading() as db:
        assert await db.fetchval("SELECT count(*) FROM jobs WHERE job = 'never'") == 0
