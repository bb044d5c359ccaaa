"""A new version comes while members write, as docs/self-hosting.md says."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
import httpx2

from torture import newer
from torture.kills import BOUND, broken, living, until_calm, works
from torture.members import Members, insist, watched
from torture.place import PATIENCE, Place, Process, place
from torture.result import Result

NEWER = (sys.executable, "-m", "torture.newer")
NO_SHELF = {"FEED_MEMORY": "0"}  # so that a page reads the tables that change
READS = 6.0  # seconds for which somebody reads what the migration changes, as a backup does
WAITS = 2.0  # seconds that an answer may take meanwhile: four times what a migration waits


async def upgrade() -> list[Result]:
    with TemporaryDirectory(prefix="mimi-newer-") as folder:
        newer.write_schema(Path(folder))
        os.environ[newer.FOLDER] = folder
        with place(settings=NO_SHELF) as where:
            async with httpx2.AsyncClient(base_url=where.server.url, timeout=60) as http:
                members = Members(http, "upgrade")
                await members.settle()
                async with living(members):
                    await _something_out(members)
                    slowest, refused = await _migrated(where, members)
                    begins = time.monotonic()
                    await asyncio.to_thread(where.server.end)  # what was begun is answered
                    where.server.command = NEWER
                    where.server.start()
                    back = await until_calm(lambda: works(members.devices[0]), begins)
                missing, surplus = await broken(where, members)
    return [
        Result("upgrade: acknowledged writes", members.promised.writes, None),
        Result("upgrade, the tables change: slowest page", slowest, WAITS, "s"),
        Result("upgrade, the tables change: pages refused", refused, 0),
        Result("upgrade, the server changes: back", back, BOUND, "s"),
        Result("upgrade: acknowledged writes lost", missing, 0),
        Result("upgrade: written twice or never sent", surplus, 0),
    ]


async def _something_out(members: Members) -> None:
    async with asyncio.timeout(PATIENCE):
        while not (await insist(members.devices[0].feed))["cards"]:  # noqa: ASYNC110 no chime here
            await asyncio.sleep(0.2)


async def _migrated(where: Place, members: Members) -> tuple[float, int]:
    """A worker of the new version, which brings the schema up to date, takes the old one's place.
    The slowest page meanwhile, and how many were refused."""
    assert where.worker
    await asyncio.to_thread(where.worker.end)
    async with _reading(where):
        where.worker = Process(where.data, NEWER, DATABASE_URL=where.database)
        ready = asyncio.create_task(asyncio.to_thread(where.worker.answers))
        found = await watched(members.devices[0], "/v1/feed", ready.done)
    await ready
    return found


@asynccontextmanager
async def _reading(where: Place) -> AsyncGenerator[None]:
    """Somebody reads the tables for a while, and the migration has to let go and try again."""
    reader = await asyncpg.connect(where.database)
    await reader.execute(f"BEGIN; {'; '.join(f'SELECT FROM {one}' for one in newer.TABLES)}")
    ends = asyncio.create_task(_later(reader))
    try:
        yield
    finally:
        await ends


async def _later(reader: asyncpg.Connection) -> None:
    await asyncio.sleep(READS)
    await reader.execute("COMMIT")
    await reader.close()
