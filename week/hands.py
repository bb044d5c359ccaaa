"""The hands of a flood: many requests at once, a reader who reads meanwhile, moderators after."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import TypeVar
from uuid import UUID

from attacks.staff import Moderator
from mimi.client import Device, NoToken, Refused
from week.living import EDITION
from week.village import Village

T = TypeVar("T")
AT_ONCE = 16  # requests under way


@dataclass
class Under:
    """The town that is flooded, and its moderators."""

    town: Village
    staff: list[Moderator]
    signed_in: int = 0

    async def reader(self) -> Device:
        """Somebody who floods nothing, and whose gate is open."""
        return self.town.members[
            max(self.town.seated[-8:], key=lambda at: len(self.town.graph[at]))
        ]

    async def moderator(self) -> Moderator:
        """With a session that holds: they end within a day, and a code works once."""
        now = (await self.town.members[0].place())["now"]
        if now != self.signed_in:
            await self.staff[0].sign_in(now)
            self.signed_in = now
        return self.staff[0]

    async def sees(self, secret: UUID) -> bool:
        witness = self.town.witness(self.town.author[secret])
        try:
            await self.town.members[witness].card(secret)
        except Refused:
            return False
        return True

    async def told(self, texts: Iterable[tuple[int, str]]) -> list[UUID]:
        """By these members, and out with the next edition."""
        ids: list[UUID] = []
        for member, text in texts:
            secret = await self.town.members[member].tell(text, edition="next")
            self.town.author[secret] = member
            ids.append(secret)
        await self.town.wait(EDITION)
        return ids


async def report(device: Device, secret: UUID, reason: str) -> str:
    try:
        await device.report(secret, reason)
    except Refused as refused:
        return refused.name
    return "accepted"


async def tell(device: Device, text: str) -> str:
    try:
        await device.tell(text)
    except Refused as refused:
        return refused.name
    except NoToken:
        return "no token"
    return "told"


async def reading(device: Device, times: int) -> tuple[float, float]:
    return _spread([await _page(device) for _ in range(times)])


async def _page(device: Device) -> float:
    began = perf_counter()
    await device.feed()
    return 1000 * (perf_counter() - began)


@dataclass
class Reader:
    """Turns a page ten times a second, until it is stopped."""

    device: Device
    taken: list[float] = field(default_factory=list[float])

    async def read_on(self) -> None:
        while True:
            self.taken.append(await _page(self.device))
            await asyncio.sleep(0.1)


async def meanwhile(reader: Device, work: Awaitable[T]) -> tuple[T, tuple[float, float]]:
    """What came of the work, and how long pages took while it was done: median and 95th, in ms."""
    one = Reader(reader)
    reading = asyncio.create_task(one.read_on())
    try:
        done = await work
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
    return done, _spread(one.taken)


def _spread(taken: Sequence[float]) -> tuple[float, float]:
    """Median and 95th."""
    in_order = sorted(taken) or [0.0]
    return round(median(in_order), 1), round(in_order[int(0.95 * (len(in_order) - 1))], 1)


async def each(things: Iterable[T], do: Callable[[T], Awaitable[object]]) -> list[str]:
    """A few at once, in their order."""
    todo, answers = iter(things), list[str]()

    async def hand() -> None:
        for thing in todo:
            answers.append(str(await do(thing)))

    await asyncio.gather(*(hand() for _ in range(AT_ONCE)))
    return answers
