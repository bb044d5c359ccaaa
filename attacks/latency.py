"""How long an answer takes, as an oracle."""

from collections.abc import Awaitable, Callable, Sequence
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple
from uuid import UUID

import httpx2

from attacks.apart import CHANCE
from attacks.attack import Attack
from attacks.finding import Count, Finding, judged
from attacks.town import Town
from mimi.client import Device
from mimi.town.numbers import number

PAIRS = 60
ROUNDS = 9  # of each question, in an order of chance


class Ask(NamedTuple):
    """A question; what it is about goes into its path or its body. `after`: what somebody else asks
    just before, which is not timed."""

    device: Device
    method: str
    path: str
    body: dict[str, Any] | None = None
    after: "Ask | None" = None


class Latency(Attack):
    """Each of two questions is asked nine times, in turns; whether the wanted one is answered
    sooner or later is learnt from half of the pairs and tried on the other, by the medians and by
    each single time.

    Incidents: user enumeration by time (OpenSSH, CVE-2018-15473), "cache me outside" on
    friend lists (Facebook 2018 and others by XS-Search, Gelernter and Herzberg, CCS 2015), caches
    that are warm because somebody else was there (Felten and Schneider, CCS 2000). P6, P4 and P1;
    bound: chance and 2 in 100. Run on the machine itself, where a network blurs nothing.
    """

    name = "latency"

    async def look(self, town: Town) -> list[Finding]:
        findings = list[Finding]()
        for what, (promise, wanted, pairs) in (await self._questions(town)).items():
            for how, count in (await _timed(town, pairs)).items():
                name = f"{self.name}, {how}: {what}"
                findings.append(judged(name, promise, wanted, count, CHANCE))
        return findings

    async def _questions(self, town: Town) -> dict[str, tuple[str, str, list[tuple[Ask, Ask]]]]:
        asker = await town.newcomer()
        member = "which of two numbers is a member's"
        targets = town.targets(PAIRS)
        numbers = [(number(at), town.next_number()) for at in targets]

        def asks(method: str, path: str, more: dict[str, Any]) -> list[tuple[Ask, Ask]]:
            return [
                (
                    Ask(asker, method, path, {**more, **_about(path, one)}),
                    Ask(asker, method, path, {**more, **_about(path, two)}),
                )
                for one, two in numbers
            ]

        own = {"own": asker.number}
        there = "which of two ids is of a secret that one may not see"
        friend = "which of two secrets of one circle a friend told"
        warm = "whether a friend or a stranger was here just before"
        return {
            "a code": ("P6", member, asks("POST", "/v1/codes", {})),
            "unfriending": ("P6", member, asks("POST", "/v1/unfriendings", own)),
            "contacts": ("P6", member, asks("PUT", "/v1/contacts", {"own": [asker.number]})),
            "what is not for one": ("P6", there, self._hidden(town, asker)),
            "a friend's secret": ("P1", friend, await self._by_friends(town)),
            "a feed just read": ("P4", warm, await _after(town, _reads)),
            "a feed in which was liked": ("P4", warm, await _after(town, _likes)),
        }

    def _hidden(self, town: Town, asker: Device) -> list[tuple[Ask, Ask]]:
        out = sorted(town.edition)
        return [
            (_shows(asker, secret), _shows(asker, UUID(bytes=town.chance.randbytes(16))))
            for secret in town.chance.sample(out, min(PAIRS, len(out)))
        ]

    async def _by_friends(self, town: Town) -> list[tuple[Ask, Ask]]:
        pairs = list[tuple[Ask, Ask]]()
        for viewer in town.targets(len(town.graph)):
            device = town.members[viewer]
            seen = [UUID(card["secret"]) for card in await device.read()]
            told = [one for one in seen if town.author.get(one, viewer) != viewer]
            friends = [one for one in told if town.author[one] in town.graph[viewer]]
            for one in friends[:1]:
                circle = town.circle[town.author[one]]
                others = [
                    other
                    for other in told
                    if other not in friends and town.circle[town.author[other]] == circle
                ]
                if others:
                    other = town.chance.choice(others)
                    pairs.append((_shows(device, one), _shows(device, other)))
        return pairs[:PAIRS]


async def _reads(device: Device) -> Ask:
    return Ask(device, "GET", "/v1/feed")


async def _likes(device: Device) -> Ask:
    seen = await device.read()
    return (
        Ask(device, "PUT", f"/v1/secrets/{seen[0]['secret']}/like")
        if seen
        else await _reads(device)
    )


async def _after(town: Town, does: Callable[[Device], Awaitable[Ask]]) -> list[tuple[Ask, Ask]]:
    """The feed of a member, after a friend or after a stranger of another circle did something."""
    pairs = list[tuple[Ask, Ask]]()
    for viewer in town.targets(PAIRS):
        known = town.graph[viewer] | town.sits(viewer) | {viewer}
        strangers = sorted(set(range(len(town.graph))) - known)
        if strangers:
            asks = [
                await does(town.members[town.chance.choice(some)])
                for some in (sorted(town.graph[viewer]), strangers)
            ]
            page = await _reads(town.members[viewer])
            pairs.append((page._replace(after=asks[0]), page._replace(after=asks[1])))
    return pairs


def _about(path: str, phone: str) -> dict[str, Any]:
    if path == "/v1/contacts":
        return {"numbers": [phone]}
    return {"phone" if path == "/v1/codes" else "number": phone}


def _shows(device: Device, secret: UUID) -> Ask:
    return Ask(device, "GET", f"/v1/secrets/{secret}")


async def _timed(town: Town, pairs: list[tuple[Ask, Ask]]) -> dict[str, Count]:
    """Guesses by the medians, and by the single times."""
    times = [await _times(town, pair) for pair in pairs]
    half = len(times) // 2
    medians = [(median(one), median(two)) for one, two in times]
    singles = [[*zip(one, two, strict=True)] for one, two in times]
    return {
        "medians": _guessed(town, medians[:half], medians[half:]),
        "each": _guessed(
            town,
            [pair for some in singles[:half] for pair in some],
            [pair for some in singles[half:] for pair in some],
        ),
    }


def _guessed(
    town: Town, known: Sequence[tuple[float, float]], tried: Sequence[tuple[float, float]]
) -> Count:
    slower = 2 * sum(one > two for one, two in known) >= len(known)
    count = Count()
    for one, two in tried:
        count.add((one > two) == slower if one != two else 0.5)
    return count


async def _times(town: Town, pair: tuple[Ask, Ask]) -> tuple[list[float], list[float]]:
    found: tuple[list[float], list[float]] = [], []
    for _ in range(ROUNDS):
        for which in town.chance.sample((0, 1), 2):
            found[which].append(await _time(pair[which]))
    return found


async def _time(ask: Ask) -> float:
    if ask.after:
        await _time(ask.after)
    headers = {"authorization": f"Bearer {ask.device.session}"}
    http: httpx2.AsyncClient = ask.device.http
    request = http.build_request(ask.method, ask.path, json=ask.body, headers=headers)
    began = perf_counter()
    await http.send(request)
    return perf_counter() - began
