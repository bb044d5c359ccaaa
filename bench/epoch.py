"""The epochs of a town alone, of any size: `python -m bench.epoch MEMBERS …`.

The one that makes everything, one eight days later in which those who waited are placed, one in
which nothing has changed, and one in which one member in a hundred has another friend. Seconds of
each, and how much memory the process took at most by then.
"""

import asyncio
import resource
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import httpx2

from bench import crowd, town
from mimi.app import JOBS, make_kit
from mimi.kit.clock import ManualClock
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.postgres import Embedded, migrate
from mimi.kit.windows import run_due
from mimi.settings_tables import DAY
from mimi.town.graph import Graph

CHANGED = 100  # one member of so many


async def measure(data: Path, url: str, members: int) -> None:
    kit = make_kit(town.settings(data, 1), url)
    await kit.database.open()
    graph = crowd.friendships(members)
    async with kit.database.transaction() as db, httpx2.AsyncClient() as http:
        await crowd.arrive(kit, db, http, graph)
    async with kit.database.reading() as db:
        await db.execute("VACUUM ANALYZE")
    for what, days in (("first", 1), ("eight days later", 8), ("unchanged", 1)):
        await epoch(kit, members, what, days)
    async with kit.database.transaction() as db:
        await befriend(kit, db, graph)
    await epoch(kit, members, f"one in {CHANGED} changed", 1)
    await kit.database.close()


async def epoch(kit: Kit, members: int, what: str, days: int) -> None:
    assert isinstance(kit.clock, ManualClock)
    kit.clock.advance(days * DAY)
    began, used = time.perf_counter(), time.process_time()
    await run_due(kit, JOBS)
    took, ours = time.perf_counter() - began, time.process_time() - used
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{members:>9,} {what:<20} {took:8.2f} s {ours:8.2f} s ours {most:6,} MB", flush=True)


async def befriend(kit: Kit, db: Connection, graph: Graph) -> None:
    """One friend more for some, chosen among friends of friends."""
    chance, today = Random(2), kit.day()
    accounts, phones = crowd.names(len(graph))
    tags = [kit.keys.tag("phone", phone.encode()) for phone in phones]
    rows = list[tuple[object, ...]]()
    for one in chance.sample(range(len(graph)), len(graph) // CHANGED):
        friend = chance.choice(sorted(graph[one]))
        other = chance.choice(sorted(graph[friend]))
        if other == one or other in graph[one]:
            continue
        graph[one].add(other)
        graph[other].add(one)
        pair = kit.keys.tag("pair", *sorted((phones[one].encode(), phones[other].encode())))
        rows += [(pair, accounts[end], tags[end], today) for end in (one, other)]
    await db.copy_records_to_table("pair_tags", records=rows)


def main() -> None:
    for members in map(int, sys.argv[1:] or ["1000", "10000"]):
        with TemporaryDirectory(prefix="mimi-bench-") as folder:
            postgres = Embedded(Path(folder) / "postgres")
            try:
                migrate(postgres.url)
                asyncio.run(measure(Path(folder), postgres.url, members))
            finally:
                postgres.stop()


if __name__ == "__main__":
    main()
