"""What everybody in the week needs: the town, the script, the record, and chances that are the
same whether somebody moderates or not."""

from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

from attacks.staff import Moderator
from mimi.client import Device, Refused
from week import chances
from week.found import Identities
from week.identities import Sights
from week.record import Item, Record
from week.script import HOUR, Script
from week.village import Village

EDITION = 4 * HOUR


@dataclass
class Living:
    village: Village
    script: Script
    seed: str
    moderators: list[Moderator]  # none: nobody moderates, nor reports
    watcher: Moderator | None  # only looks, for the figures
    record: Record
    now: int = 0  # seconds into the week
    by_id: dict[UUID, Item] = field(default_factory=dict[UUID, Item])
    by_text: dict[str, Item] = field(default_factory=dict[str, Item])
    sights: Sights = field(default_factory=Sights)
    shown: list[Any] = field(default_factory=list[Any])  # to jurors
    identities: Identities | None = None

    @property
    def moderated(self) -> bool:
        return bool(self.moderators)

    @property
    def awake(self) -> bool:
        """Whether a moderator is on shift."""
        hour = self.now % (24 * HOUR) / HOUR
        return any(shift.begins <= hour < shift.ends for shift in chances.SHIFTS)

    def device(self, member: int) -> Device:
        return self.village.members[member]

    def chance(self, *what: object) -> float:
        """Of one thing, the same in each run and whatever happened before."""
        return Random("/".join(map(str, (self.seed, *what)))).random()

    def add(self, item: Item) -> None:
        self.record.items.append(item)
        if item.parent is None:
            self.village.author[item.id] = item.author
        self.by_id[item.id] = self.by_text[item.text] = item

    # what anybody can see of an item

    async def watch(self, *items: Item) -> None:
        """Writes down how these are now: gone for all, climbing no further, or as usual."""
        if not self.watcher or not items:
            return
        queue = await self.watcher.ask("GET", "queue") or []
        held = {one["case"]["text"]: one["case"]["hold"] for one in queue}
        for item in items:
            shown, noted = await self._shown(item)
            stays = noted or held.get(item.text) == "stays" or item.kept_from_climbing
            item.become(self.now, "hidden" if not shown else "stays" if stays else "seen")

    async def _shown(self, item: Item) -> tuple[bool, bool]:
        """Whether a member of the circle still gets it, as all who see the circle do; and whether
        moderators have put a note to it."""
        device = self.device(self.village.witness(item.author))
        try:
            if item.parent is None:
                return True, bool((await device.card(item.id))["note"])
            return any(
                UUID(one["comment"]) == item.id for one in await device.comments(item.parent)
            ), False
        except Refused:
            return False, False
