"""Fake friends: accounts that all have the same one person for a friend."""

from uuid import UUID

from attacks.attack import Attack, farm, seen_by
from attacks.finding import Count, Finding, judged
from attacks.town import Town
from mimi.client import Device
from mimi.town.numbers import number

TARGETS = 3  # people that a farm is built around


class FakeFriends(Attack):
    """A farm around one person reads a secret: it must be hers.

    Incident: Secret, August 2014. Seven accounts that nobody uses and the one number of a victim
    were enough: whatever "a friend" told was the victim's (Wired, "The Hackers Who Named Secret's
    Users"). Here the victim even accepted every fake. The attacker guesses the victim for all
    that the farm reads of the victim's own circle. P1; bound 1/K.
    """

    promise = "P1"

    def __init__(self, size: int) -> None:
        super().__init__()
        self.name, self.size = f"fake friends, {size}", size
        self.farms: dict[int, list[Device]] = {}

    async def arrive(self, town: Town) -> None:
        for target in town.targets(TARGETS):
            fakes = await farm(town, self.size, self.knows(town, target))
            for friend in self.befriended(town, target):
                await town.accept(friend, fakes)
            self.farms[target] = fakes
            self.devices += fakes

    def befriended(self, town: Town, target: int) -> set[int]:
        """Who took the fakes for friends."""
        return {target}

    def knows(self, town: Town, target: int) -> set[str]:
        return {number(friend) for friend in self.befriended(town, target)}

    async def look(self, town: Town) -> list[Finding]:
        count, wanted = Count(), "that the one person whom all fakes know told what they read"
        for target, fakes in self.farms.items():
            for secret in await seen_by(fakes):
                author = town.author.get(UUID(secret))
                if author is not None and town.circle[author] == town.circle[target]:
                    count.add(author == target)
        return [judged(self.name, self.promise, wanted, count, 1 / town.k)]


class Star(FakeFriends):
    """The same, and all friends of the victim have accepted the farm too.

    Breaks the rule "three common friends": every fake then has many friends in common with the
    victim, and the attacker shares the victim's whole neighbourhood. P1; bound 1/K.
    """

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.name = f"star of mutual friends, {size}"

    def befriended(self, town: Town, target: int) -> set[int]:
        return {target, *town.graph[target]}
