"""Two views that differ in one friend."""

from uuid import UUID

from attacks.attack import Attack, seen_by
from attacks.finding import Count, Finding, judged
from attacks.town import Town
from mimi.client import Device
from mimi.town.numbers import number

PAIRS = 6


class WithWithout(Attack):
    """Two accounts with the same friends, one of them with one friend more: what only that one
    reads must be the friend's.

    Source: the differencing attack on any audience that is a function of friendships (Dwork,
    "Differential Privacy", 2006, on what a database tells with and without one row). P1; bound
    1/K.
    """

    promise = "P1"
    name = "two accounts, with and without a contact"
    wanted = "that the one friend by whom two accounts differ told what only one of them reads"

    def __init__(self) -> None:
        super().__init__()
        self.pairs: list[tuple[int, Device, Device]] = []

    async def arrive(self, town: Town) -> None:
        for target in town.targets(PAIRS):
            friends = sorted(town.graph[target])
            with_it = await self._account(town, [*friends, target])
            self.pairs.append((target, with_it, await self._account(town, friends)))

    async def _account(self, town: Town, friends: list[int]) -> Device:
        device = await town.newcomer(number(friend) for friend in friends)
        for friend in friends:
            await town.accept(friend, [device])
        self.devices.append(device)
        return device

    async def look(self, town: Town) -> list[Finding]:
        count = Count()
        for target, one, other in self.pairs:
            for secret in await seen_by([one]) - await seen_by([other]):
                if (author := town.author.get(UUID(secret))) is not None:
                    count.add(author == target)
        return [judged(self.name, self.promise, self.wanted, count, 1 / town.k)]
