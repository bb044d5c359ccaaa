"""A database with rows in it, of an earlier schema, is brought to the present one: all is kept."""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import anyio.lowlevel
import anyio.to_thread
import asyncpg
import pytest

from mimi.kit import migrations
from mimi.kit.migrations import SCHEMA, migrate
from tests.conftest import database_named
from torture import newer

FILES = sorted(SCHEMA.glob("*.sql"))
TOUCHES = re.compile(r"^(ALTER|UPDATE|DROP|DELETE)", re.MULTILINE)
# Those before one that changes what is there; what only adds tables cannot lose a row.
STATES = [one.name for one, after in pairwise(FILES) if TOUCHES.search(after.read_text())]
# What a migration takes away on purpose, and says so: a demo's pictures, what was never written.
GONE = {("photos", "webp"), ("secrets", "photo"), ("secrets", "supports")}
COLUMNS = """
    SELECT table_name AS t, column_name AS c, udt_name AS kind, is_nullable, column_default
    FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name <> 'schema_migrations'
    ORDER BY table_name, column_name
"""
INDEXES = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname"
WAITS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
"""
ROWS = 3


def value(kind: str, row: int) -> Any:
    """Another in each row."""
    return {
        "uuid": UUID(int=row),
        "bytea": bytes([row]) * 32,
        "text": f"row {row}",
        "bool": row % 2 == 0,
        "_text": [f"row {row}"],
    }.get(kind, row)


async def tables(db: asyncpg.Connection) -> dict[str, dict[str, str]]:
    found = dict[str, dict[str, str]]()
    for table, column, kind, *_ in await db.fetch(COLUMNS):
        found.setdefault(table, {})[column] = kind
    return found


async def populate(db: asyncpg.Connection, known: dict[str, dict[str, str]]) -> None:
    for table, columns in known.items():
        numbers = ", ".join(f"${at}" for at in range(1, len(columns) + 1))
        rows = [[value(kind, row) for kind in columns.values()] for row in range(1, ROWS + 1)]
        await db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({numbers})", rows)


async def kept(db: asyncpg.Connection, table: str, columns: list[str]) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in await db.fetch(f"SELECT {', '.join(columns)} FROM {table}")]


async def shape(db: asyncpg.Connection) -> list[Any]:
    return [tuple(row) for row in await db.fetch(COLUMNS)] + [
        row["indexdef"] for row in await db.fetch(INDEXES)
    ]


@asynccontextmanager
async def at(postgres: str, state: str) -> AsyncGenerator[tuple[str, asyncpg.Connection]]:
    """An empty database with the schema of then."""
    name = f"then_{uuid4().hex}"
    owner = await asyncpg.connect(postgres)
    await owner.execute(f"CREATE DATABASE {name} STRATEGY file_copy")
    url = database_named(postgres, name)
    await anyio.to_thread.run_sync(migrate, url, state)
    db = await asyncpg.connect(url)
    try:
        yield url, db
    finally:
        await db.close()
        await owner.execute(f"DROP DATABASE {name} WITH (FORCE)")
        await owner.close()


def test_there_are_states_to_upgrade_from() -> None:
    assert FILES[0].name < STATES[0]
    assert STATES[-1] < FILES[-1].name


@pytest.mark.parametrize("state", STATES)
async def test_an_upgrade_keeps_every_row(
    postgres: str, db: asyncpg.Connection, state: str
) -> None:
    async with at(postgres, state) as (url, old):
        before = await tables(old)
        await populate(old, before)
        await anyio.to_thread.run_sync(migrate, url)
        assert await shape(old) == await shape(db)
        now = await tables(old)
        for table, columns in before.items():
            left = [one for one in columns if (table, one) not in GONE and one in now[table]]
            if "webp" in columns:
                continue  # the rows went with the pictures
            assert sorted(await kept(old, table, left)) == sorted(
                tuple(value(columns[one], row) for one in left) for row in range(1, ROWS + 1)
            )
        assert set(left_out(before, now)) <= GONE


def left_out(before: dict[str, dict[str, str]], now: dict[str, dict[str, str]]) -> set[Any]:
    """Columns that are there no more."""
    return {(t, c) for t, columns in before.items() for c in columns if c not in now.get(t, {})}


async def test_a_migration_waits_for_nobody_for_long_and_tries_again(
    postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody reads a table that the last migration changes, until it was sent away twice."""
    said = list[str]()
    dbmate = migrations._dbmate  # pyright: ignore[reportPrivateUsage]

    def watched(*words: str, **more: str) -> str:
        answer = dbmate(*words, **more)
        said.append(answer)
        return answer

    monkeypatch.setattr(migrations, "_dbmate", watched)
    monkeypatch.setattr(migrations, "LOCK", "50ms")
    monkeypatch.setattr(migrations, "AGAIN", 0)
    async with at(postgres, STATES[-1]) as (url, reader):
        await reader.execute("BEGIN; SELECT FROM reactions")
        async with anyio.create_task_group() as both:
            both.start_soon(anyio.to_thread.run_sync, migrate, url)
            while sum(bool(migrations.BUSY.search(one)) for one in said) < 2:
                await anyio.lowlevel.checkpoint()
            await reader.execute("COMMIT")
        assert said[-1] == ""
        assert await reader.fetchval("SELECT count(open) FROM reactions") == 0


async def test_in_a_deadlock_the_migration_gives_way(
    postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer.write_schema(tmp_path)
    async with at(postgres, FILES[-1].name) as (url, member):
        monkeypatch.setattr(migrations, "SCHEMA", tmp_path)
        monkeypatch.setattr(migrations, "LOCK", "900ms")  # so that it still waits when it matters
        watcher = await asyncpg.connect(url)
        await member.execute(f"BEGIN; SELECT FROM {newer.TABLES[-1]}")
        async with anyio.create_task_group() as both:
            both.start_soon(anyio.to_thread.run_sync, migrate, url)
            while not await watcher.fetchval(WAITS):
                await anyio.lowlevel.checkpoint()
            await member.execute(f"SELECT FROM {newer.TABLES[0]}; COMMIT")
        assert await member.fetchval("SELECT count(newer) FROM secrets") == 0
        await watcher.close()


async def test_what_fails_otherwise_is_told_at_once(postgres: str, tmp_path: Path) -> None:
    async with at(postgres, STATES[0]) as (url, old):
        await old.execute("CREATE TABLE bans (ban_tag bytea)")
        with pytest.raises(RuntimeError, match="already exists"):
            await anyio.to_thread.run_sync(migrate, url)
