"""A town of any size: accounts and contacts by COPY, the rest of it by the server."""

import time
from collections.abc import Iterable
from itertools import islice
from random import Random
from uuid import UUID

import httpx2
from litestar import Litestar

from bench.database import tidy
from bench.town import HOUR, Town, tell
from mimi.client import Device
from mimi.kit import base64url
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.windows import window
from mimi.settings_tables import DAY
from mimi.town.graph import Graph, grow

MEAN = 50  # friends
SOCIABLE, LONELY = 300, 3  # friends of member 0 and of member 1
DEVICES = 1_000  # that ask
PART = 100_000  # rows
PUBLISHING = """
    INSERT INTO publishing (circle, epoch, since) SELECT circle, $1, 0 FROM circles
"""  # as if all held their tokens; only DEVICES fetch them


async def settle(
    app: Litestar, http: httpx2.AsyncClient, members: int, url: str
) -> tuple[Town, list[float]]:
    """The town, and the seconds of its epochs: the one that makes everything, and one in which
    nothing changes. A real town's tables were looked at long before they are so full."""
    kit: Kit = app.state.kit
    town = Town(friendships(members), [])
    async with kit.database.transaction() as db:
        town.devices = await arrive(kit, db, http, town.graph)
    await tidy(url)
    epochs = [await epoch(http, days) for days in (1, 8, 1)]
    async with kit.database.transaction() as db:
        town.secrets = await tell(db, kit.settings, kit.clock.now())
        await db.execute(PUBLISHING, window(kit.clock.now(), kit.settings.rhythm.post_tokens))
    return town, [epochs[0], epochs[2]]


async def epoch(http: httpx2.AsyncClient, days: int) -> float:
    began = time.perf_counter()
    answer = await http.post("/v1/clock", json={"seconds": days * DAY}, timeout=HOUR)
    answer.raise_for_status()
    return round(time.perf_counter() - began, 2)


def friendships(members: int) -> Graph:
    graph = grow(members, "bench", mean=MEAN)
    for stranger in range(2, members):
        if len(graph[0]) < SOCIABLE:
            graph[0].add(stranger)
            graph[stranger].add(0)
    for friend in sorted(graph[1])[LONELY:]:
        graph[1].discard(friend)
        graph[friend].discard(1)
    return graph


def names(members: int) -> tuple[list[UUID], list[str]]:
    """The accounts and the numbers of all."""
    chance = Random(members)
    accounts = [UUID(int=chance.getrandbits(128), version=4) for _ in range(members)]
    return accounts, [f"+86138{member:08}" for member in range(members)]


async def arrive(kit: Kit, db: Connection, http: httpx2.AsyncClient, graph: Graph) -> list[Device]:
    """Everybody signed in and with everybody's number whom they know. The first of them ask."""
    chance, today = Random(1), kit.day()
    accounts, phones = names(len(graph))
    tags = [kit.keys.tag("phone", phone.encode()) for phone in phones]
    sessions = [chance.randbytes(32) for _ in graph]
    await fill(db, "accounts", ((one, today, today, chance.randbytes(32)) for one in accounts))
    await fill(db, "phone_tags", zip(tags, accounts, strict=True))
    signed_in = (
        (kit.keys.tag("session", token), account, account, "a device", today, 0)
        for token, account in zip(sessions, accounts, strict=True)
    )
    await fill(db, "sessions", signed_in)
    rows = (
        (kit.keys.tag("pair", *sorted((phones[one].encode(), phones[other].encode()))), one)
        for one, friends in enumerate(graph)
        for other in friends
    )
    await fill(db, "pair_tags", ((pair, accounts[one], tags[one], today) for pair, one in rows))
    devices = list[Device]()
    for member, token in enumerate(sessions[:DEVICES]):
        devices.append(Device(http, chance=Random(member)))
        devices[-1].session, devices[-1].number = base64url.encode(token), phones[member]
    return devices


INDEXES = """
    SELECT coalesce('ALTER TABLE ' || $1 || ' DROP CONSTRAINT ' || quote_ident(conname),
            'DROP INDEX ' || indexrelid::regclass),
        coalesce('ALTER TABLE ' || $1 || ' ADD CONSTRAINT ' || quote_ident(conname) || ' '
            || pg_get_constraintdef(held.oid), pg_get_indexdef(indexrelid))
    FROM pg_index LEFT JOIN pg_constraint AS held ON conindid = indexrelid
    WHERE indrelid = $1::text::regclass
"""  # how each goes, and how it is made again


async def fill(db: Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    """In parts, each of which takes less than a statement may. Indexes are made of the whole: row
    by row, those of fifty million pair tags were not there after 24 minutes."""
    indexes = await db.fetch(INDEXES, table)
    await db.execute("SET LOCAL maintenance_work_mem = '1GB'")
    for gone, _ in indexes:
        await db.execute(gone)
    left = iter(rows)
    while part := list(islice(left, PART)):
        await db.copy_records_to_table(table, records=part)
    for _, made in indexes:
        await db.execute(made, timeout=HOUR)
