"""A PostgreSQL for one measurement, as it runs where nobody set up another."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import asyncpg

from mimi.kit.migrations import migrate
from mimi.kit.postgres import Embedded


@contextmanager
def database(data: Path) -> Generator[str]:
    """The address of one with Mimi's tables; what is in `data` already is kept."""
    postgres = Embedded(data / "postgres")
    try:
        migrate(postgres.url)
        yield postgres.url
    finally:
        postgres.stop()


async def tidy(url: str) -> int:
    """As PostgreSQL does by itself in an hour or two; MB of the database then."""
    connection = await asyncpg.connect(url)
    await connection.execute("VACUUM ANALYZE")
    size = await connection.fetchval("SELECT pg_database_size(current_database()) / 1000000")
    await connection.close()
    return size
