"""Tokens: spent twice, made up, asked for twice, claimed back by others."""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx2

from attacks.attack import Attack
from attacks.finding import Count, Finding, judged
from attacks.town import Town
from mimi.client import Device, Refused
from mimi.client.tokens import Held
from mimi.client.vault import Key, refund, secret_id
from mimi.kit import base64url, tokens
from mimi.kit.poprf import Blinded
from mimi.kit.tokens import Token

TRIES = 20  # of each trick
AGAIN = 50  # of a request whose answer got lost, on a busy machine one after the other


class Tokens(Attack):
    """Somebody wants to write more than everybody may, or with what others hold.

    Source: RFC 9497 (POPRF) and RFC 9578 (Privacy Pass), sections on double spending and on what
    binds a token to its use; Tor's and Cloudflare's experience with both. B1; bound 0 for every
    trick.
    """

    promise = "tokens"
    name = "more tokens than others have"

    async def look(self, town: Town) -> list[Finding]:
        tricks: dict[str, Callable[[Town, Device], Awaitable[bool]]] = {
            "spent twice": _twice,
            "made up": _forged,
            "of another purpose": _other_purpose,
            "of another circle's label": _other_label,
            "a second batch": _second_batch,
            "back before its time": _early,
            "back by another's key": _by_another,
        }
        findings: list[Finding] = []
        for trick, works in tricks.items():
            count = Count()
            for device in await self._holders(town):
                count.add(await works(town, device))
            name, wanted = f"tokens: {trick}", "to write what no token of one's own pays for"
            findings.append(judged(name, self.promise, wanted, count, 0.0))
        return findings

    async def _holders(self, town: Town) -> list[Device]:
        """Members with a token to tell and one to answer."""
        now = (await town.members[0].place())["now"]
        able = [device for device in town.members if len(_held(device, now)) == 2]
        return town.chance.sample(able, min(TRIES, len(able)))


def _held(device: Device, now: int) -> dict[str, Held]:
    """An unspent one of each purpose, still in the wallet."""
    good = [held for held in device.wallet.unspent if held.batch.epoch <= now < held.batch.ends]
    return {held.batch.purpose: held for held in good}


async def _tells(device: Device, token: Token, key: Key) -> bool:
    """Whether a secret told with this token is taken.

    A server that refuses before it has read the body may close the line on it; then it is asked
    again.
    """
    form: dict[str, Any] = {"text": "One more", "post_key": base64url.encode(key.public)}
    files = {"secret": (None, json.dumps(form))}
    headers = {"mimi-token": tokens.pack(token)}
    for _ in range(AGAIN):
        try:
            await device.ask_unsigned("POST", "/v1/secrets", files=files, headers=headers)
        except Refused:
            return False
        except httpx2.TransportError:
            continue
        return True
    raise ConnectionError("the server never answered")


async def _twice(town: Town, device: Device) -> bool:
    token = await _own(town, device, "post")
    assert await _tells(device, token, _key(town)), "the first time it is good"
    return await _tells(device, token, _key(town))


async def _forged(town: Town, device: Device) -> bool:
    token = await _own(town, device, "post", spend=False)
    chance = town.chance.randbytes
    return await _tells(device, Token(token.label, chance(32), token.output), _key(town))


async def _other_purpose(town: Town, device: Device) -> bool:
    return await _tells(device, await _own(town, device, "comment", spend=False), _key(town))


async def _other_label(town: Town, device: Device) -> bool:
    """The own token, called one of a circle in which one does not sit."""
    token = await _own(town, device, "post", spend=False)
    others = sorted({circle for circle in town.circle if circle and circle != token.label})
    other = town.chance.choice(others) if others else UUID(int=1)
    return await _tells(device, Token(other, token.input, token.output), _key(town))


async def _second_batch(town: Town, device: Device) -> bool:
    """The same batch with other inputs, so five tokens more."""
    label = (await _own(town, device, "post", spend=False)).label
    batch = device.wallet.batches[label]
    stranger = Device(device.http, town.chance.randbytes(16), town.chance)
    return await _evaluates(device, batch.label, batch.blinded(stranger.vault))


async def _evaluates(device: Device, label: UUID, blinded: list[Blinded]) -> bool:
    points = [base64url.encode(one.point) for one in blinded]
    body = {"batches": [{"label": str(label), "blinded": points}]}
    try:
        await device.ask("POST", "/v1/batches", json=body)
    except Refused:
        return False
    return True


async def _early(town: Town, device: Device) -> bool:
    """Told just now: not out, so nothing to come back for."""
    token, key = await _own(town, device, "post"), _key(town)
    await _tells(device, token, key)
    return await _claims(town, device, token, key, secret_id(key.public))


async def _by_another(town: Town, device: Device) -> bool:
    """Somebody else's secret that is out, with a key of the attacker's."""
    token = await _own(town, device, "post", spend=False)
    secret = town.chance.choice(sorted(town.edition))
    return await _claims(town, device, token, _key(town), secret)


async def _claims(town: Town, device: Device, token: Token, key: Key, secret: UUID) -> bool:
    batch = next(one for one in device.wallet.batches.values() if one.label == token.label)
    blinded = device.vault.refund(batch.purpose, batch.label, batch.epoch, token.input)
    body = {
        "secret": str(secret),
        "comment": None,
        "label": str(token.label),
        "blinded": base64url.encode(blinded.point),
        "key": base64url.encode(key.public),
        "signature": base64url.encode(key.sign(refund(secret, token.label, blinded.point))),
    }
    try:
        await device.ask_unsigned("POST", "/v1/refunds", json=body)
    except Refused:
        return False
    return True


async def _own(town: Town, device: Device, purpose: str, spend: bool = True) -> Token:
    held = _held(device, (await device.place())["now"])[purpose]
    if spend:
        device.wallet.unspent.remove(held)
    return held.token


def _key(town: Town) -> Key:
    return Key(town.chance.randbytes(32))
