"""Whoever is not near wants to answer."""

from uuid import UUID

from attacks.attack import Attack, unspent, works
from attacks.finding import Count, Finding, judged
from attacks.town import Town
from mimi.client import NoToken, Refused
from mimi.client.tokens import Held
from mimi.kit import base64url

TRIES = 40
LIKED = 4  # secrets that are made public
HOURS = 6  # in which everybody who reads them likes them


class Strangers(Attack):
    """Members who have fewer than three friends in a circle, and do not sit in it, answer what is
    told there: with tokens of other circles, under its own name, and with a batch of it.

    Incident: strangers under viral posts (Secret's "friends of friends", Yik Yak); the bullying
    that ended Sarahah (2018) came by link. They know ids and labels, and some of the secrets have
    become public. P10; bound 0 for every trick.
    """

    promise = "P10"
    name = "strangers answer"

    async def look(self, town: Town) -> list[Finding]:
        public = await _made_public(town)
        tricks = {"with another circle's token": _other_token, "with its circle's batch": _batch}
        await town.fetch_tokens()
        others = sorted(town.edition.keys() & town.author.keys() - set(public))
        rungs = {"a secret of friends": town.chance.sample(others, min(len(others), TRIES))}
        findings, wanted = list[Finding](), "to answer a secret to whose circle one is not near"
        for rung, secrets in {**rungs, "a public secret": public}.items():
            for name, trick in tricks.items():
                count = Count()
                for at, secret in self._far(town, secrets):
                    count.add(await trick(town, at, secret))
                called = f"{self.name} {rung}, {name}"
                findings.append(judged(called, self.promise, wanted, count, 0.0))
        return findings

    def _far(self, town: Town, secrets: list[UUID]) -> list[tuple[int, UUID]]:
        """Members and secrets to which they are not near."""
        found = [
            (at, secret)
            for secret in secrets
            for at in town.targets(TRIES // 2)
            if not town.reads(at, town.sits(town.author[secret]))
        ]
        return town.chance.sample(found, min(len(found), TRIES))


async def _made_public(town: Town) -> list[UUID]:
    """Everybody who reads some of the newest likes and shares them, until they are public."""
    wanted = {str(one) for one in sorted(town.edition.keys() & town.author.keys())[:LIKED]}
    public = set[UUID]()
    for _ in range(HOURS):
        for device in town.members:
            for card in await device.read():
                if card["secret"] in wanted:
                    await device.like(card["secret"])
                    if card["public"]:
                        public.add(UUID(card["secret"]))
        await town.next_window(town.rhythm["counters"])
    return sorted(public)


async def _other_token(town: Town, at: int, secret: UUID) -> bool:
    """A token of a circle to which one is near, said to be of that circle and not said so."""
    device, now = town.members[at], await town.now()
    labels = [None, await _label(town, secret)]
    for label in labels:
        mine = unspent(device, now, "comment")
        if not mine:
            return False
        held = mine[0]
        if label:
            token = held.token._replace(label=label)
            held = Held(held.batch._replace(label=label), token, held.issued)
            device.wallet.unspent.append(held)
        card = {"secret": str(secret), "label": str(held.batch.label)}
        try:
            await device.comment(card, "Who are you?")
            return True
        except (NoToken, Refused):
            device.wallet.unspent = [
                one for one in device.wallet.unspent if one.batch.label != label
            ]
    return False


async def _batch(town: Town, at: int, secret: UUID) -> bool:
    """Comment tokens of the circle, asked for by the name that its audience knows."""
    label = await _label(town, secret)
    device = town.members[at]
    if label is None or not device.wallet.batches:
        return False
    like = next(one for one in device.wallet.batches.values() if one.purpose == "comment")
    blinded = like._replace(label=label).blinded(device.vault)
    body = {"label": str(label), "blinded": [base64url.encode(one.point) for one in blinded]}
    offered = {one.label for one in await device.batches()}
    return label in offered or await works(device, "POST", "/v1/batches", json={"batches": [body]})


async def _label(town: Town, secret: UUID) -> UUID | None:
    """What those who are near call the circle."""
    try:
        label = (await town.members[town.author[secret]].card(secret))["label"]
    except Refused:
        return None
    return UUID(label) if label else None
