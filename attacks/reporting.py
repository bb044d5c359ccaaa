"""Reporting something to see what happens."""

from collections import Counter
from typing import Any
from uuid import UUID

from attacks.apart import CHANCE, Pair, features, of_answer, told_apart
from attacks.attack import Attack, works
from attacks.finding import Finding, judged
from attacks.town import Town
from mimi.client import Device, Refused

CASES = 40
MOST = 10  # that one bystander reports: a day has a cap, and their own two have to fit
WANTED = "which of two secrets a friend told, or somebody reported"

Case = tuple[int, UUID, UUID]  # who looks, and two secrets of one circle


class Reporting(Attack):
    """A member reports two secrets of one circle: which of them did a friend tell, which had
    somebody reported before? And an author looks for which of two own ones somebody reported.

    Incidents: Secret's flag, which hid only for who flagged; report receipts that named a reporter
    (YouTube's and Twitter's notices of complaints). Seen are the answers, and a night later
    whether each is there and what the list of outcomes says, while no moderator decides. P11;
    bound: chance and 2 in 100.
    """

    promise = "P11"
    name = "reports"

    async def look(self, town: Town) -> list[Finding]:
        self.used = set[UUID]()
        self.reports = Counter[int]()  # by bystander
        by_friends = await self._cases(town, friends=True)
        before = await self._cases(town, friends=False)
        own = await self._own(town)
        for _, reported, _ in [*before, *own]:
            await self._somebody_reports(town, reported)
        first = {case: await _report(town, case) for case in [*by_friends, *before]}
        await town.next_window(town.rhythm["night"])
        what = {
            "which a friend told": by_friends,
            "which somebody reported before": before,
            "which of one's own": own,
        }
        findings = list[Finding]()
        for name, cases in what.items():
            pairs = [await _pair(town, case, first.get(case, ({}, {}))) for case in cases]
            count = told_apart(pairs, town.chance)
            findings.append(judged(f"{self.name}: {name}", self.promise, WANTED, count, CHANCE))
        return findings

    async def _cases(self, town: Town, friends: bool) -> list[Case]:
        """Each viewer once, each secret once; the first is a friend's, the second is not, or
        either by neither."""
        cases = list[Case]()
        for at in town.targets(len(town.graph)):
            seen = [UUID(card["secret"]) for card in await town.members[at].read()]
            seen = [one for one in seen if one in town.author.keys() - self.used]
            seen = [one for one in seen if town.author[one] != at]
            theirs = [one for one in seen if (town.author[one] in town.graph[at]) == friends]
            others = [one for one in seen if town.author[one] not in town.graph[at]]
            pairs = (
                (one, two)
                for one in theirs
                for two in others
                if one != two and town.circle[town.author[one]] == town.circle[town.author[two]]
            )
            if found := next(pairs, None):
                cases.append((at, *found))
                self.used |= set(found)
            if len(cases) == CASES:
                break
        return cases

    async def _own(self, town: Town) -> list[Case]:
        """Members with two secrets that are out."""
        told: dict[int, list[UUID]] = {}
        for secret in sorted(town.edition.keys() & town.author.keys() - self.used):
            told.setdefault(town.author[secret], []).append(secret)
        found = [(at, secrets[0], secrets[1]) for at, secrets in told.items() if len(secrets) > 1][
            :CASES
        ]
        self.used |= {secret for case in found for secret in case[1:]}
        return found

    async def _somebody_reports(self, town: Town, secret: UUID) -> None:
        tired = {at for at, count in self.reports.items() if count == MOST}
        at = await town.watcher(secret, {town.author[secret], *tired})
        if at is not None:
            self.reports[at] += 1
            await works(town.members[at], "POST", "/v1/reports", json=_body(secret))


def _body(secret: UUID) -> dict[str, Any]:
    return {"secret": str(secret), "reason": "other", "comment": None}


async def _report(town: Town, case: Case) -> tuple[dict[str, Any], dict[str, Any]]:
    one, two = [await _answer(town.members[case[0]], secret) for secret in case[1:]]
    return one, two


async def _answer(device: Device, secret: UUID) -> dict[str, Any]:
    answer = await device.ask("POST", "/v1/reports", json=_body(secret))
    receipt = answer.json()["receipt"]
    return {**of_answer(answer, "report"), "begins": receipt[0], "receipt": receipt}


async def _pair(town: Town, case: Case, first: tuple[dict[str, Any], dict[str, Any]]) -> Pair:
    device = town.members[case[0]]
    one, two = [
        features({**said, **await _later(device, secret, said.pop("receipt", ""))})
        for secret, said in zip(case[1:], first, strict=True)
    ]
    return one, two


async def _later(device: Device, secret: UUID, receipt: str) -> dict[str, Any]:
    """What is found after the night, by the receipt or, of one's own, by its key."""
    outcome = await (device.outcome(receipt) if receipt else device.notice(secret))
    try:
        card = await device.card(secret)
    except Refused:
        return {"outcome": outcome, "there": False}
    return {"outcome": outcome, "there": True, **{name: card[name] for name in ("likes", "shares")}}
