"""A number that changed hands."""

from collections.abc import Awaitable, Callable
from typing import Any

from attacks.attack import Attack, works
from attacks.finding import Count, Finding, judged
from attacks.town import Town
from mimi.client import Device, Refused
from mimi.town.numbers import number

TARGETS = 8
IDLE = 125  # days
ASKS: tuple[tuple[str, str, dict[str, Any] | None], ...] = (
    *(("GET", f"/v1/{what}", None) for what in ("feed", "bulletin", "bulletins", "gate", "circle")),
    *(("GET", f"/v1/{what}", None) for what in ("batches", "account/copy", "sources")),
    ("POST", "/v1/invites", {"kind": "one", "days": 7}),
    ("DELETE", "/v1/account", None),
)


class Recycled(Attack):
    """Whoever has been given somebody's old number signs in with it, without words or old device.

    Source: Lee and Narayanan, "Security and Privacy Risks of Number Recycling at Mobile Carriers"
    (2021): of 259 numbers on sale 171 still opened an account. At once the device has to wait, and
    asks meanwhile for everything; after 125 idle days it has a fresh account, uploads the old
    friends' numbers, who still have its number, and must not be their friend. Bound 0.
    """

    promise = "P6"
    name = "recycled numbers"

    async def look(self, town: Town) -> list[Finding]:
        victims = town.targets(TARGETS)
        at_once = Count()
        for victim in victims[: TARGETS // 2]:
            device = await _takes(town, victim)
            for method, path, body in ASKS:
                at_once.add(await works(device, method, path, json=body))
            await device.sign_out()
        await town.wait(IDLE * 24 * 3600)
        found = {name: Count() for name in LATER}
        for victim in victims[TARGETS // 2 :]:
            device = await _takes(town, victim)
            await device.upload_contacts([number(one) for one in sorted(town.graph[victim])])
            await town.next_window(town.rhythm["epoch"])
            for name, looks in LATER.items():
                found[name].add(await looks(device))
        wanted = "to be the member whose number it was"
        return [
            judged(f"{self.name}: {what}", self.promise, wanted, count, 0.0)
            for what, count in {"at once": at_once, **found}.items()
        ]


async def _takes(town: Town, victim: int) -> Device:
    device = Device(town.http, town.chance.randbytes(16), town.chance)
    await device.sign_in(number(victim), town.code, "the next owner's")
    return device


async def _old_friends(device: Device) -> bool:
    return (await device.gate())["open"]


async def _old_circle(device: Device) -> bool:
    return bool((await device.bulletin())["secrets"])


async def _old_feed(device: Device) -> bool:
    try:
        return any(not card["public"] for card in await device.read())
    except Refused:
        return False


LATER: dict[str, Callable[[Device], Awaitable[bool]]] = {
    "old friends, months later": _old_friends,
    "the old bulletin, months later": _old_circle,
    "the old feed, months later": _old_feed,
}
