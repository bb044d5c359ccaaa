"""A token that comes back, claimed again and again."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from attacks.attack import Attack, unspent
from attacks.finding import Count, Finding, judged
from attacks.town import AHEAD, Town
from mimi.client import Device, NoToken, Refused
from mimi.client.tokens import Batch
from mimi.client.vault import Key, refund
from mimi.kit import base64url, poprf

TRIES = 16
AT_ONCE = 4


class Refunds(Attack):
    """Two days after a secret came out its author claims the token back, more than once.

    Source: double redemption, the first attack on any token with a refund (Privacy Pass, RFC 9576;
    BLACR and PEREA on scores without identity). Each further claim is for a token of its own. P1's
    equal number of tokens is what is attacked; bound 0.
    """

    promise = "tokens"
    name = "refunds"

    async def look(self, town: Town) -> list[Finding]:
        tricks: dict[str, Callable[[Town, Device, UUID, Batch], Awaitable[bool]]] = {
            "claimed twice": _twice,
            "claimed at once": _at_once,
            "of what was removed": _removed,
            "under another circle's name": _elsewhere,
        }
        told = {name: [await _told(town) for _ in range(TRIES)] for name in tricks}
        for _ in range(AHEAD + 1):
            await town.wait(town.rhythm["edition"])
        for one in told["of what was removed"]:
            if one:
                await one[0].remove_secret(one[1])
        await town.wait(town.rhythm["refund"] + town.rhythm["night"])
        findings = list[Finding]()
        for name, trick in tricks.items():
            count = Count()
            for one in told[name]:
                if one:
                    count.add(await trick(town, *one))
            wanted = "more than one token for what was told with one"
            findings.append(judged(f"{self.name}: {name}", self.promise, wanted, count, 0.0))
        return findings


async def _told(town: Town) -> tuple[Device, UUID, Batch] | None:
    """Somebody with a token tells."""
    for at in town.targets(len(town.graph)):
        device = town.members[at]
        if not unspent(device, await town.now(), "post"):
            continue
        try:
            secret = await device.tell("To be had back")
        except (NoToken, Refused):
            continue
        return device, secret, device.written[secret].batch
    return None


async def _claims(town: Town, device: Device, secret: UUID, label: UUID) -> bool:
    """For a token that nobody has asked for yet."""
    scalar = poprf.scalar_from(town.chance.randbytes(64))
    point = poprf.blind(town.chance.randbytes(32), scalar).point
    key: Key = await device.key_of(secret)
    body: dict[str, Any] = {
        **{"secret": str(secret), "comment": None, "label": str(label)},
        "blinded": base64url.encode(point),
        "key": base64url.encode(key.public),
        "signature": base64url.encode(key.sign(refund(secret, label, point))),
    }
    try:
        await device.ask_unsigned("POST", "/v1/refunds", json=body)
    except Refused:
        return False
    return True


async def _twice(town: Town, device: Device, secret: UUID, batch: Batch) -> bool:
    assert await _claims(town, device, secret, batch.label), "the first time it is given"
    return await _claims(town, device, secret, batch.label)


async def _at_once(town: Town, device: Device, secret: UUID, batch: Batch) -> bool:
    claims = [_claims(town, device, secret, batch.label) for _ in range(AT_ONCE)]
    return sum(await asyncio.gather(*claims)) > 1


async def _removed(town: Town, device: Device, secret: UUID, batch: Batch) -> bool:
    return await _claims(town, device, secret, batch.label)


async def _elsewhere(town: Town, device: Device, secret: UUID, batch: Batch) -> bool:
    others = sorted({one for one in town.circle if one and one != batch.label})
    return bool(others) and await _claims(town, device, secret, town.chance.choice(others))
