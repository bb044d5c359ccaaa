"""A populated town: members, friendships and circles as the server makes them, secrets by COPY."""

import os
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import httpx2
from litestar import Litestar

from mimi.client import Device
from mimi.kit import versions
from mimi.kit.db import Connection
from mimi.settings import Settings, check
from mimi.settings_tables import DAY
from mimi.town.graph import Graph, grow, read
from mimi.town.numbers import number

HOUR = 3600
MEMBERS = 769
PER_MEMBER = 4  # secrets that are out
CODE = "246810"
POPULAR = 300  # friends of member 0; member 1 has 3
START = 1_793_577_600
COLUMNS = [
    *("circle", "secret", "edition", "text", "look", "photo"),
    *("needed", "likes", "shares", "comments", "ends"),
]
HERE_FOR_A_MONTH = """
    UPDATE sight SET from_edition = 0
"""  # 35 million rows in a town of a million
TEXT = "深夜食堂 There is something that I have never told anybody here, and it is this: "


@dataclass
class Town:
    graph: Graph
    devices: list[Device]
    secrets: int = 0


def settings(data: Path, port: int) -> Settings:
    """Of a server whose clock stands still, so that no window's work comes between."""
    caps = dict.fromkeys(("codes_per_address", "codes_per_server", "contacts"), 1_000_000)
    tables: dict[str, Any] = {"data": str(data), "port": port, "clock": "manual"}
    tables |= {"clock_start": START, "seed": "bench", "fixed_code": CODE}
    return check(tables | {"rhythm": {"token_rest": 0}, "caps": caps | {"post_tokens": 64}})


def friendships() -> Graph:
    """MIMI_BENCH_EDGES=FILE or a grown school; member 0 has many friends and member 1 three."""
    edges = os.environ.get("MIMI_BENCH_EDGES")
    graph = read(Path(edges)) if edges else grow(MEMBERS, "bench", mean=43)
    for stranger in range(2, len(graph)):
        if len(graph[0]) < POPULAR:
            graph[0].add(stranger)
            graph[stranger].add(0)
    for friend in sorted(graph[1])[3:]:
        graph[1].discard(friend)
        graph[friend].discard(1)
    return graph


async def settle(app: Litestar, http: httpx2.AsyncClient) -> Town:
    """Registered, befriended and in circles, by HTTP."""
    town = Town(friendships(), [])
    for member in range(len(town.graph)):
        town.devices.append(Device(http, chance=Random(member)))
        await town.devices[-1].sign_in(number(member), CODE)
    for member, device in enumerate(town.devices):
        await device.upload_contacts([number(friend) for friend in sorted(town.graph[member])])
    for _ in range(9):
        await http.post("/v1/clock", json={"seconds": DAY})
    async with app.state.kit.database.transaction() as db:
        town.secrets = await tell(db, app.state.kit.settings, app.state.kit.clock.now())
    return town


async def tell(db: Connection, of: Settings, now: int) -> int:
    """Secrets of all circles over the editions of 30 days, and the ladder's upper rungs too."""
    chance = Random(1)
    length, last = of.rhythm.edition, now - now % of.rhythm.edition
    editions = [last - age * length for age in range(of.rhythm.secret_life // length)]
    rows = [
        _secret(row["circle"], chance.choice(editions), chance)
        for row in await db.fetch("SELECT circle FROM members ORDER BY circle, account")
        for _ in range(PER_MEMBER)
    ]
    chance.shuffle(rows)
    await db.execute(HERE_FOR_A_MONTH, timeout=HOUR)
    await db.execute("DELETE FROM editions")
    await db.copy_records_to_table("editions", records=[(edition,) for edition in editions])
    await db.copy_records_to_table("secrets", columns=COLUMNS, records=rows, timeout=HOUR)
    versions.changed(db, "sight")
    for edition in editions:
        versions.changed(db, "feed", edition)
    return len(rows)


def _secret(circle: UUID, edition: int, chance: Random) -> tuple[object, ...]:
    text = TEXT[: chance.randint(10, len(TEXT))] + str(chance.random())
    needed = chance.choices([3, 2, 1, 0], [90, 6, 3, 1])[0]
    secret = UUID(int=chance.getrandbits(128))
    return circle, secret, edition, text, "night-roofs", False, needed, 5, 0, 5, edition + 30 * DAY
