"""A PostgreSQL for one measurement, as it runs where nobody set up another."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

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
