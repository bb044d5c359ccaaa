"""A town lives some epochs of random changes; after each, everything that the epoch keeps is what
the plain rules make of contacts and members, over everybody and from nothing."""

from collections import Counter, defaultdict
from itertools import combinations, groupby
from random import Random
from uuid import UUID

import pytest

from mimi.anonymity.reach import sees
from mimi.app import JOBS
from mimi.kit.clock import ManualClock
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.windows import run_due
from mimi.rooms.circles import OPEN
from mimi.settings_tables import DAY
from mimi.town.graph import Graph, grow

MEMBERS, EPOCHS = 130, 4
Friends = dict[UUID, set[UUID]]
NEWEST = """
    SELECT DISTINCT ON (circle, needed) circle, needed, viewers FROM audiences
    ORDER BY circle, needed, from_edition DESC
"""


class Life:
    """Who is here, what changes, and the plain rules."""

    def __init__(self, kit: Kit, seed: int) -> None:
        self.kit, self.chance = kit, Random(seed)
        self.graph: Graph = grow(MEMBERS, str(seed), mean=12)
        self.accounts = [UUID(int=self.chance.getrandbits(128), version=4) for _ in self.graph]
        self.numbers = [kit.keys.tag("phone", bytes([one])) for one in range(MEMBERS)]
        self.coming = list(range(MEMBERS))
        self.chance.shuffle(self.coming)

    async def change(self, db: Connection, arriving: int) -> None:
        for one in [self.coming.pop() for _ in range(arriving)]:
            await self._arrive(db, one)
        here = [row[0] for row in await db.fetch("SELECT account FROM accounts ORDER BY account")]
        for account in self.chance.sample(here, 8):
            await db.execute(
                "DELETE FROM pair_tags WHERE account = $1 AND get_byte(pair_tag, 0) % 3 = 0",
                account,
            )
        for account in self.chance.sample(here, 5):
            number = self.chance.choice(self.numbers)
            block = "INSERT INTO blocks VALUES ($1, $2) ON CONFLICT DO NOTHING"
            await db.execute(block, account, number)
        for account in self.chance.sample(here, 2):
            await db.execute("INSERT INTO departures VALUES ($1)", account)
        group = self.kit.keys.tag("invite", self.chance.randbytes(8))
        for account in self.chance.sample(here, 4):
            await db.execute("INSERT INTO invite_members VALUES ($1, $2, false)", group, account)

    async def _arrive(self, db: Connection, one: int) -> None:
        account, number, today = self.accounts[one], self.numbers[one], self.kit.day()
        await db.execute("INSERT INTO accounts VALUES ($1, $2, $2, '')", account, today)
        await db.execute("INSERT INTO phone_tags VALUES ($1, $2)", number, account)
        tags = [self.kit.keys.tag("pair", bytes(sorted((one, other)))) for other in self.graph[one]]
        await db.executemany(
            "INSERT INTO pair_tags VALUES ($1, $2, $3, $4)",
            [(tag, account, number, today) for tag in tags],
        )


async def friends_by_contacts(db: Connection) -> Friends:
    owners = dict(await db.fetch("SELECT phone_tag, account FROM phone_tags"))
    blocked = {(a, owners.get(tag)) for a, tag in await db.fetch("SELECT * FROM blocks")}
    held = await db.fetch(
        "SELECT pair_tag, account FROM pair_tags UNION SELECT invite_tag, account "
        "FROM invite_members ORDER BY 1"
    )
    found = defaultdict[UUID, set[UUID]](set)
    for _, rows in groupby(held, lambda row: row[0]):
        for a, b in combinations([row[1] for row in rows], 2):
            if not blocked & {(a, b), (b, a)}:
                found[a].add(b)
                found[b].add(a)
    return dict(found)


async def holds(kit: Kit, db: Connection) -> int:
    """How many rungs are open, once all has been compared."""
    first, friends = kit.settings.circle.friends_needed, await friends_by_contacts(db)
    rows = await db.fetch("SELECT account, friend FROM friendships")
    assert sorted(rows) == sorted((a, b) for a, others in friends.items() for b in others)
    at = dict(await db.fetch("SELECT account, circle FROM members"))
    seen, audiences = set[tuple[UUID, UUID, int]](), Counter[tuple[UUID, int]]()
    for (viewer,) in await db.fetch("SELECT account FROM accounts"):
        known = friends.get(viewer, set())
        inside = Counter(at[one] for one in known if one in at)
        for circle in inside.keys() | {at[one] for one in (viewer,) if one in at}:
            member = at.get(viewer) == circle
            rungs = [one for one in range(1, first + 1) if sees(inside[circle], member, one)]
            seen |= {(viewer, circle, needed) for needed in rungs}
            audiences.update((circle, needed) for needed in rungs if len(known) >= first)
    present = await db.fetch("SELECT viewer, circle, needed FROM sight WHERE to_edition = $1", OPEN)
    assert {tuple(row) for row in present} == seen
    newest = {(row[0], row[1]): row[2] for row in await db.fetch(NEWEST) if row[2]}
    assert newest == dict(audiences)
    return len(seen)


@pytest.mark.parametrize("seed", [1, 2])
async def test_what_an_epoch_keeps_is_what_the_plain_rules_say(kit: Kit, seed: int) -> None:
    life, clock, opened = Life(kit, seed), kit.clock, list[int]()
    assert isinstance(clock, ManualClock)
    for epoch in range(EPOCHS):
        async with kit.database.transaction() as db:
            await life.change(db, MEMBERS // 2 if epoch == 0 else MEMBERS // 8)
        clock.advance(DAY)
        await run_due(kit, JOBS)
        async with kit.database.reading() as db:
            opened.append(await holds(kit, db))
    assert min(opened) > 0
