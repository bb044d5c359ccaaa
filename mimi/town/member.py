"""One member of a town: what it tells, likes, shares and answers, by its own mood."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from mimi.client import Device, NoToken, Refused
from mimi.town import photos, stock

Card = dict[str, Any]

PHOTOS = 0.3  # share of the secrets told with one
STARS = 6  # secrets that nearly everybody likes
STRANGE = 0.3  # how likely a reader likes a text that nobody of the town wrote
PAGE = 60  # cards that a member reads at a time


class Taste:
    """What a town as a whole thinks of a text, and what has been answered to it already."""

    def __init__(self, seed: str, members: int) -> None:
        chance = Random(f"{seed}/taste")  # noqa: S311  a repeatable town is the purpose
        self.texts = [line.text for line in stock.secrets()]
        chance.shuffle(self.texts)
        most = min(0.9, 30 / members)
        self._appeal = {text: most * chance.random() ** 2 for text in self.texts}
        self._appeal.update(dict.fromkeys(self.texts[:STARS], 0.95))
        self._talk = min(0.12, 8 / members)
        self._said: dict[str, set[str]] = {}

    def likes(self, card: Card, chance: Random) -> bool:
        return chance.random() < self._appeal.get(card["text"], STRANGE)

    def shares(self, card: Card, chance: Random) -> bool:
        return chance.random() < 0.45 * self._appeal.get(card["text"], STRANGE)

    def answers(self, card: Card, chance: Random) -> bool:
        """Only who is near may."""
        return card["label"] is not None and chance.random() < self._talk

    def answer(self, card: Card, chance: Random) -> str:
        """In the language of the secret, and nothing that somebody has said already."""
        said = self._said.setdefault(card["secret"], set())
        lines = [line.text for line in stock.comments(stock.language_of(card["text"]))]
        text = chance.choice([line for line in lines if line not in said] or lines)
        said.add(text)
        return text


@dataclass
class Member:
    device: Device
    number: str
    knows: list[str]  # numbers
    chance: Random
    taste: Taste
    seen: set[str] = field(default_factory=set[str])
    public: set[str] = field(default_factory=set[str])  # of those seen
    likes: int = 0
    comments: int = 0

    async def arrive(self, code: str) -> None:
        """Registers, or comes back. Raises Refused."""
        await self.device.sign_in(self.number, code, "town")

    async def tell(self, text: str) -> bool:
        """False when it cannot: no circle yet, one that is still gathering, or no token left."""
        photo, look = _picture(self.chance)
        try:
            await self.device.tell(text, look, photo)
        except (NoToken, Refused):
            return False
        return True

    async def read(self, since: int = 0) -> None:
        """Reads on, and reacts to what came out in the edition `since` or later and is new to it.

        A secret that climbs while it is being read may be gone from this viewer: then it lets be.
        """
        for card in await self.device.read(PAGE):
            if card["public"]:
                self.public.add(card["secret"])
            if card["edition"] >= since and card["secret"] not in self.seen:
                self.seen.add(card["secret"])
                await self._react(card)

    async def _react(self, card: Card) -> None:
        if self.taste.likes(card, self.chance):
            await self.device.like(card["secret"])
            self.likes += 1
        if self.taste.shares(card, self.chance):
            await self.device.share(card["secret"])
        if self.taste.answers(card, self.chance):
            await self._answer(card)

    async def _answer(self, card: Card) -> None:
        try:
            await self.device.comment(card, self.taste.answer(card, self.chance))
            self.comments += 1
        except (NoToken, Refused):  # all are spent for this week
            return


def _picture(chance: Random) -> tuple[bytes | None, str]:
    """A photo, or the look of a plain background."""
    if chance.random() < PHOTOS:
        return photos.take(chance.choice(sorted(photos.KINDS)), chance), stock.LOOKS[0]
    return None, chance.choice(stock.LOOKS)
