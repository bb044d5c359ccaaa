"""Headers, caches and every number in an answer, against the order in which things were told."""

from collections import defaultdict
from email.utils import parsedate_to_datetime
from typing import Any
from uuid import UUID

import httpx2

from attacks.apart import CHANCE, Pair, of_answer, ordered, told_apart
from attacks.attack import Attack
from attacks.finding import Finding, judged
from attacks.town import Card, Town
from mimi.client import Device, Refused

DATES = {"last-modified", "expires"}
CHOSEN = {"text", "look", "photo"}


class Headers(Attack):
    """Of two secrets of one edition, which was told first? Asked of every header, size and value
    in the answers about them, with and without conditions.

    Incidents: Last-Modified and ETag as clocks and as cookies (ETag "supercookies", Ayenson et al.
    2011), inode numbers in Apache's ETag (CVE-2003-1418), times in ids (UUID version 1, the Melissa
    case). P4; bound: chance and 2 in 100.
    """

    promise = "P4"
    name = "headers, caches and times"

    async def look(self, town: Town) -> list[Finding]:
        together = defaultdict[tuple[UUID | None, int], list[UUID]](list)
        for secret in sorted(town.edition.keys() & town.author.keys()):
            together[town.circle[town.author[secret]], town.edition[secret]].append(secret)
        pairs = list[Pair]()
        for secrets in together.values():
            for one, two in zip(secrets[::2], secrets[1::2], strict=False):
                if pair := await self._pair(
                    town, *sorted((one, two), key=town.told_at.__getitem__)
                ):
                    pairs.append(pair)
        wanted = "which of two secrets of one edition was told first"
        count = told_apart(pairs, town.chance)
        return [judged(self.name, self.promise, wanted, count, CHANCE)]

    async def _pair(self, town: Town, first: UUID, second: UUID) -> Pair | None:
        sitting = sorted(town.sits(town.author[first]))
        device = town.members[town.chance.choice(sitting)]
        try:
            return ordered(*[await _said(device, one) for one in (first, second)])
        except Refused:
            return None


async def _said(device: Device, secret: UUID) -> dict[str, Any]:
    path = f"/v1/secrets/{secret}"
    answer = await device.ask("GET", path)
    card: Card = answer.json()
    thread = await device.ask("GET", f"{path}/comments")
    said = {
        **{key: value for key, value in card.items() if key not in CHOSEN},
        **_read(of_answer(answer, "card")),
        **_read(of_answer(thread, "thread")),
    }
    said["card size"] -= len(str(card["text"]).encode()) + len(str(card["look"]))
    for name, value in (("if-none-match", "*"), ("if-modified-since", _now(answer))):
        headers = {"authorization": f"Bearer {device.session}", name: value}
        again = await device.http.get(path, headers=headers)
        said[f"{name} status"] = again.status_code
    return said


def _read(said: dict[str, Any]) -> dict[str, Any]:
    """Dates as what they are."""
    return {
        key: parsedate_to_datetime(value).timestamp() if key.split()[-1] in DATES else value
        for key, value in said.items()
    }


def _now(answer: httpx2.Response) -> str:
    return str(answer.headers.get("date", "Mon, 02 Nov 2026 00:00:00 GMT"))
