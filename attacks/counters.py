"""Numbers that move when somebody taps."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from attacks.apart import CHANCE
from attacks.attack import Attack
from attacks.finding import Count, Finding, judged
from attacks.town import Card, Town
from mimi.client import Refused

PAIRS = 40
ACCOMPLICES = 4, 11  # who like both first, so that the next like shows
EACH_TIME = {"label", "photo"}  # fields of a card that are anew for each viewer and day


@dataclass
class Case:
    """Somebody who looks, and two secrets of one circle; the first one will be liked."""

    viewer: int
    member: int  # of the circle
    pair: tuple[UUID, UUID]
    others: list[int]  # of the circle, those first who like for the attacker

    async def one_likes(self, town: Town, secrets: Iterable[UUID]) -> int | None:
        """The next one who may; None: nobody does."""
        while self.others:
            at = self.others.pop(0)
            if all([await _like(town, at, secret) for secret in secrets]):
                return at
        return None


class Counters(Attack):
    """Of two secrets of one circle somebody likes one: the attacker looks at their numbers before,
    at once and an hour later, while nobody else likes anything.

    Incidents: exact like counts that gave people away (Instagram and Venmo by polling; Narayanan
    and Shmatikov 2009 on what small numbers tell). Accomplices like both before, one an hour, until
    a number moves, and take the last one back, so that the next like moves it again. P5; bound:
    chance and 2 in 100.
    """

    promise = "P5"

    def __init__(self, accomplices: int = 0) -> None:
        super().__init__()
        self.accomplices = accomplices
        liked = f"a like, when up to {accomplices} accomplices liked too"
        self.name = liked if accomplices else "a single like"

    async def look(self, town: Town) -> list[Finding]:
        cases = await self._cases(town)
        await self._fill(town, cases)
        hour = town.rhythm["counters"]
        await town.next_window(hour)
        before = {case.viewer: await _shown(town, case.viewer) for case in cases}
        for case in cases:
            case.others.reverse()  # those are friends of who looks, if there are any
        cases = [case for case in cases if await case.one_likes(town, case.pair[:1]) is not None]
        at_once = {case.viewer: await _shown(town, case.viewer) for case in cases}
        await town.next_window(hour)
        later = {case.viewer: await _shown(town, case.viewer) for case in cases}
        count = Count()
        for case in cases:
            was, then, at_last = (seen[case.viewer] for seen in (before, at_once, later))
            moved = [
                was.get(one) != then.get(one) or was.get(one) != at_last.get(one)
                for one in case.pair
            ]
            count.add(0.5 if moved[0] == moved[1] else moved[0])
        wanted = "which of two secrets somebody liked"
        return [judged(self.name, self.promise, wanted, count, CHANCE)]

    async def _fill(self, town: Town, cases: list[Case]) -> None:
        """So that each number is one below where it moves, as far as accomplices can tell."""
        filling = {(at, secret) for at, case in enumerate(cases) for secret in case.pair}
        for _ in range(self.accomplices):
            liked = list[tuple[int, int, UUID]]()
            before = [await _shown(town, case.viewer) for case in cases]
            for at, case in enumerate(cases):
                wanted = [secret for secret in case.pair if (at, secret) in filling]
                keep_one = len(case.others) > 1  # who likes in the end
                helper = await case.one_likes(town, wanted) if wanted and keep_one else None
                liked += [(at, helper, secret) for secret in wanted if helper is not None]
            await town.next_window(town.rhythm["counters"])
            after = [await _shown(town, case.viewer) for case in cases]
            for at, helper, secret in liked:
                if before[at].get(secret) != after[at].get(secret):
                    await town.members[helper].unlike(secret)
                    filling.remove((at, secret))

    async def _cases(self, town: Town) -> list[Case]:
        cases, used = list[Case](), set[UUID]()
        for viewer in town.targets(len(town.graph)):
            found = await case_of(town, viewer, used)
            if found:
                cases.append(found)
                used |= set(found.pair)
            if len(cases) == PAIRS:
                break
        return cases


async def case_of(town: Town, viewer: int, used: set[UUID]) -> Case | None:
    """What this one may see of two secrets that are in no other case."""
    seen = [UUID(card["secret"]) for card in await town.members[viewer].read()]
    fresh = [one for one in seen if one in town.author and one not in used]
    for pair in zip(fresh[::2], fresh[1::2], strict=False):
        authors = [town.author[one] for one in pair]
        if len({town.circle[author] for author in authors}) == 1:
            others = town.sits(authors[0]) - {viewer, *authors}
            friends_last = sorted(others, key=lambda one: (one in town.graph[viewer], one))
            return Case(viewer, authors[0], pair, friends_last)
    return None


async def _shown(town: Town, viewer: int) -> dict[UUID, str]:
    return {UUID(card["secret"]): _of(card) for card in await town.members[viewer].read()}


def _of(card: Card) -> str:
    return str({name: value for name, value in card.items() if name not in EACH_TIME})


async def _like(town: Town, at: int, secret: UUID) -> bool:
    try:
        await town.members[at].like(secret)
    except Refused:
        return False
    return True
