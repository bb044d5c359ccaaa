"""Where photos lie: rows of PostgreSQL, files, or a bucket: `python -m bench.photos`.

Each keeps the same sealed photos, fifty at a time as an edition does, and gives them back eight at
a time in an order by chance. In turn, five rounds, so that a busy machine hurts all; the medians.
"""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import psutil

from mimi.kit.bucket import Bucket
from mimi.kit.chance import Chance
from mimi.kit.chunks import chunks
from mimi.kit.db import Database
from mimi.kit.folder import Folder
from mimi.kit.objects import Objects
from mimi.kit.postgres import Embedded
from tests.storage import s3

PHOTOS, SIZE, ROUNDS = 200, 128 * 1024 + 28, 5  # the size of two steps, sealed
AT_ONCE, READERS = 50, 8


class Rows:
    """As photos were kept before."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def put(self, name: str, data: bytes, window: int) -> None:
        async with self.database.transaction() as db:
            await db.execute("INSERT INTO photos VALUES ($1, $2)", name, data)

    async def get(self, name: str) -> bytes | None:
        async with self.database.reading() as db:
            return await db.fetchval("SELECT data FROM photos WHERE name = $1", name)

    async def remove(self, names: list[str]) -> None:
        async with self.database.transaction() as db:
            await db.execute("DELETE FROM photos WHERE name = ANY($1)", names)

    async def names(self) -> AsyncIterator[list[str]]:
        async with self.database.reading() as db:
            yield [row[0] for row in await db.fetch("SELECT name FROM photos")]


async def main() -> None:
    with TemporaryDirectory(prefix="mimi-bench-") as folder, s3(Path(folder)) as storage:
        postgres = Embedded(Path(folder) / "postgres")
        database = Database(postgres.url, Chance())
        await database.open()
        async with database.transaction() as db:
            await db.execute("CREATE TABLE photos (name text PRIMARY KEY, data bytea NOT NULL)")
        places: dict[str, Objects] = {
            "rows of PostgreSQL": Rows(database),
            "files": Folder(Path(folder) / "files"),
            "a bucket (rclone)": Bucket(storage),
        }
        await compare(places)
        await database.close()
        postgres.stop()


async def compare(places: dict[str, Objects]) -> None:
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in places}
    for turn in range(ROUNDS):
        for name, objects in places.items():
            found[name].append(await measured(objects, turn))
    print(f"{PHOTOS} photos of {SIZE} bytes     keep      read     processor of the server, read")
    for name, rounds in found.items():
        keep, read, cost = (statistics.median(column) for column in zip(*rounds, strict=True))
        print(f"{name:28} {keep:6.2f} ms {read:6.2f} ms {cost:6.2f} ms")


async def measured(objects: Objects, turn: int) -> tuple[float, float, float]:
    """Milliseconds a photo: kept, read, and of this process's processor while reading."""
    chance = Random(turn)
    photos = {f"{chance.getrandbits(256):064x}": chance.randbytes(SIZE) for _ in range(PHOTOS)}
    began = time.perf_counter()
    for some in chunks(list(photos), AT_ONCE):
        await asyncio.gather(*(objects.put(name, photos[name], 0) for name in some))
    kept = time.perf_counter()
    names = chance.sample(list(photos), PHOTOS)
    before = psutil.Process().cpu_times()
    for some in chunks(names, READERS):
        read = await asyncio.gather(*(objects.get(name) for name in some))
        assert read == [photos[name] for name in some]
    ended, after = time.perf_counter(), psutil.Process().cpu_times()
    await objects.remove(names)
    spent = after.user + after.system - before.user - before.system
    return tuple(1000 * part / PHOTOS for part in (kept - began, ended - kept, spent))  # pyright: ignore[reportReturnType]


if __name__ == "__main__":
    asyncio.run(main())
