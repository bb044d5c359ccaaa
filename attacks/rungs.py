"""Whose like lifts a secret."""

from dataclasses import dataclass
from uuid import UUID

from attacks.apart import CHANCE
from attacks.attack import Attack
from attacks.counters import PAIRS, Case, case_of
from attacks.finding import Count, Finding, judged
from attacks.town import Town


@dataclass
class Watched:
    """Two secrets of one circle, and from where they are seen only a rung later."""

    case: Case
    outside: int  # has one friend too few in the circle
    missing: int  # likes, accomplices being the first to give them


class Rungs(Attack):
    """Of two secrets of one circle somebody likes one. Accomplices have liked both before, all but
    one of those who are wanted, and one who sees the circle only from the second rung on looks
    before, at once and an hour later.

    Narayanan and Shmatikov 2009 on what small numbers tell; what this ladder was before ADR 34 told
    it every time. P5; bound: chance and 2 in 100.
    """

    promise = "P5"
    name = "a like, by the ladder"

    async def look(self, town: Town) -> list[Finding]:
        cases = await self._cases(town)
        await town.next_window(town.rhythm["counters"])
        ready = [one for one in cases if await self._fill(town, one)]
        await town.next_window(town.rhythm["counters"])
        before = [await _there(town, one) for one in ready]
        for one in ready:
            await one.case.one_likes(town, one.case.pair[:1])
        at_once = [await _there(town, one) for one in ready]
        await town.next_window(town.rhythm["counters"])
        later = [await _there(town, one) for one in ready]
        count = Count()
        for seen in zip(before, at_once, later, strict=True):
            new = (seen[1] | seen[2]) - seen[0]
            count.add(0.5 if len(new) != 1 else new == {0})
        wanted = "which of two secrets somebody liked"
        return [judged(self.name, self.promise, wanted, count, CHANCE)]

    async def _cases(self, town: Town) -> list[Watched]:
        found, used = list[Watched](), set[UUID]()
        for viewer in town.targets(len(town.graph)):
            case = await case_of(town, viewer, used)
            watched = case and _watched(town, case)
            if watched:
                found.append(watched)
                used |= set(watched.case.pair)
            if len(found) == PAIRS:
                break
        return found

    async def _fill(self, town: Town, one: Watched) -> bool:
        """Whether as many liked both as could without lifting either."""
        liked = [await one.case.one_likes(town, one.case.pair) for _ in range(one.missing - 1)]
        return None not in liked and bool(one.case.others)


def _watched(town: Town, case: Case) -> Watched | None:
    sitting = town.sits(case.member)
    needed = town.place["friends_needed"]
    able = [at for at, friends in enumerate(town.graph) if len(friends) >= needed]
    readers = [at for at in able if town.reads(at, sitting)]
    far = [at for at in able if at not in sitting]
    outside = [at for at in far if len(town.graph[at] & sitting) == needed - 1]
    missing = max(3, min(10, len(readers) // 5))  # what the first rung wants at least, as is known
    return Watched(case, outside[0], missing) if outside else None


async def _there(town: Town, one: Watched) -> set[int]:
    """Which of the two are seen from outside."""
    cards = await town.members[one.outside].read()
    read = {UUID(card["secret"]) for card in cards}
    return {at for at, secret in enumerate(one.case.pair) if secret in read}
