"""Four friends in a full circle of four, and two more members who know two of them."""

from collections.abc import Iterable

import httpx2

from mimi.client import Device
from tests.classroom import DAY, newcomer, number, pass_time

SMALL = {"k": 4, "full": 4, "most": 4}


async def people(http: httpx2.AsyncClient, count: int) -> list[Device]:
    return [await newcomer(http, index) for index in range(count)]


async def know(devices: list[Device], groups: Iterable[Iterable[int]]) -> None:
    """All of a group have each other's numbers; persons of several groups upload once."""
    contacts: dict[int, set[int]] = {}
    for group in groups:
        members = set(group)
        for person in members:
            contacts.setdefault(person, set()).update(members)
    for person, others in contacts.items():
        await devices[person].upload_contacts([number(one) for one in sorted(others - {person})])


async def four_and_two(http: httpx2.AsyncClient) -> list[Device]:
    """Persons 0 to 3 are the circle, 4 and 5 are outside and know 0 and 1."""
    devices = await people(http, 6)
    await know(devices, [range(4)])
    await pass_time(http, DAY)
    await know(devices, [range(4), (0, 1, 4), (0, 1, 5)])
    await pass_time(http, DAY)
    return devices
