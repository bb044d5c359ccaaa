"""Accomplices put together all that they see."""

from collections.abc import Iterator
from uuid import UUID

from attacks.attack import Attack
from attacks.finding import Count, Finding, judged
from attacks.town import Town

GROUPS = 40  # of accomplices, each around another person


class Comparing(Attack):
    """Some members compare what each of them reads, and reason backwards.

    They are friends of one person (`of_friends`), or spies scattered through the town, seeking
    the source as in Fanti et al., "Spy vs. Spy: Rumor Source Obfuscation" (SIGMETRICS 2015). They
    know the graph, the rule and all circles, so for each secret they are left with the members of
    those circles from which exactly they, and none of the others, would see it (Bayes with an
    even prior), less themselves. They name one of these. P1; bound: the mean of 1/(K - c), c of
    them in the circle.
    """

    promise = "P1"

    def __init__(self, name: str, spies: int | float) -> None:
        super().__init__()
        self.name, self.spies = name, spies
        self.wanted = "who told each secret that some of them read"

    async def look(self, town: Town) -> list[Finding]:
        read_by = dict[UUID, set[int]]()
        for at, one in enumerate(town.members):
            for card in await one.read():
                read_by.setdefault(UUID(card["secret"]), set()).add(at)
        circles = {circle: town.sits(at) for at, circle in enumerate(town.circle) if circle}
        readers = {
            circle: {at for at in range(len(town.graph)) if town.reads(at, sitting)}
            for circle, sitting in circles.items()
        }
        count, bound = Count(), 0.0
        for group in self._groups(town):
            could = dict[frozenset[int], list[int]]()  # have told what exactly these of them see
            for circle, sitting in circles.items():
                could.setdefault(frozenset(readers[circle] & group), []).extend(sitting - group)
            for secret, author in town.author.items():
                seeing = frozenset(read_by.get(secret, set()) & group)
                if not seeing or author in group:
                    continue
                left = could.get(seeing, [])
                count.add(bool(left) and town.chance.choice(left) == author)
                mine = town.circle[author]
                inside = len(circles[mine] & group) if mine else 0
                bound += 1 / max(1, town.k - inside)  # K of them in one circle: nothing is promised
        return [judged(self.name, self.promise, self.wanted, count, bound / max(count.tried, 1))]

    def _groups(self, town: Town) -> Iterator[set[int]]:
        everybody = range(len(town.graph))
        if isinstance(self.spies, float):
            for _ in range(GROUPS):
                yield set(town.chance.sample(everybody, round(self.spies * len(town.graph))))
            return
        for target in town.targets(GROUPS):
            friends = sorted(town.graph[target])
            yield set(town.chance.sample(friends, min(self.spies, len(friends))))
