"""A class: members who all have each other's numbers, in one circle, with tokens to spend."""

from typing import Any

import httpx2

from mimi.client import Device
from mimi.kit.chance import Chance
from tests.conftest import CODE

HOUR, DAY = 3600, 86_400


def number(index: int) -> str:
    return f"+86138{index:08d}"


async def newcomer(http: httpx2.AsyncClient, index: int) -> Device:
    """A member without friends."""
    device = Device(http, index.to_bytes(16), Chance(f"device {index}").random)
    await device.sign_in(number(index), CODE, "a phone")
    return device


async def classroom(http: httpx2.AsyncClient, size: int = 14) -> list[Device]:
    """Signed in, befriended, in a circle that publishes."""
    devices = [await newcomer(http, index) for index in range(size)]
    for index, device in enumerate(devices):
        others = [number(other) for other in range(size) if other != index]
        await device.upload_contacts(others)
    await until_a_circle(http, devices[0])
    for device in devices:
        await device.fetch_tokens()
    return devices


async def until_a_circle(http: httpx2.AsyncClient, device: Device) -> None:
    """Lets days pass, as many as the pool of a small place may need."""
    for _ in range(10):
        await pass_time(http, DAY)
        if (await device.circle())["state"] in ("gathering", "publishing"):
            return
    raise AssertionError("no circle after ten days")


async def pass_time(http: httpx2.AsyncClient, seconds: int) -> None:
    answer = await http.post("/v1/clock", json={"seconds": seconds})
    assert answer.status_code == 200, answer.text


async def editions_pass(http: httpx2.AsyncClient) -> None:
    """A secret is in one of the next three editions: after these it is out."""
    for _ in range(4):
        await pass_time(http, 4 * HOUR)


async def found(device: Device, text: str) -> dict[str, Any] | None:
    """The card with this text in the device's feed."""
    return next((card for card in await device.read() if card["text"] == text), None)
