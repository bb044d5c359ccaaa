"""Telling, answering cruelly, and asking for a takedown from outside."""

from random import Random

from mimi.client import NoToken, Refused
from week import chances
from week.living import EDITION, Living
from week.record import Asked, Item
from week.script import DAY, HOUR, TICK, Telling, name_in


class Teller:
    """Keeps what is due later: cruel answers, takedowns."""

    def __init__(self, living: Living) -> None:
        self.living = living
        self._cruel: dict[int, list[tuple[Item, str]]] = {}
        self._takedowns: dict[int, list[Item]] = {}
        self._texts = list(living.script.cruel)
        self._each = -(-len(self._texts) // max(1, self._bullied()))
        self._asked = {True: chances.TAKEDOWNS, False: chances.WRONG_TAKEDOWNS}

    def _bullied(self) -> int:
        return sum(one.bullied for one in self.living.script.tellings)

    def due(self, now: int) -> bool:
        return now in self._cruel or now in self._takedowns

    async def do_due(self, now: int) -> None:
        for item, text in self._cruel.get(now, []):
            await self._answer(item, text)
        for item in self._takedowns.get(now, []):
            await self._ask_takedown(item)

    async def tell(self, told: Telling) -> None:
        """In the very next edition, so that with and without moderation it is the same one."""
        for member in told.by:
            try:
                id = await self.living.device(member).tell(told.text, edition="next")
            except (NoToken, Refused):
                continue
            out = (self.living.now // EDITION + 1) * EDITION
            item = Item(id, told.kind, told.text, member, out, told.dangerous, told.misread)
            self.living.add(item)
            self._plan(item, told)
            return
        if told.kind in chances.HARMS:
            self.living.record.dry += 1

    def _plan(self, item: Item, told: Telling) -> None:
        chance = Random(f"{self.living.seed}/plan/{item.text}")
        if told.bullied:
            for _ in range(self._each):
                if self._texts:
                    at = item.out + chance.randrange(2 * HOUR, 30 * HOUR) // TICK * TICK
                    self._cruel.setdefault(at, []).append((item, self._texts.pop()))
        rightly = item.kind == "named"
        if self.living.moderated and self._asked[rightly] and (rightly or not told.bullied):
            self._asked[rightly] -= 1
            at = item.out + chance.randrange(HOUR, DAY) // TICK * TICK
            self._takedowns.setdefault(at, []).append(item)

    async def _answer(self, item: Item, text: str) -> None:
        """By whoever of those who do harm, and else of all, is near and can."""
        living = self.living
        chance = Random(f"{living.seed}/cruel/{text}")
        for member in chance.sample(living.village.seated, len(living.village.seated)):
            device = living.device(member)
            try:
                comment = await device.comment(await device.card(item.id), text)
            except (NoToken, Refused):
                continue
            living.add(Item(comment, "cruel", text, member, living.now + TICK, parent=item.id))
            return

    async def _ask_takedown(self, item: Item) -> None:
        """Somebody who has no account, with a screenshot."""
        rightly = item.kind == "named"
        name = name_in(item.text) if rightly else ""
        body = {"quotation": item.text, "name": name, "words": "This is about me."}
        answer = await self.living.village.http.post("/v1/takedowns", json=body)
        answer.raise_for_status()
        self.living.record.takedowns.append(Asked(self.living.now, item, rightly))
