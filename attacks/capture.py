"""Somebody is closed in: a circle in which everybody else is the attacker's."""

from collections import defaultdict
from uuid import UUID

from attacks.attack import Attack, farm
from attacks.finding import Count, Finding, judged, weighed
from attacks.town import Town
from mimi.client import Device

TARGETS = 12


class Capture(Attack):
    """Real members help a farm to fill the circle of a newcomer, until she is alone in it.

    Source: the Sybil attack (Douceur 2002); what bounds it is that a fake counts only as far as
    distinct real people vouch for it (SybilGuard and its kin bound by paths, which a farm can
    buy). The victim knows nobody but the accomplices and the fakes, the worst case. Where the
    victim's circle publishes, the attacker names one of those who are left in it without the
    fakes and the accomplices. Farms of several victims may meet in one circle: then they count as
    one attacker, with the accomplices of all of them. P9; bound 1/(K - c), c of those whose fakes
    are in the circle or who sit there themselves.
    """

    promise = "P9"

    def __init__(self, size: int, accomplices: int) -> None:
        super().__init__()
        self.size, self.accomplices = size, accomplices
        self.name = f"circle capture, {size} fakes, {accomplices} accomplices"
        self.victims: list[tuple[Device, list[int]]] = []

    async def arrive(self, town: Town) -> None:
        for _ in range(TARGETS):
            helpers = town.targets(self.accomplices)
            victim, fakes = await town.newcomer(), await farm(town, self.size, set())
            numbers = {one.number for one in (victim, *fakes)}
            friends = {town.members[at].number for at in helpers}
            for one in (victim, *fakes):
                await one.upload_contacts(sorted((numbers | friends) - {one.number}))
            for at in helpers:
                await town.accept(at, [victim, *fakes])
            self.victims.append((victim, helpers))
            self.devices += [victim, *fakes]

    async def look(self, town: Town) -> list[Finding]:
        chances, bounds = list[float](), list[float]()
        farms = await self._farms(town)
        for victim, helpers in self.victims:
            circle = await town.circle_of(victim)
            if circle is None or (await victim.circle())["state"] != "publishing":
                continue
            fooled = set(helpers).union(*farms.get(circle, []))
            inside = [at for at in range(len(town.graph)) if town.circle[at] == circle]
            honest = [at for at in inside if at not in fooled]
            chances.append(1 / (1 + len(honest)))
            bounds.append(1 / max(1, town.k - len(fooled)))
        wanted = "a circle in which hardly anybody but the victim could have written"
        return [weighed(self.name, self.promise, wanted, chances, bounds)]

    async def _farms(self, town: Town) -> dict[UUID, list[list[int]]]:
        """By circle, the accomplices of each farm that has an account in it."""
        found, size = defaultdict[UUID, list[list[int]]](list), self.size + 1
        for at, (_, helpers) in enumerate(self.victims):
            farm_of_it = self.devices[at * size : (at + 1) * size]
            circles = {await town.circle_of(device) for device in farm_of_it}
            for circle in filter(None, circles):
                found[circle].append(helpers)
        return found


class CoreFarm(Attack):
    """A farm befriended by five fooled members waits to enter the core, and then vouches for
    itself.

    Source: what an audit of Mimi found before vouches were used up (ADR 7). The attacker is right
    for each fake that publishes where more than the five can have vouched: counted are the fakes
    whose circle publishes with fewer than K - 5 honest members. P9; bound 0.
    """

    promise = "P9"
    FOOLED = 5

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size, self.name = size, f"farming the core with {size} accounts"

    async def arrive(self, town: Town) -> None:
        fooled = town.targets(self.FOOLED)
        numbers = {town.members[at].number for at in fooled}
        self.devices += await farm(town, self.size, numbers)
        for at in fooled:
            await town.accept(at, self.devices)

    async def look(self, town: Town) -> list[Finding]:
        count = Count()
        for fake in self.devices:
            circle = await town.circle_of(fake)
            honest = sum(circle is not None and other == circle for other in town.circle)
            publishing = circle is not None and (await fake.circle())["state"] == "publishing"
            count.add(publishing and honest < town.k - self.FOOLED)
        wanted = "a publishing circle in which more fakes count than people were fooled"
        return [judged(self.name, self.promise, wanted, count, 0.0)]
