"""Circles over HTTP: who gets one, when it publishes, who sees it and from when."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import httpx2
import pytest
from litestar import Litestar

from mimi.anonymity.core import Core, entering, founding_day
from mimi.client import Device
from mimi.kit.kit import Kit
from mimi.rooms import circles
from mimi.rooms.accounts import phone_tag
from mimi.rooms.circles import OPEN, Sight
from tests.circle_of_four import SMALL, four_and_two, know, people
from tests.classroom import DAY, classroom, found, newcomer, number, pass_time
from tests.conftest import CODE, client_of, rehearsal, running


async def state(device: Device) -> str:
    return (await device.circle())["state"]


async def account(kit: Kit, person: int) -> UUID:
    async with kit.database.reading() as db:
        tag = phone_tag(kit, number(person))
        return await db.fetchval("SELECT account FROM phone_tags WHERE phone_tag = $1", tag)


async def sight(kit: Kit, person: int) -> list[Sight]:
    viewer = await account(kit, person)
    async with kit.database.reading() as db:
        return await circles.sight_of(db, viewer)


async def rows(kit: Kit, table: str) -> list[tuple[object, ...]]:
    async with kit.database.reading() as db:
        return sorted(tuple(row) for row in await db.fetch(f"SELECT * FROM {table}"))


@pytest.fixture
async def small(tmp_path: Path, database_url: str) -> AsyncIterator[Litestar]:
    """Circles of four: whoever comes fifth is outside."""
    async with running(rehearsal(tmp_path, circle=SMALL), database_url) as app:
        yield app


@pytest.fixture
async def four(small: Litestar) -> AsyncIterator[list[Device]]:
    async with client_of(small) as http:
        yield await four_and_two(http)


# getting a circle ------------------------------------------------------------------------


async def test_a_class_on_a_roster_ends_as_one_publishing_circle(
    tmp_path: Path, database_url: str
) -> None:
    async with (
        running(rehearsal(tmp_path, founders="roster"), database_url) as app,
        client_of(app) as http,
    ):
        kit: Kit = app.state.kit
        async with kit.database.transaction() as db:
            assert await circles.import_roster(kit, db, [*map(number, range(30)), "nobody"]) == 30
        pupils = await people(http, 30)
        await know(pupils, [range(30)])
        assert {await state(pupil) for pupil in pupils} == {"none"}
        await pass_time(http, DAY)
        assert {await state(pupil) for pupil in pupils} == {"gathering"}
        assert len(await rows(kit, "circles")) == 1
        for pupil in pupils[:12]:
            await pupil.fetch_tokens()
        assert {await state(pupil) for pupil in pupils} == {"publishing"}


async def test_a_small_group_waits_a_week(http: httpx2.AsyncClient) -> None:
    devices = await people(http, 12)
    await know(devices, [range(12)])
    await pass_time(http, DAY)
    assert await state(devices[0]) == "waiting"
    await pass_time(http, 7 * DAY)
    assert {await state(device) for device in devices} == {"gathering"}


async def test_strangers_get_no_place_in_the_circle_of_a_class(http: httpx2.AsyncClient) -> None:
    pupils = await classroom(http)
    strangers = [await newcomer(http, index) for index in range(500, 504)]
    invite = await strangers[0].invite("group")
    for stranger in strangers[1:]:
        await stranger.accept(invite)
    await pass_time(http, DAY)
    await pupils[3].tell("For the class only.")
    await pass_time(http, 8 * DAY)
    assert await found(pupils[4], "For the class only.")
    assert (await strangers[0].gate())["open"]
    assert await state(strangers[0]) == "waiting"
    assert await strangers[0].read() == []
    assert await strangers[0].fetch_tokens() == 0


async def test_nobody_is_moved_when_others_come(http: httpx2.AsyncClient, kit: Kit) -> None:
    devices = await people(http, 24)
    await know(devices, [range(24)])
    await pass_time(http, DAY)
    before = await rows(kit, "members")
    devices += [await newcomer(http, index) for index in range(24, 60)]
    await know(devices, [range(40), range(24, 60)])
    await pass_time(http, DAY)
    after = await rows(kit, "members")
    assert len(before) == 24
    assert len(after) > 24
    assert set(before) <= set(after)


async def test_who_leaves_stays_until_the_epoch_and_rests(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    devices = await people(http, 26)
    await know(devices, [range(26)])
    await pass_time(http, DAY)
    await devices[0].leave_circle()
    await devices[0].leave_circle()
    assert await state(devices[0]) == "gathering"
    await pass_time(http, DAY)
    assert await state(devices[0]) == "waiting"
    assert len(await rows(kit, "members")) == 25
    await pass_time(http, 34 * DAY)
    assert await state(devices[0]) == "waiting"
    await pass_time(http, DAY)
    assert await state(devices[0]) == "gathering"


async def test_leaving_no_circle_is_answered_alike(http: httpx2.AsyncClient, kit: Kit) -> None:
    device = await newcomer(http, 1)
    await device.leave_circle()
    assert await state(device) == "none"
    assert await rows(kit, "pool") == []


# publishing ------------------------------------------------------------------------------


async def test_below_k_holders_nothing_is_published(http: httpx2.AsyncClient, kit: Kit) -> None:
    devices = await people(http, 24)
    await know(devices, [range(24)])
    await pass_time(http, DAY)
    for device in devices[:11]:
        await device.fetch_tokens()
        await device.fetch_tokens()
    assert await state(devices[0]) == "gathering"
    assert await rows(kit, "publishing") == []
    await devices[11].fetch_tokens()
    assert await state(devices[20]) == "publishing"


async def test_fakes_of_a_farm_do_not_count(tmp_path: Path, database_url: str) -> None:
    async with (
        running(rehearsal(tmp_path, founders="roster"), database_url) as app,
        client_of(app) as http,
    ):
        kit: Kit = app.state.kit
        async with kit.database.transaction() as db:
            await circles.import_roster(kit, db, [number(index) for index in range(12)])
        devices = await people(http, 24)
        await know(devices, [range(12), range(11, 24)])  # the farm knows one of them
        await pass_time(http, DAY)
        assert len(await rows(kit, "members")) == 24
        for device in [*devices[1:11], *devices[12:]]:
            await device.fetch_tokens()
        assert await state(devices[1]) == "gathering"
        await pass_time(http, DAY)
        assert await state(devices[1]) == "gathering"
        await devices[0].fetch_tokens()
        assert await state(devices[1]) == "publishing"


async def test_a_link_for_a_group_vouches_for_nobody(tmp_path: Path, database_url: str) -> None:
    async with (
        running(rehearsal(tmp_path, founders="roster"), database_url) as app,
        client_of(app) as http,
    ):
        async with app.state.kit.database.transaction() as db:
            await circles.import_roster(app.state.kit, db, [number(one) for one in range(12)])
        devices = await people(http, 30)
        invite = await devices[20].invite("group")
        for device in devices:
            await device.accept(invite)
        await pass_time(http, DAY)
        states = [await state(device) for device in devices]
        assert (states[:12], states.count("gathering")) == (["gathering"] * 12, 24)
        for device in devices[1:]:
            await device.fetch_tokens()
        assert await state(devices[1]) == "gathering"
        await devices[0].fetch_tokens()
        assert await state(devices[1]) == "publishing"


async def test_a_farm_alone_gets_no_circle(tmp_path: Path, database_url: str) -> None:
    async with (
        running(rehearsal(tmp_path, founders="roster"), database_url) as app,
        client_of(app) as http,
    ):
        devices = await people(http, 24)
        await know(devices, [range(24)])
        await pass_time(http, 9 * DAY)
        await pass_time(http, 9 * DAY)
        assert {await state(device) for device in devices} == {"waiting"}


async def test_without_founders_everybody_counts(tmp_path: Path, database_url: str) -> None:
    async with (
        running(rehearsal(tmp_path, founders="none", circle=SMALL), database_url) as app,
        client_of(app) as http,
    ):
        devices = await people(http, 4)
        await know(devices, [range(4)])
        await pass_time(http, DAY)
        for device in devices:
            await device.fetch_tokens()
        assert await state(devices[0]) == "publishing"
        assert await rows(app.state.kit, "core") == []


async def test_tokens_fetched_ahead_let_the_next_epoch_publish_from_its_start(
    small: Litestar, four: list[Device]
) -> None:
    for device in four[:4]:
        await device.fetch_tokens()
    async with client_of(small) as http:
        await pass_time(http, 28 * DAY)
    assert await state(four[0]) == "publishing"
    async with client_of(small) as http:
        await pass_time(http, 28 * DAY)
    assert await state(four[0]) == "gathering"


# the core --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "ends"),
    [([], None), ([5, 5, 6], None), ([5, 5, 5, 6], 6), ([5, 5, 5, 5, 6], 5), ([9, 5, 7, 5], 9)],
)
def test_founders_are_those_of_the_first_days(days: list[int], ends: int | None) -> None:
    joined = {UUID(int=index): day for index, day in enumerate(days)}
    assert founding_day(joined, 4) == ends


async def test_others_enter_the_core_by_thirty_days_and_five_friends_in_it(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    devices = await people(http, 12)
    await know(devices, [range(12)])
    await pass_time(http, DAY)
    devices += [await newcomer(http, index) for index in range(12, 15)]
    await know(devices, [range(12), (0, 1, 2, 3, 4, 12), (0, 1, 2, 3, 13)])
    await pass_time(http, 29 * DAY)
    assert len(await rows(kit, "core")) == 12
    await pass_time(http, DAY)
    core = {row[0] for row in await rows(kit, "core")}
    assert len(core) == 13
    assert await account(kit, 12) in core


async def test_five_people_let_in_one_newcomer_a_month(http: httpx2.AsyncClient, kit: Kit) -> None:
    devices = await people(http, 12)
    await pass_time(http, DAY)
    farm = [await newcomer(http, index) for index in range(100, 104)]
    for fake in farm:
        for fooled in devices[:5]:
            await fooled.accept(await fake.invite("one"))
    for count in (13, 14):
        await pass_time(http, 30 * DAY)
        assert len(await rows(kit, "core")) == count
        await pass_time(http, DAY)
        assert len(await rows(kit, "core")) == count


async def test_an_invite_for_a_group_lets_nobody_into_the_core(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    devices = await people(http, 12)
    await pass_time(http, DAY)
    farm = [await newcomer(http, index) for index in range(100, 104)]
    invite = await farm[0].invite("group", 30)
    for device in [*farm[1:], *devices]:
        await device.accept(invite)
    await pass_time(http, 40 * DAY)
    assert len(await rows(kit, "core")) == 12
    assert (await farm[0].gate())["friends"] == "11+"


@pytest.mark.parametrize("known", [4, 5, 9])
def test_who_of_the_core_vouches_does_so_once(known: int) -> None:
    core = {UUID(int=index) for index in range(known)}
    farm = [UUID(int=100 + index) for index in range(6)]
    found = entering(
        60, dict.fromkeys(farm, 30), dict.fromkeys(farm, core), Core(dict.fromkeys(core, 30), set())
    )
    assert len(found) == known // 5
    assert all(len(set(five)) == 5 for five in found.values())


def test_the_best_known_come_first() -> None:
    core = {UUID(int=index) for index in range(6)}
    fake, real = UUID(int=50), UUID(int=60)
    known = {fake: {UUID(int=index) for index in range(5)}, real: core}
    joined = dict.fromkeys([fake, real], 0)
    assert list(entering(60, joined, known, Core(dict.fromkeys(core, 0), set()))) == [real]


async def test_a_line_of_the_roster_is_one_account(tmp_path: Path, database_url: str) -> None:
    async with (
        running(rehearsal(tmp_path, founders="roster"), database_url) as app,
        client_of(app) as http,
    ):
        kit: Kit = app.state.kit
        async with kit.database.transaction() as db:
            await circles.import_roster(kit, db, [number(0)])
        first = await newcomer(http, 0)
        await pass_time(http, DAY)
        [entered] = await rows(kit, "core")
        await first.change_number(number(100), CODE)
        await newcomer(http, 0)
        await pass_time(http, DAY)
        assert await rows(kit, "core") == [entered]
        await first.delete_account()
        await pass_time(http, DAY)
        await pass_time(http, DAY)
        assert [row[0] for row in await rows(kit, "core")] == [await account(kit, 0)]


# sight -----------------------------------------------------------------------------------


async def test_members_see_every_rung_and_others_as_many_as_they_have_friends(
    small: Litestar, four: list[Device]
) -> None:
    kit: Kit = small.state.kit
    assert [one.needed for one in await sight(kit, 0)] == [1, 2, 3]
    assert [one.needed for one in await sight(kit, 4)] == [1, 2]
    assert {one.to_edition for one in await sight(kit, 4)} == {OPEN}
    assert len({one.circle for person in range(5) for one in await sight(kit, person)}) == 1


async def test_a_friend_made_later_opens_nothing_earlier(
    small: Litestar, four: list[Device]
) -> None:
    kit: Kit = small.state.kit
    before = await sight(kit, 4)
    await know(four, [range(4), (0, 1, 2, 4), (0, 1, 5)])
    assert await sight(kit, 4) == before
    async with client_of(small) as http:
        await pass_time(http, DAY)
    *kept, third = await sight(kit, 4)
    assert kept == before
    assert third.needed == 3
    assert third.from_edition == kit.edition() == before[0].from_edition + DAY


async def test_unfriending_closes_what_comes_and_keeps_what_was(
    small: Litestar, four: list[Device]
) -> None:
    kit: Kit = small.state.kit
    await four[4].unfriend(number(1))
    async with client_of(small) as http:
        await pass_time(http, DAY)
    first, second = await sight(kit, 4)
    assert (first.needed, first.to_edition) == (1, OPEN)
    assert (second.needed, second.to_edition) == (2, kit.edition())
    assert second.from_edition < second.to_edition


async def test_a_second_run_of_the_same_epoch_changes_nothing(
    small: Litestar, four: list[Device]
) -> None:
    kit: Kit = small.state.kit
    tables = ("core", "founding", "pool", "circles", "members", "sight", "audiences")
    before = {table: await rows(kit, table) for table in tables}
    job = next(job for job in circles.jobs if job.name == "circles")
    async with kit.database.transaction() as db:
        await job.run(kit, db, kit.clock.now() // DAY * DAY)
    assert {table: await rows(kit, table) for table in tables} == before
    assert before["sight"]


async def test_what_closed_before_its_edition_began_opens_again(
    small: Litestar, four: list[Device]
) -> None:
    """Two epochs may share an edition, and somebody part and befriend in them."""
    kit: Kit = small.state.kit
    job = next(job for job in circles.jobs if job.name == "circles")
    seen = list[object]()
    for change in (
        "DELETE FROM sight WHERE needed = 2",
        "UPDATE sight SET to_edition = from_edition WHERE needed = 2",
    ):
        async with kit.database.transaction() as db:
            assert (await db.execute(change)).endswith(" 6")
            await job.run(kit, db, kit.clock.now() // DAY * DAY)
        seen.append(await rows(kit, "sight"))
    assert seen[0] == seen[1]


async def test_viewers_are_counted_for_each_rung_and_edition(
    small: Litestar, four: list[Device]
) -> None:
    kit: Kit = small.state.kit
    circle, before = (await sight(kit, 0))[0].circle, kit.edition()
    await know(four, [range(4), (0, 1, 2, 4), (0, 1, 5)])  # the gate of 5 stays shut
    async with client_of(small) as http:
        await pass_time(http, DAY)
    async with kit.database.reading() as db:
        assert await circles.viewers_at(db, circle, before) == {1: 4, 2: 4, 3: 4}
        assert await circles.viewers_at(db, circle, kit.edition()) == {1: 5, 2: 5, 3: 5}
        assert await circles.viewers_at(db, circle, 0) == {}
    async with client_of(small) as http:
        await pass_time(http, 40 * DAY)
    assert len(await rows(kit, "audiences")) == 3


async def test_an_account_leaves_nothing_behind(small: Litestar, four: list[Device]) -> None:
    kit: Kit = small.state.kit
    await four[0].fetch_tokens()
    gone = await account(kit, 0)
    async with kit.database.transaction() as db:
        await circles.forget(db, gone)
    for table in ("core", "pool", "members", "sight", "batches", "roster", "vouches"):
        assert not [row for row in await rows(kit, table) if gone in row], table
