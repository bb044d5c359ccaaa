"""Two servers and two workers on one database: each is killed in turn, and nothing is lost."""

from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import anyio
import httpx2
import pytest

from mimi.client import Device
from mimi.client.session import Refused
from mimi.town.numbers import number
from tests.conftest import CODE
from tests.nodes import PATIENCE, Node, proxy, until

MEMBERS = 4


@pytest.fixture
async def nodes(tmp_path: Path, database_url: str) -> AsyncIterator[list[Node]]:
    """Two that answer and two that do the windows' work."""
    started = [Node(tmp_path, database_url, windows) for windows in (False, False, True, True)]
    try:
        for node in started:
            await node.answers()
        yield started
    finally:
        for node in started:
            node.kill()


async def settled(http: httpx2.AsyncClient) -> list[Device]:
    """Friends of each other, in a circle that publishes."""
    devices = [Device(http, chance=Random(member)) for member in range(MEMBERS)]
    for member, device in enumerate(devices):
        await until(lambda d=device, m=member: d.sign_in(number(m), CODE))
    for member, device in enumerate(devices):
        others = [number(other) for other in range(MEMBERS) if other != member]
        await until(lambda d=device, o=others: d.upload_contacts(o))
    with anyio.fail_after(PATIENCE):
        while (await until(devices[0].circle))["state"] != "publishing":
            for device in devices:
                await until(device.fetch_tokens)
            await anyio.sleep(0.5)
    return devices


async def reads_all(device: Device, told: set[str]) -> None:
    """Until everything that was told has come out, each once and nothing else."""
    with anyio.fail_after(PATIENCE):
        while True:
            cards = [str(card["secret"]) for card in await until(device.read)]
            assert len(cards) == len(set(cards)) and told.issuperset(cards)
            if told == set(cards):
                return
            await anyio.sleep(0.5)


async def told_while_it_dies(devices: list[Device], victim: Node) -> set[str]:
    """One secret each; the process is killed between the first and the last."""
    told = set[str]()
    for device in devices:
        try:
            told.add(str(await until(lambda d=device: d.tell(f"Near {victim.port}"))))
        finally:
            if len(told) == 1:
                victim.kill()
    return told


async def test_each_is_killed_in_turn_and_nothing_is_lost_or_doubled(nodes: list[Node]) -> None:
    async with (
        proxy(nodes[:2]) as url,
        httpx2.AsyncClient(base_url=url, timeout=60) as http,
    ):
        devices = await settled(http)
        told = set[str]()
        for victim in nodes:
            told |= await told_while_it_dies(devices, victim)
            await reads_all(devices[1], told)
            victim.start()
            await victim.answers()
        await the_same_from_both(nodes[:2], devices[2], told)


async def the_same_from_both(servers: list[Node], device: Device, told: set[str]) -> None:
    """In the same order; and who signs out at one is signed out at the other."""
    orders = list[list[str]]()
    for server in servers:
        async with httpx2.AsyncClient(base_url=server.url, timeout=60) as device.http:
            await reads_all(device, told)
            orders.append([str(card["secret"]) for card in await device.read()])
    assert orders[0] == orders[1]
    session = device.session
    async with httpx2.AsyncClient(base_url=servers[0].url, timeout=60) as device.http:
        await device.sign_out()
    device.session = session
    async with httpx2.AsyncClient(base_url=servers[1].url, timeout=60) as device.http:
        with pytest.raises(Refused) as refused:
            await device.feed()
    assert refused.value.status == 401
