"""Who opens whose bulletin."""

from typing import Any
from uuid import UUID

from attacks.apart import CHANCE, Features, Pair, features, of_answer, told_apart
from attacks.attack import Attack
from attacks.finding import Count, Finding, judged
from attacks.town import Town
from mimi.client import Device, Refused

PATHS = ("bulletin", "bulletins", "batches", "gate", "circle", "outcomes", "devices")
SECRETS = 80
ASKS = (
    *("/v1/bulletin?circle={}", "/v1/bulletin?label={}", "/v1/bulletin?secret={}"),
    *("/v1/bulletin/{}", "/v1/circles/{}/bulletin", "/v1/bulletins?label={}"),
)
ASKED = 12  # members who try to open others'


class Bulletins(Attack):
    """The screens of two members of one circle lie beside each other, and one of them told a
    secret: which?

    Source: notices, read receipts and unread counts that only an author gets (Whisper's and
    Sarahah's notifications). Held against each other are all answers that a device gets when it
    looks for its own: sizes, headers, counts, and what is said of the secret. P1; bound: chance
    and 2 in 100. And members of other circles ask for its bulletin by every name they know: P1;
    bound 0.
    """

    promise = "P1"
    name = "who opens whose bulletin"

    async def look(self, town: Town) -> list[Finding]:
        pairs = [pair for secret in self._secrets(town) if (pair := await _pair(town, secret))]
        wanted = "which of two members of a circle told a secret, from all that their devices get"
        count = told_apart(pairs, town.chance)
        return [
            judged(self.name, self.promise, wanted, count, CHANCE),
            await self._others(town),
        ]

    def _secrets(self, town: Town) -> list[UUID]:
        out = sorted(town.edition.keys() & town.author.keys())
        return town.chance.sample(out, min(SECRETS, len(out)))

    async def _others(self, town: Town) -> Finding:
        count = Count()
        circles = town.one_of_each_circle()
        for at in town.targets(ASKED):
            for other in circles:
                if town.circle[other] != town.circle[at]:
                    count.add(await _opens(town, at, other))
        wanted = "to read the bulletin of a circle in which one does not sit"
        return judged("opening another circle's bulletin", self.promise, wanted, count, 0.0)


async def _pair(town: Town, secret: UUID) -> Pair | None:
    author = town.author[secret]
    others = sorted(town.sits(author) - {author})
    if not others:
        return None
    pair = [await _screen(town.members[at], secret) for at in (author, town.chance.choice(others))]
    return pair[0], pair[1]


async def _screen(device: Device, secret: UUID) -> Features:
    said = dict[str, Any]()
    for path in PATHS:
        answer = await device.ask("GET", f"/v1/{path}")
        said |= of_answer(answer, path)
        said[f"{path} length"] = len(answer.json())
    notices = [one for one in (await device.bulletin())["secrets"] if one["secret"] == str(secret)]
    said |= {f"notice {key}": value for one in notices for key, value in one.items()}
    for key in ("notice secret", "notice edition"):  # the same for both
        said.pop(key, None)
    return features(said)


async def _opens(town: Town, at: int, other: int) -> bool:
    """By label and by secret, in path and query."""
    theirs = {one["secret"] for one in (await town.members[other].bulletin())["secrets"]}
    own = {one["secret"] for one in (await town.members[at].bulletin())["secrets"]}
    for name in (town.circle[other], *sorted(theirs - own)[:1]):
        for path in ASKS:
            try:
                answer = await town.members[at].ask("GET", path.format(name))
            except Refused:
                continue
            if any(secret in answer.text for secret in theirs - own):
                return True
    return False
