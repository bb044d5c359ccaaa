"""What an operator is told of growth: enough to see it, too little to see anybody."""

import asyncio
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as some

from mimi.newcomers import DAYS, growth, show
from tests.conftest import MONDAY, client_of, rehearsal, running
from tests.people import member
from tests.test_cli import mimi

TODAY = 20_000


def test_few_are_none() -> None:
    found = growth({TODAY - 1: 4, TODAY - 2: 5, TODAY - 3: 99}, TODAY)
    assert found.days[TODAY - 1] == 0
    assert found.days[TODAY - 2] == 5
    assert found.days[TODAY - 3] == 50
    assert found.members == 100
    assert len(found.days) == DAYS
    assert "2024-10-03   fewer than 5" in show(found)


@given(
    some.dictionaries(some.integers(TODAY - 40, TODAY), some.integers(0, 300)),
    some.integers(TODAY - 40, TODAY),
)
def test_one_more_is_told_only_where_a_bucket_fills(joined: dict[int, int], day: int) -> None:
    """And never on the day itself."""
    before = growth(joined, TODAY)
    after = growth(joined | {day: joined.get(day, 0) + 1}, TODAY)
    moved = [one for one in before.days if before.days[one] != after.days[one]]
    assert moved in ([], [day])
    assert all(after.days[one] == joined.get(one, 0) + 1 for one in moved)
    if day == TODAY:
        assert after == before


async def test_an_operator_asks(tmp_path: Path, database_url: str) -> None:
    async with running(rehearsal(tmp_path), database_url) as app, client_of(app) as http:
        for index in range(6):
            await member(http, index)
    environment = {
        "MIMI_DATA": str(tmp_path),
        "MIMI_DATABASE_URL": database_url,
        "MIMI_CLOCK": "manual",
        "MIMI_CLOCK_START": str(MONDAY + 86_400),
    }
    run = await asyncio.to_thread(mimi, "newcomers", **environment)
    assert run.returncode == 0, run.stderr
    lines = run.stdout.splitlines()
    assert lines[0] == "members      5 or more"
    assert lines[2].endswith("   5 or more")
    assert all(line.endswith("fewer than 5") for line in lines[3:])
