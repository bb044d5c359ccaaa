"""Daily limits, and how they forget."""

from pathlib import Path

import httpx2
import pytest

from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.kit.limits import DAY, allow
from tests.people import pass_days, pass_time


async def times(kit: Kit, who: bytes, most: int, what: str = "try") -> bool:
    """Whether one more is allowed."""
    try:
        async with kit.database.transaction() as db:
            await allow(kit, db, what, who, most)
    except Problem as refused:
        assert (refused.status, refused.name) == (429, "too-many")
        return False
    return True


async def test_so_many_a_day_and_no_more(kit: Kit) -> None:
    assert [await times(kit, b"a", 3) for _ in range(5)] == [True, True, True, False, False]


async def test_everybody_has_limits_of_their_own(kit: Kit) -> None:
    assert await times(kit, b"a", 1)
    assert await times(kit, b"b", 1)
    assert await times(kit, b"a", 1, what="other")
    assert not await times(kit, b"a", 1)


async def test_the_tag_of_one_is_not_the_tag_of_another(kit: Kit) -> None:
    """`what` and `who` do not run together."""
    assert await times(kit, b"b", 1, what="a")
    assert await times(kit, b"", 1, what="ab")


async def test_a_limit_of_none_allows_none(kit: Kit) -> None:
    assert not await times(kit, b"a", 0)


async def test_another_day_is_another_day(http: httpx2.AsyncClient, kit: Kit) -> None:
    assert await times(kit, b"a", 1)
    await pass_time(http, 86_399)
    assert not await times(kit, b"a", 1)
    await pass_time(http, 1)
    assert await times(kit, b"a", 1)


async def test_it_says_how_long_to_wait(http: httpx2.AsyncClient, kit: Kit) -> None:
    await pass_time(http, 86_000)
    with pytest.raises(Problem) as refused:
        async with kit.database.transaction() as db:
            await allow(kit, db, "try", b"a", 0)
    assert refused.value.more == {"retry_after": 400}


async def test_the_night_removes_the_rows_and_the_key_of_the_day(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    await times(kit, b"a", 1)
    key = Path(kit.settings.data) / "keys" / f"window-limits-{kit.day()}"
    assert key.exists()
    await pass_days(http, 1)
    assert not key.exists()
    async with kit.database.reading() as db:
        assert await db.fetchval("SELECT count(*) FROM limits") == 0


async def test_no_key_is_made_for_the_first_act_of_a_day(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    """A file's time would be the time of that act."""
    await pass_days(http, 1)
    before = {path.name for path in (Path(kit.settings.data) / "keys").iterdir()}
    await times(kit, b"a", 1)
    kit.clock.advance(DAY)  # pyright: ignore[reportAttributeAccessIssue]
    await times(kit, b"a", 1)  # the next day's night is late
    after = {path.name for path in (Path(kit.settings.data) / "keys").iterdir()}
    assert {f"window-limits-{kit.day() - 1}", f"window-limits-{kit.day()}"} <= before == after


async def test_the_row_does_not_name_whom_it_counts(http: httpx2.AsyncClient, kit: Kit) -> None:
    who = b"+8613800000001"
    await times(kit, who, 5)
    async with kit.database.reading() as db:
        today = await db.fetchval("SELECT limit_tag FROM limits")
    assert who not in today
    await pass_days(http, 1)
    await times(kit, who, 5)
    async with kit.database.reading() as db:
        assert await db.fetchval("SELECT limit_tag FROM limits") != today
