"""Masks: are two comments of one person more alike than two of different people?"""

from collections import defaultdict
from itertools import combinations
from typing import Any
from uuid import UUID

from attacks.attack import Attack
from attacks.finding import Count, Finding, judged
from attacks.town import Town
from mimi.client import NoToken, Refused

CHANCE = 0.51
WINDOWS = 12  # of comments
READ = 6  # cards that somebody who answers looks at


class Masks(Attack):
    """Two pairs of comments in one thread are held against each other: one of one person, one of
    two. The attacker says which is which, by how near the masks and the ids are.

    Incident: Yik Yak and Jodel numbered the voices of a thread, and a number is a name. P3; bound
    .51.
    """

    promise = "P3"
    name = "linking masks"
    wanted = "which of two pairs of comments is of one person"

    async def look(self, town: Town) -> list[Finding]:
        writer = dict[UUID, int]()
        threads = set[str]()
        for _ in range(WINDOWS):
            for at in town.targets(len(town.members) // 2):
                threads |= await self._answer(town, at, writer)
            await town.wait(town.rhythm["comments"])
        return [
            judged(
                self.name,
                self.promise,
                self.wanted,
                await self._count(town, threads, writer),
                CHANCE,
            )
        ]

    async def _answer(self, town: Town, at: int, writer: dict[UUID, int]) -> set[str]:
        device, answered = town.members[at], set[str]()
        for card in await device.read(READ):
            if not card["near"]:
                continue
            try:
                writer[await device.comment(card, "Me too")] = at
            except (NoToken, Refused):
                continue
            answered.add(card["secret"])
        return answered

    async def _count(self, town: Town, threads: set[str], writer: dict[UUID, int]) -> Count:
        count = Count()
        for thread in sorted(threads):
            comments = await self._read(town, thread)
            near = defaultdict[bool, list[tuple[int, int]]](list)
            for one, two in combinations(comments, 2):
                ids = UUID(one["comment"]), UUID(two["comment"])
                if ids[0] in writer and ids[1] in writer:
                    alike = abs(one["mask"] - two["mask"]), abs(ids[0].int - ids[1].int)
                    near[writer[ids[0]] == writer[ids[1]]].append(alike)
            for same, other in zip(near[True], near[False], strict=False):
                count.add(same < other if same != other else town.chance.random() < 0.5)
        return count

    async def _read(self, town: Town, thread: str) -> list[dict[str, Any]]:
        for device in town.members:
            try:
                return await device.comments(thread)
            except Refused:
                continue
        return []
