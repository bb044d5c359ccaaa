"""Numbers that move when somebody taps."""

from uuid import UUID

from attacks.apart import CHANCE
from attacks.attack import Attack
from attacks.finding import Count, Finding, judged
from attacks.town import Card, Town
from mimi.client import Refused

PAIRS = 40
STUFFING = 4  # likes that are hidden, so that the next one shows
EACH_TIME = {"label", "photo"}  # fields of a card that are anew for each viewer and day


class Counters(Attack):
    """Of two secrets of one circle somebody likes one: the attacker looks at their numbers before,
    at once and an hour later, while nobody else likes anything.

    Incidents: exact like counts that gave people away (Instagram and Venmo by polling; Narayanan
    and Shmatikov 2009 on what small numbers tell). With `stuffed`, four accomplices have liked
    both before, so that the next like fills a bucket. P5; bound: chance and 2 in 100.
    """

    promise = "P5"

    def __init__(self, stuffed: bool) -> None:
        super().__init__()
        self.stuffed = stuffed
        self.name = "a like, when four accomplices liked too" if stuffed else "a single like"

    async def look(self, town: Town) -> list[Finding]:
        cases = await self._cases(town)
        if self.stuffed:
            for viewer, pair in cases:
                await _stuff(town, viewer, pair)
        hour = town.rhythm["counters"]
        await town.next_window(hour)
        before = {at: await _shown(town, at) for at, _ in cases}
        cases = [case for case in cases if await _likes(town, case[0], case[1][0])]
        at_once = {at: await _shown(town, at) for at, _ in cases}
        await town.next_window(hour)
        later = {at: await _shown(town, at) for at, _ in cases}
        count = Count()
        for at, (liked, other) in cases:
            moved = [
                before[at].get(one) != at_once[at].get(one)
                or before[at].get(one) != later[at].get(one)
                for one in (liked, other)
            ]
            count.add(0.5 if moved[0] == moved[1] else moved[0])
        wanted = "which of two secrets somebody liked"
        return [judged(self.name, self.promise, wanted, count, CHANCE)]

    async def _cases(self, town: Town) -> list[tuple[int, tuple[UUID, UUID]]]:
        """Somebody who looks, and two secrets of one circle that are in no other case; the first
        one will be liked."""
        cases, used = list[tuple[int, tuple[UUID, UUID]]](), set[UUID]()
        for viewer in town.targets(len(town.graph)):
            seen = [UUID(card["secret"]) for card in await town.members[viewer].read()]
            fresh = [one for one in seen if one in town.author and one not in used]
            for pair in zip(fresh[::2], fresh[1::2], strict=False):
                if len({town.circle[town.author[one]] for one in pair}) == 1:
                    cases.append((viewer, pair))
                    used |= set(pair)
                    break
            if len(cases) == PAIRS:
                break
        return cases


async def _shown(town: Town, viewer: int) -> dict[UUID, str]:
    return {UUID(card["secret"]): _of(card) for card in await town.members[viewer].read()}


def _of(card: Card) -> str:
    return str({name: value for name, value in card.items() if name not in EACH_TIME})


async def _likes(town: Town, viewer: int, secret: UUID) -> bool:
    """Somebody of the circle, a friend of who looks if there is one; false: nobody could."""
    sitting = town.sits(town.author[secret]) - {viewer, town.author[secret]}
    for at in sorted(sitting, key=lambda one: (one not in town.graph[viewer], one)):
        if await _like(town, at, secret):
            return True
    return False


async def _stuff(town: Town, viewer: int, pair: tuple[UUID, UUID]) -> None:
    """By members of the circle who are no friends of who looks: those are asked first later."""
    authors = {town.author[one] for one in pair}
    sitting = sorted(town.sits(town.author[pair[0]]) - {viewer} - authors - town.graph[viewer])
    done = 0
    for helper in reversed(sitting):
        liked = [await _like(town, helper, secret) for secret in pair]
        done += all(liked)
        if done == STUFFING:
            return


async def _like(town: Town, at: int, secret: UUID) -> bool:
    try:
        await town.members[at].like(secret)
    except Refused:
        return False
    return True
