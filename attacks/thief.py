"""What a thief of the disk has: the database as it lies, all files and their times; no keys."""

import re
from collections.abc import AsyncGenerator, Collection, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import asyncpg

KEYS = "keys"  # the folder that the thief lacks
# Of every table its name and what asks for it, by PostgreSQL's own quoting.
ROWS = """
    SELECT tablename, format(
        'SELECT ctid AS ctid_, xmin::text::bigint AS xmin_, * FROM %I
            WHERE xmin::text::bigint NOT IN (SELECT unnest($1::bigint[])) ORDER BY ctid', tablename)
    FROM pg_tables WHERE schemaname = 'public' ORDER BY 1
"""
WRITERS = """
    SELECT tablename, format('SELECT DISTINCT xmin::text::bigint FROM %I', tablename)
    FROM pg_tables WHERE schemaname = 'public' ORDER BY 1
"""


class Row(NamedTuple):
    """Where a row lies, which transaction wrote it, and what it says."""

    place: tuple[int, int]
    transaction: int
    values: dict[str, Any]


Dump = dict[str, list[Row]]
Writers = Mapping[str, Collection[int]]  # transactions, by table
NOBODY: Writers = MappingProxyType({})


@dataclass(frozen=True)
class Thief:
    """`data`: the server's folder; `database`: its PostgreSQL, unless that lies in the folder."""

    data: Path
    database: str = ""

    async def dump(self, but: Writers = NOBODY) -> Dump:
        """Every table, in the order of the heap, but for rows that these transactions wrote."""
        async with self._database() as db:
            return {
                table: [_row(row) for row in await db.fetch(sql, [*but.get(table, ())])]
                for table, sql in await db.fetch(ROWS)
            }

    async def writers(self) -> Writers:
        """Which transactions wrote the rows that there are."""
        async with self._database() as db:
            return {
                table: {row[0] for row in await db.fetch(sql)}
                for table, sql in await db.fetch(WRITERS)
            }

    async def written(self) -> None:
        """The disk gets what is in memory, as it does every few minutes."""
        async with self._database() as db:
            await db.execute("CHECKPOINT")

    @asynccontextmanager
    async def _database(self) -> AsyncGenerator[asyncpg.Connection]:
        db = await asyncpg.connect(self.database or _embedded(self.data))
        try:
            yield db
        finally:
            await db.close()

    def files(self) -> Iterator[Path]:
        """Pages of tables and indexes, dead rows in them, the write-ahead log, logs, photos."""
        keys = self.data / KEYS
        for file in sorted(self.data.rglob("*")):
            if file.is_file() and not file.is_relative_to(keys):
                yield file

    def found(self, pattern: re.Pattern[bytes]) -> set[bytes]:
        """What matches, anywhere on the disk."""
        found = set[bytes]()
        for file in self.files():
            try:
                found |= set(pattern.findall(file.read_bytes()))
            except FileNotFoundError:  # PostgreSQL deletes files meanwhile
                continue
        return found


def values(dump: Dump, pattern: re.Pattern[bytes]) -> set[bytes]:
    """What matches in any column: on its pages PostgreSQL may have compressed it."""
    found = set[bytes]()
    for rows in dump.values():
        for value in (value for row in rows for value in row.values.values()):
            found |= set(
                pattern.findall(value if isinstance(value, bytes) else str(value).encode())
            )
    return found


def _row(row: asyncpg.Record) -> Row:
    return Row(row[0], row[1], {name: row[name] for name in list(row.keys())[2:]})


def _embedded(data: Path) -> str:
    """By what a PostgreSQL writes down of itself."""
    said = (data / "postgres" / "postmaster.pid").read_text().splitlines()
    return f"postgresql://postgres@/postgres?host={said[4]}&port={said[3]}"
