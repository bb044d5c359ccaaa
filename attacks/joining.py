"""Somebody joins: who may notice?"""

from collections.abc import Callable, Coroutine
from typing import Any

from attacks.apart import CHANCE, Features, Pair, features, of_answer, told_apart
from attacks.attack import Attack, told
from attacks.finding import Finding, judged
from attacks.town import Town
from mimi.client import Device

CASES = 40
GROUP = 4  # who accepted an invite before
PATHS = ("gate", "circle", "batches", "bulletins", "sources", "devices", "outcomes", "account/copy")


class Joining(Attack):
    """Somebody registers, or accepts an invite. Whoever has the number in the contacts, made the
    invite or holds it too asks for everything until the next epoch, beside somebody to whom
    nothing of that has happened.

    Incidents: "your contact joined" (WhatsApp, Telegram, Signal); Zoom's and Clubhouse's lists of
    who accepted. At the epoch the gate says by buckets how many friends one has, as DESIGN means
    it to. P6; bound: chance and 2 in 100.
    """

    promise = "P6"
    name = "joins"

    async def look(self, town: Town) -> list[Finding]:
        await town.next_window(town.rhythm["epoch"])  # the whole time until the next one
        tricks: dict[str, Callable[[Town], Coroutine[Any, Any, Pair]]] = {
            "a contact who came": _came,
            "an invite that was accepted": _accepted,
            "a group that others are in": _full,
        }
        return [
            judged(
                f"{self.name}: {trick}",
                self.promise,
                "whether somebody joined",
                told_apart([await seen(town) for _ in range(CASES)], town.chance),
                CHANCE,
            )
            for trick, seen in tricks.items()
        ]


async def _came(town: Town) -> Pair:
    """Of two who wait for a number each, one sees its owner come, with theirs in the contacts."""
    awaited = [town.next_number() for _ in range(2)]
    waiting = [await town.newcomer([number]) for number in awaited]
    before = [await told(one, PATHS) for one in waiting]
    friend = Device(town.http, town.chance.randbytes(16), town.chance)
    await friend.sign_in(awaited[0], town.code, "a phone")
    await friend.upload_contacts([waiting[0].number])
    return await _changed(waiting, before)


async def _accepted(town: Town) -> Pair:
    """Of two who made an invite, one's is accepted."""
    makers = [await town.newcomer() for _ in range(2)]
    invites = [await maker.invite() for maker in makers]
    before = [await told(maker, PATHS) for maker in makers]
    await (await town.newcomer()).accept(invites[0])
    return await _changed(makers, before)


async def _full(town: Town) -> Pair:
    """Of two who accept an invite for a group, one is not the first."""
    invites = [await (await town.newcomer()).invite("group") for _ in range(2)]
    for _ in range(GROUP):
        await (await town.newcomer()).accept(invites[0])
    late = [await town.newcomer() for _ in range(2)]
    before = [await told(one, PATHS) for one in late]
    for one, invite in zip(late, invites, strict=True):
        body = {"invite": invite}
        answer = await one.ask("POST", "/v1/invites/accepted", json=body)
        before.append(of_answer(answer, "accepted"))
    pair = await _changed(late, before[:2])
    said = [features(one) for one in before[2:]]
    return pair[0] | said[0], pair[1] | said[1]


async def _changed(devices: list[Device], before: list[dict[str, Any]]) -> Pair:
    """What each is told now, and whether it was told so before."""
    pair = list[Features]()
    for device, earlier in zip(devices, before, strict=True):
        now = await told(device, PATHS)
        moved = {f"{key} moved": earlier.get(key) != now[key] for key in now}
        pair.append(features(now | moved))
    return pair[0], pair[1]
