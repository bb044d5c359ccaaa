"""What has to be as quick in a large town as in a small one, asked of both in turn.

Minutes lie between the towns of a run, in which the machine's own speed changes by half. Here both
servers run, and each request to one is followed by the same to the other.
"""

import asyncio
import statistics
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx2

from bench import acts, load
from bench.acts import Act, Asker, Clock
from bench.database import database
from bench.serving import PORT, SESSIONS, serving
from mimi.client import Device

BURSTS = 10  # of a second each
TIMES = {"like": 200, "tell": 60}
FRESH = slice(200, -20)  # of the devices: the others have liked already


@dataclass
class Settled:
    """The folder that has a town's database, and those of it who ask."""

    data: Path
    devices: list[Device]


def flat(small: Settled, large: Settled) -> dict[str, float]:
    """The usual rate or time of both as a ratio, better when larger: 1 is as quick."""
    towns = (small, large)
    with ExitStack() as stack:
        for port, one in enumerate(towns, PORT):
            url = stack.enter_context(database(one.data))
            stack.enter_context(serving("app", one.data, url, port=port))
        few, many = in_turn(towns)
        return {"page": many / few} | asyncio.run(acting(towns))


def address(number: int) -> str:
    return f"http://127.0.0.1:{PORT + number}"


def in_turn(towns: tuple[Settled, ...]) -> list[float]:
    """The pages a second of each town, the median of its bursts; the first warms up."""
    bursts = [
        [
            load.rate(f"{address(at)}/v1/feed", one.data / SESSIONS, 1)
            for at, one in enumerate(towns)
        ]
        for _ in range(BURSTS + 1)
    ]
    return [statistics.median(rates) for rates in zip(*bursts[1:], strict=True)]


async def acting(towns: tuple[Settled, ...]) -> dict[str, float]:
    clock, some = Clock(), list[list[Asker]]()
    async with AsyncExitStack() as stack:
        for at, one in enumerate(towns):
            client = httpx2.AsyncClient(base_url=address(at), timeout=60, event_hooks=clock.hooks)
            devices = one.devices[FRESH]
            http = await stack.enter_async_context(client)
            for device in devices:
                device.http = http
            some.append(await acts.askers(devices))
            for device, _ in some[-1][: TIMES["tell"]]:
                await device.fetch_tokens()
        if min(map(len, some)) < max(TIMES.values()):
            raise RuntimeError("too few have a secret that they are near to")
        pairs = list(zip(*some, strict=False))
        wanted = [act for act in acts.acts() if act.name in TIMES]
        return {act.name: await ratio(act, pairs[: TIMES[act.name]], clock) for act in wanted}


async def ratio(act: Act, pairs: list[tuple[Asker, ...]], clock: Clock) -> float:
    """The median time in the first town over that in the second."""
    times: list[list[float]] = [[], []]
    for pair in pairs:
        for of, asker in zip(times, pair, strict=True):
            clock.took.clear()
            await act.do(*asker)
            of.append(
                next(seconds for asked, seconds in clock.took if asked.startswith(act.counts))
            )
    small, large = map(statistics.median, times)
    return small / large
