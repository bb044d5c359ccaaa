"""Are two people friends of each other?"""

from collections.abc import Iterable
from typing import Any

from attacks.apart import CHANCE, Pair, features, told_apart
from attacks.attack import Attack, told
from attacks.finding import Finding, judged
from attacks.town import Town
from mimi.client import Device
from mimi.town.numbers import number

CASES = 16
PATHS = ("gate", "circle", "batches", "bulletins", "sources", "devices")


class Mutual(Attack):
    """An account that two people have accepted asks for everything, to find out whether the two
    are friends of each other.

    Source: Jin, Joshi, Anwar, "Mutual-friend based attacks in social network systems" (2013); what
    "people you may know" gave away. Answers to an account with two friends who know each other
    are held against those to one whose two do not. P6; bound: chance and 2 in 100.
    """

    promise = "P6"
    name = "mutual friends"

    def __init__(self) -> None:
        super().__init__()
        self.cases = list[tuple[Device, Device]]()

    async def arrive(self, town: Town) -> None:
        for at in town.targets(CASES):
            friend = town.chance.choice(sorted(town.graph[at]))
            strangers = sorted(set(range(len(town.graph))) - town.graph[at] - {at})
            if not strangers:
                continue
            pairs = (at, friend), (at, town.chance.choice(strangers))
            self.cases.append((await self._with(town, pairs[0]), await self._with(town, pairs[1])))

    async def _with(self, town: Town, two: Iterable[int]) -> Device:
        device = await town.newcomer(number(one) for one in two)
        for one in two:
            await town.accept(one, [device])
        self.devices.append(device)
        return device

    async def look(self, town: Town) -> list[Finding]:
        pairs = list[Pair]()
        for one, two in self.cases:
            pairs.append((features(await _said(one)), features(await _said(two))))
        wanted = "which of two pairs of friends of one's own are friends of each other"
        count = told_apart(pairs, town.chance)
        return [judged(self.name, self.promise, wanted, count, CHANCE)]


async def _said(device: Device) -> dict[str, Any]:
    cards = [card for card in await device.read() if not card["public"]]
    return {**await told(device, PATHS), "cards": len(cards)}
