"""A standby that answers pages: only while it knows all that the primary knows."""

from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path
from types import SimpleNamespace

import asyncpg
import pytest

from mimi.kit import replica
from mimi.kit.replica import Replica
from mimi.kit.versions import Versions
from tests.conftest import client_of, fresh_database, rehearsal, running
from tests.scene import Member, Scene
from torture.place import free_port

TABLES = ("circles", "editions", "friendships", "secrets", "sight", "versions")
NOW = Versions(0, 0)  # of an empty database


@pytest.fixture
async def standby(postgres: str) -> AsyncIterator[str]:
    """Another database, which follows when `follow` says so."""
    async with fresh_database(postgres) as url:
        yield url


async def follow(scene: Scene, standby: str) -> asyncpg.Connection:
    """The standby as the primary is now."""
    copy = await asyncpg.connect(standby)
    async with scene.kit.database.reading() as db:
        for table in TABLES:
            await copy.execute(f"TRUNCATE {table}")
            rows = await db.fetch(f"SELECT * FROM {table}")
            await copy.copy_records_to_table(table, records=rows)
    return copy


async def standing(tmp_path: Path, database_url: str, standby: str) -> AsyncGenerator[Scene]:
    settings = rehearsal(tmp_path, feed_memory=0, database_url=database_url, replica_url=standby)
    async with running(settings, database_url) as app, client_of(app) as http:
        yield await Scene(app.state.kit, http).still()


@pytest.fixture
async def scene(tmp_path: Path, database_url: str, standby: str) -> AsyncIterator[Scene]:
    async for scene in standing(tmp_path, database_url, standby):
        yield scene


async def reader(scene: Scene) -> Member:
    member = await scene.member()
    await scene.sees(member, 1, 3)
    await scene.secret(1, 1, text="as it was")
    await scene.open(1)
    return member


async def texts(member: Member) -> list[str]:
    return [card["text"] for card in await member.device.read()]


async def test_what_is_abreast_answers(scene: Scene, standby: str) -> None:
    member = await reader(scene)
    copy = await follow(scene, standby)
    await copy.execute("UPDATE secrets SET text = 'from the standby'")
    await copy.close()
    assert await texts(member) == ["from the standby"]


async def test_what_is_behind_is_passed_over(scene: Scene, standby: str) -> None:
    member = await reader(scene)
    await (await follow(scene, standby)).close()
    await scene.do("UPDATE secrets SET needed = 2")
    assert await texts(member) == []
    await scene.sees(member, 1, 2)
    assert await texts(member) == ["as it was"]


async def test_without_it_the_primary_answers(tmp_path: Path, database_url: str) -> None:
    nobody = f"postgresql://nobody@127.0.0.1:{free_port()}/none"
    async for scene in standing(tmp_path, database_url, nobody):
        member = await reader(scene)
        assert await texts(member) == ["as it was"]


async def test_one_that_is_away_rests_and_is_asked_again(
    postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr(replica, "time", SimpleNamespace(monotonic=lambda: now))
    one = Replica(f"postgresql://nobody@127.0.0.1:{free_port()}/none")
    await one.open()
    assert await one.asked(NOW, answers) is None
    async with fresh_database(postgres) as url:
        back = Replica(url)
        await back.open()
        monkeypatch.setattr(one, "_pool", back._pool)  # pyright: ignore[reportPrivateUsage]
        now += replica.REST - 1
        assert await one.asked(NOW, answers) is None
        now += 2
        assert await one.asked(NOW, answers) == b"an answer"
        back.close()


async def test_one_that_is_not_like_the_primary_is_passed_over(standby: str) -> None:
    one = Replica(standby)
    await one.open()
    connection = await asyncpg.connect(standby)
    await connection.execute("DROP TABLE versions")
    await connection.close()
    assert await one.asked(NOW, answers) is None
    one.close()


async def test_what_the_primary_has_cleaned_up_is_asked_of_it(standby: str) -> None:
    one = Replica(standby)
    await one.open()
    assert await one.asked(NOW, answers) == b"an answer"
    assert await one.asked(NOW, cleaned_up) is None
    one.close()


async def answers(_: object) -> bytes:
    return b"an answer"


async def cleaned_up(_: object) -> bytes:
    raise asyncpg.SerializationError("canceling statement due to conflict with recovery")
