"""Accomplices fill an edition with their own, so that only one in it is not theirs."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from attacks.attack import Attack, unspent
from attacks.finding import Count, Finding, judged
from attacks.town import AHEAD, Town
from mimi.client import NoToken, Refused

HELPERS = 3
EACH = 3  # secrets of a helper and round
ROUNDS = 2

Order = Literal["feed", "bulletin"]


@dataclass
class Round:
    """Who looked in, one after the other, in one window of a circle."""

    visitors: list[int]
    helpers: set[int]
    own: dict[UUID, int]  # the helpers' secrets → when, among the visitors
    secret: UUID  # the victim's
    victim: int

    def between(self, together: list[UUID]) -> list[int]:
        """The honest who looked in between the helpers' neighbours of the victim's secret."""
        at = together.index(self.secret)
        before = [self.own[one] for one in together[:at] if one in self.own][-1:]
        after = [self.own[one] for one in together[at + 1 :] if one in self.own][:1]
        first, last = min(before + after, default=0), max(before + after, default=0)
        if not before or not after:
            first, last = 0, len(self.visitors)
        honest = [one for one in self.visitors[first:last] if one not in self.helpers]
        return honest or [one for one in self.visitors if one not in self.helpers]


class Filling(Attack):
    """Three members of a circle know who looked in when, tell all around one another, and look
    for the place of the only secret that is not theirs.

    Source: the n - 1 or flooding attack on mixes (Serjantov, Dingledine, Syverson, "From a
    Trickle to a Flood", 2002). They name one of those who looked in between the two of their own
    beside which it stands. P4; bound 1/(K - c), c = 3.
    """

    promise = "P4"
    name = "filling an edition"

    async def look(self, town: Town) -> list[Finding]:
        counts: dict[Order, Count] = {"bulletin": Count(), "feed": Count()}
        for _ in range(ROUNDS):
            rounds = [await self._round(town, one) for one in town.one_of_each_circle()]
            for _ in range(AHEAD + 1):
                await town.wait(town.rhythm["edition"])
            for done in rounds:
                for by, count in counts.items() if done else ():
                    await self._guess(town, done, by, count)
        wanted = "who told the one secret of an edition that is not the attackers'"
        bound = 1 / (town.k - HELPERS)
        return [
            judged(f"{self.name}, by the {by}", self.promise, wanted, count, bound)
            for by, count in counts.items()
        ]

    async def _round(self, town: Town, one: int) -> Round | None:
        now, sitting = await town.now(), sorted(town.sits(one))
        able = [at for at in sitting if len(unspent(town.members[at], now, "post")) >= EACH]
        if len(able) <= HELPERS:
            return None
        victim, *helpers = town.chance.sample(able, HELPERS + 1)
        honest = [at for at in sitting if at not in helpers]
        visitors = town.chance.sample(honest + helpers * EACH, len(honest) + HELPERS * EACH)
        done = Round(visitors, set(helpers), {}, UUID(int=0), victim)
        try:
            for place, at in enumerate(visitors):
                await _looks_in(town, done, place, at)
        except (NoToken, Refused):
            return None
        return done

    async def _guess(self, town: Town, done: Round | None, by: Order, count: Count) -> None:
        if done is None:
            return
        device = town.members[min(done.helpers)]
        bulletin = (await device.bulletin())["secrets"]
        edition = {UUID(one["secret"]): one["edition"] for one in bulletin}
        listed = bulletin if by == "bulletin" else await device.read()
        together = [
            UUID(one["secret"])
            for one in listed
            if edition.get(UUID(one["secret"])) == edition.get(done.secret)
        ]
        if done.secret in together:
            count.add(town.chance.choice(done.between(together)) == done.victim)


async def _looks_in(town: Town, done: Round, place: int, at: int) -> None:
    if at in done.helpers:
        done.own[await town.members[at].tell("One of many")] = place
    elif at == done.victim:
        done.secret = await town.members[at].tell("The only one")
