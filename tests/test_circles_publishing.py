"""When a circle begins to publish, as its members and a watcher among them see it."""

from pathlib import Path

import pytest

from mimi.client import Device, Refused
from tests.circle_of_four import SMALL, four_and_two
from tests.classroom import pass_time
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
