"""What an author does afterwards: answers under the badge, closes, takes back."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from attacks.attack import Attack, works
from attacks.finding import Count, Finding, judged
from attacks.town import Town
from attacks.visits import EDITIONS
from mimi.client import NoToken, Refused

AUTHORS = 100
DAY = 6  # windows
ACTS = ("badge", "badge", "badge", "close", "remove")  # one a day, in this order


@dataclass
class Watched:
    """A secret whose author goes on living, and who might be that."""

    secret: UUID
    author: int
    viewer: int
    scores: dict[int, int] = field(default_factory=dict[int, int])
    seen: str = ""
    did: int = 0


class LaterLife(Attack):
    """Somebody knows who was online in each window, and looks after every window for what the
    author has done: an answer under the badge, a thread closed, a secret taken back. Whoever was
    online in all of the windows before these showed is likeliest.

    Source: intersection and disclosure attacks over time (Agrawal, Kesdogan, Penz 2003; Wolinsky
    et al., CCS 2013). By Mimi's own measure one badge that shows at once named the author with .88
    to .96. P1; bound: what the design found editions to give, .09 where K is 12.
    """

    promise = "P1"
    name = "the author's later life"

    async def look(self, town: Town) -> list[Finding]:
        watched = await self._watched(town)
        await town.next_window(DAY * town.rhythm["edition"])
        online = list[set[int]]()
        for window in range(DAY * (len(ACTS) + 1)):
            if window % DAY == 0:
                await town.fetch_tokens()
            online.append(await self._window(town, watched, window))
            night = (window + 1) % DAY == 0
            for one in watched:
                await _look(town, one, online[-DAY:] if night else online[-1:])
        count = Count()
        for one in watched:
            best = max(one.scores.values())
            likely = sorted(at for at, score in one.scores.items() if score == best)
            count.add(town.chance.choice(likely) == one.author)
        wanted = "who told a secret, from when its author's later acts showed"
        return [judged(self.name, self.promise, wanted, count, EDITIONS / town.k)]

    async def _watched(self, town: Town) -> list[Watched]:
        found = list[Watched]()
        for secret in sorted(town.edition.keys() & town.author.keys()):
            author = town.author[secret]
            if author in {one.author for one in found} or len(found) == AUTHORS:
                continue
            viewer = await town.watcher(secret, {author})
            if viewer is not None and await _sees(town, author, secret):
                scores = dict.fromkeys(sorted(town.sits(author) - {viewer}), 0)
                state = await _state(town, viewer, secret)
                found.append(Watched(secret, author, viewer, scores, state))
        return found

    async def _window(self, town: Town, watched: list[Watched], window: int) -> set[int]:
        """Who is online does the act of the day, unless it was done before."""
        day = window // DAY
        online = {at for at in range(len(town.members)) if town.chance.random() < 0.5}
        for one in watched if day < len(ACTS) else ():
            if one.author in online and one.did <= day:
                await _act(town, one, ACTS[day])
                one.did = day + 1
        await town.wait(town.rhythm["edition"])
        return online


async def _act(town: Town, one: Watched, act: str) -> None:
    device = town.members[one.author]
    try:
        if act == "badge":
            await device.comment(await device.card(one.secret), "It is me", badge=True)
        elif act == "close":
            await device.close_thread(one.secret)
        else:
            await device.remove_secret(one.secret)
    except (NoToken, Refused):
        return


async def _sees(town: Town, at: int, secret: UUID) -> bool:
    """With fewer than three friends an author cannot even answer."""
    return await works(town.members[at], "GET", f"/v1/secrets/{secret}")


async def _look(town: Town, one: Watched, windows: list[set[int]]) -> None:
    """Whoever was online in one of the windows in which it may have been done."""
    state = await _state(town, one.viewer, one.secret)
    if state != one.seen:
        one.seen = state
        for at in one.scores:
            one.scores[at] += any(at in online for online in windows)


async def _state(town: Town, viewer: int, secret: UUID) -> str:
    """What somebody else in the circle sees of it that only an author does."""
    try:
        thread = (await town.members[viewer].ask("GET", f"/v1/secrets/{secret}/comments")).json()
    except Refused:
        return "gone"
    said: list[dict[str, Any]] = thread["comments"]
    return f"{sum(one['by_author'] for one in said)} {thread['closed']}"
