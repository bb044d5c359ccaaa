"""A contact is added and taken away again, day by day."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from attacks.attack import Attack
from attacks.finding import Count, Finding, judged
from attacks.town import AHEAD, Town
from mimi.client import Device
from mimi.town.numbers import number

TARGETS = 10
DAYS = 4
TELLING = 2  # windows of a day; then all of it comes out before the day ends


@dataclass
class Watcher:
    """An account that the target's friendship makes the third of a circle."""

    device: Device
    target: int
    others: list[int]
    # what came up on days with the target, and on days without
    seen: dict[bool, set[str]] = field(default_factory=lambda: defaultdict[bool, set[str]](set))


class Toggling(Attack):
    """An account with two friends in somebody's circle has her for a friend on every other day:
    what it reads on those days alone must be hers.

    Source: differencing over time, as by "intersection attacks" on databases that answer with and
    without one row (Denning 1980); Facebook's "people you may know" was read like that. P1; bound
    1/K. And on the first of those days it looks for what was told before: P12; bound 0.
    """

    promise = "P1"
    name = "toggling a contact over days"

    async def look(self, town: Town) -> list[Finding]:
        watchers = [await self._watcher(town, *those) for those in _targets(town)]
        late = Count()
        for day in range(DAYS):
            there = day % 2 == 0
            await self._toggle(town, watchers, there, late if day == 0 else None)
            for _ in range(TELLING):
                await town.window()
            for _ in range(AHEAD):
                await town.wait(town.rhythm["edition"])
            for one in watchers:
                if (await one.device.circle())["state"] != "waiting":
                    continue  # in a circle by now, so it reads that anyway
                before = one.seen[True] | one.seen[False]
                one.seen[there] |= await _reads(one.device) - before
        return [self._named(town, watchers), self._earlier(late)]

    async def _watcher(self, town: Town, target: int, others: list[int]) -> Watcher:
        """Its friendships begin with the next epoch."""
        device = await town.newcomer(number(one) for one in others)
        for one in (target, *others):
            await town.accept(one, [device])
        return Watcher(device, target, others)

    async def _toggle(
        self, town: Town, watchers: list[Watcher], there: bool, late: Count | None
    ) -> None:
        """From the next epoch on; counts which of the older secrets that opens."""
        old = {one.target: await _reads(one.device) for one in watchers}
        for one in watchers:
            friends = [*one.others, one.target] if there else one.others
            await one.device.upload_contacts([number(friend) for friend in friends])
        await town.next_window(town.rhythm["epoch"])
        if late is None:
            return
        for one in watchers:
            opened = await _reads(one.device) - old[one.target]
            epoch = await town.now()  # what comes out with it is for those who are friends by then
            for secret in town.edition:
                if (
                    town.author.get(secret) in town.sits(one.target)
                    and town.edition[secret] < epoch
                ):
                    late.add(str(secret) in opened)

    def _named(self, town: Town, watchers: list[Watcher]) -> Finding:
        count = Count()
        for one in watchers:
            without = {_circle(town, secret) for secret in one.seen[False]}
            for secret in one.seen[True]:
                author = town.author.get(UUID(secret))
                if author is not None and _circle(town, secret) not in without:
                    count.add(author == one.target)
        wanted = "that the one contact who comes and goes told what is only read with her"
        return judged(self.name, self.promise, wanted, count, 1 / town.k)

    def _earlier(self, late: Count) -> Finding:
        wanted = "to read what was told before one became a friend"
        return judged("a friend made later", "P12", wanted, late, 0.0)


def _targets(town: Town) -> list[tuple[int, list[int]]]:
    """Each with two others of the circle, and somebody who sits elsewhere: three open a gate."""
    found = list[tuple[int, list[int]]]()
    for target in town.targets(len(town.graph)):
        sitting = sorted(town.sits(target) - {target})
        apart = [
            at for at, circle in enumerate(town.circle) if circle and circle != town.circle[target]
        ]
        if len(sitting) >= 2 and apart and len(found) < TARGETS:
            found.append((target, [*town.chance.sample(sitting, 2), town.chance.choice(apart)]))
    return found


def _circle(town: Town, secret: str) -> UUID | None:
    author = town.author.get(UUID(secret))
    return None if author is None else town.circle[author]


async def _reads(device: Device) -> set[str]:
    """But what everybody may read."""
    return {card["secret"] for card in await device.read() if not card["public"]}
