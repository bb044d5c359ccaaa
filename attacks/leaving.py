"""What an account does afterwards: gets its token back, comes back on a new device, goes."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple
from uuid import UUID

from attacks.apart import CHANCE
from attacks.attack import Attack
from attacks.finding import Count, Finding, judged
from attacks.town import Town
from mimi.client import Device, NotMine, Refused

PAIRS = 24
EACH_VIEWERS = {"label", "photo"}  # fields of a card that change by themselves


class Case(NamedTuple):
    """The author and somebody else of the circle, in an order of chance."""

    secret: UUID
    author: int
    pair: tuple[int, int]
    viewer: int


class Leaving(Attack):
    """Two members of a circle do the same thing on different days; the attacker, who knows who did
    it when, looks whether anything about a secret changed on one of them.

    Incidents: accounts whose posts went with them (Secret's and Whisper's deletion), sessions and
    restored devices that fetch "one's own". P1; bound: chance and 2 in 100.
    """

    promise = "P1"
    name = "who told it, when two"

    async def look(self, town: Town) -> list[Finding]:
        acts: dict[str, Callable[[Town, int, UUID], Awaitable[None]]] = {
            "claim their tokens": _claims,
            "restore a device": _restores,
            "leave the circle": _leaves,
            "delete the account": _goes,
        }
        await town.wait(town.rhythm["refund"] + town.rhythm["night"])
        cases, findings = await self._cases(town), list[Finding]()
        for what, act in acts.items():
            states = [[await _state(town, case)] for case in cases]
            for turn in (0, 1):
                for case in cases:
                    await act(town, case.pair[turn], case.secret)
                await town.next_window(town.rhythm["night"])
                await town.wait(town.rhythm["counters"])
                for case, seen in zip(cases, states, strict=True):
                    seen.append(await _state(town, case))
            count = Count()
            for case, (before, between, after) in zip(cases, states, strict=True):
                changed = before != between, between != after
                if sum(changed) == 1:
                    count.add(case.pair[changed.index(True)] == case.author)
                else:
                    count.add(0.5)
            wanted = "which of two members of a circle told a secret, from what they do later"
            findings.append(judged(f"{self.name} {what}", self.promise, wanted, count, CHANCE))
        return findings

    async def _cases(self, town: Town) -> list[Case]:
        """Nobody is in two of them, but who looks."""
        used, cases = set[int](), list[Case]()
        for secret in sorted(town.edition.keys() & town.author.keys()):
            author = town.author[secret]
            others = sorted(town.sits(author) - used - {author})
            if author in used or len(others) < 2 or len(cases) == PAIRS:
                continue
            other, viewer = others[0], await town.watcher(secret, {author, *used, others[0]})
            if viewer is None:
                continue
            pair = (author, other) if town.chance.random() < 0.5 else (other, author)
            cases.append(Case(secret, author, pair, viewer))
            used |= {author, other, viewer}
        return cases


async def _state(town: Town, case: Case) -> str:
    """All that somebody else of the circle gets to see of it."""
    viewer = town.members[case.viewer]
    try:
        card = await viewer.card(case.secret)
    except Refused as refused:
        return str(refused)
    thread = await viewer.ask("GET", f"/v1/secrets/{case.secret}/comments")
    notices = (await viewer.bulletin())["secrets"]
    own = [one for one in notices if one["secret"] == str(case.secret)]
    said = {key: value for key, value in card.items() if key not in EACH_VIEWERS}
    return f"{said} {thread.text} {own}"


async def _claims(town: Town, at: int, secret: UUID) -> None:
    device = town.members[at]
    for item in [secret, *device.written]:
        try:
            await device.claim(item)
        except (NotMine, Refused):
            continue
        return


async def _restores(town: Town, at: int, _: UUID) -> None:
    old = town.members[at]
    device = Device(town.http, old.vault.seed, town.chance)
    await device.sign_in(old.number, town.code, "a new phone")
    await device.fetch_tokens()
    await device.find_told()


async def _leaves(town: Town, at: int, _: UUID) -> None:
    await town.members[at].leave_circle()


async def _goes(town: Town, at: int, _: UUID) -> None:
    await town.members[at].delete_account()
