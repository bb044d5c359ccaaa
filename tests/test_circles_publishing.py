"""When a circle begins to publish, as its members and a watcher among them see it."""

from pathlib import Path

import httpx2
import pytest

from mimi.client import Device, Refused
from tests.circle_of_four import SMALL, four_and_two
from tests.classroom import DAY, classroom, editions_pass, found, pass_time
from tests.conftest import client_of, rehearsal, running


async def state(device: Device) -> str:
    return (await device.circle())["state"]


async def test_no_screen_changes_when_the_last_of_k_fetches(
    database_url: str, tmp_path: Path
) -> None:
    """It changes with the edition, for all of the circle, so nobody sees who looked in when."""
    async with (
        running(rehearsal(tmp_path, circle=SMALL), database_url) as app,
        client_of(app) as http,
    ):
        four = (await four_and_two(http))[:4]
        for device in four[:3]:
            await device.fetch_tokens()
        await pass_time(http, 3600)
        before = [(await device.ask("GET", "/v1/circle")).content for device in four]
        await four[3].fetch_tokens()
        assert [(await device.ask("GET", "/v1/circle")).content for device in four] == before
        with pytest.raises(Refused, match="gathering"):
            await four[0].tell("Not yet")
        await pass_time(http, 3 * 3600 - 1)
        assert {await state(device) for device in four} == {"gathering"}
        await pass_time(http, 1)
        assert {await state(device) for device in four} == {"publishing"}
        await four[0].tell("Now")


async def test_a_circle_that_fewer_than_k_are_left_in_publishes_no_more(
    http: httpx2.AsyncClient,
) -> None:
    """Who left holds tokens still, but no device tells with those: the three would be all."""
    pupils = await classroom(http, 14)
    await pass_time(http, 4 * 3600)
    assert await state(pupils[0]) == "publishing"
    for device in pupils[3:9]:
        await device.leave_circle()
    for device in pupils[9:]:
        await device.delete_account()
    assert await state(pupils[0]) == "publishing", "an hour of leaving"
    await pupils[0].tell("One of fourteen")
    await pass_time(http, DAY)
    assert {await state(device) for device in pupils[:3]} == {"gathering"}
    with pytest.raises(Refused, match="gathering"):
        await pupils[0].tell("One of three")
    await editions_pass(http)
    assert await found(pupils[1], "One of fourteen")


async def test_who_leaves_a_circle_of_more_than_k_changes_nothing(http: httpx2.AsyncClient) -> None:
    pupils = await classroom(http, 14)
    await pass_time(http, 4 * 3600)
    for device in pupils[12:]:
        await device.leave_circle()
    await pass_time(http, DAY)
    assert {await state(device) for device in pupils[:12]} == {"publishing"}
    await pupils[0].tell("One of twelve")
