"""The reader of the write-ahead log, on which the swap test's word rests."""

import asyncpg
import pytest

from tests import write_ahead
from tests.conftest import fresh_database

pytestmark = pytest.mark.anyio


async def test_what_nobody_waited_for_is_read_too(postgres: str) -> None:
    """A commit that does not wait, or a read that tidies a page, leaves records in memory: a mark
    brings all before it to the disk."""
    async with fresh_database(postgres) as url:
        db = await asyncpg.connect(url)
        await db.execute("CREATE TABLE things AS SELECT 0 AS thing")
        await db.execute("SET synchronous_commit = off")
        for _ in range(50):
            began = await write_ahead.mark(url)
            await db.execute("INSERT INTO things SELECT generate_series(1, 3)")
            found = write_ahead.records(began, await write_ahead.mark(url))
            assert [line for line in found if "INSERT things 0" in line] == (
                ["0 Heap INSERT things 0"] * 3
            )
        await db.close()
