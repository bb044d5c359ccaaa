"""The epochs of a town alone, of any size: `python -m bench.epoch MEMBERS …`.

The one that makes everything, one eight days later in which those who waited are placed, one in
which nothing has changed, and one in which one member in a hundred has another friend. Seconds of
each, and how much memory the process took at most by then.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import httpx2
import psutil

from bench import crowd, jobs, town
from bench.acts import postmaster
from bench.database import database, tidy
from mimi.app import make_kit
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.settings_tables import DAY
from mimi.town.graph import Graph

CHANGED = 100  # one member of so many
PARTS = ("contacts", "friendships", "circles")  # the jobs of an epoch that take long


async def measure(data: Path, url: str, members: int) -> None:
    kit = make_kit(town.settings(data, 1), url)
    apart(arrive, data, url, members)
    await kit.database.open()
    turn = partial(epoch, kit, postmaster(data), members)
    for what, days in (("first", 1), ("eight days later", 8), ("unchanged", 1)):
        await turn(what, days)
    apart(befriend, data, url, members)
    await turn(f"one in {CHANGED} changed", 1)
    await kit.database.close()


async def epoch(kit: Kit, database: psutil.Process, members: int, what: str, days: int) -> None:
    done = await jobs.after(kit, database, days * DAY)
    print(f"{members:>9,} {what:<20} {done.whole:8.2f} s ({done.of(*PARTS)}); {done}", flush=True)


Change = Callable[[Kit, Connection, Graph], Awaitable[None]]


def apart(change: Change, data: Path, url: str, members: int) -> None:
    """In a process of its own, whose memory is not that of an epoch."""
    process = get_context("spawn").Process(target=changed, args=(change, data, url, members))
    process.start()
    process.join()
    if process.exitcode:
        raise RuntimeError("the town could not be changed")


def changed(change: Change, data: Path, url: str, members: int) -> None:
    asyncio.run(_changed(change, data, url, members))


async def _changed(change: Change, data: Path, url: str, members: int) -> None:
    kit = make_kit(town.settings(data, 1), url)
    await kit.database.open()
    async with kit.database.transaction() as db:
        await change(kit, db, crowd.friendships(members))
    await tidy(url)
    await kit.database.close()


async def arrive(kit: Kit, db: Connection, graph: Graph) -> None:
    async with httpx2.AsyncClient() as http:
        await crowd.arrive(kit, db, http, graph)


async def befriend(kit: Kit, db: Connection, graph: Graph) -> None:
    """One friend more for some, chosen among friends of friends."""
    chance, today = Random(2), kit.day()
    accounts, phones = crowd.names(len(graph))
    tags = [kit.keys.tag("phone", phone.encode()) for phone in phones]
    rows = dict[tuple[bytes, int], tuple[object, ...]]()
    for one in chance.sample(range(len(graph)), len(graph) // CHANGED):
        friend = chance.choice(sorted(graph[one]))
        other = chance.choice(sorted(graph[friend]))
        if other != one and other not in graph[one]:
            pair = kit.keys.tag("pair", *sorted((phones[one].encode(), phones[other].encode())))
            rows |= {(pair, at): (pair, accounts[at], tags[at], today) for at in (one, other)}
    await db.copy_records_to_table("pair_tags", records=rows.values())


def main() -> None:
    for members in map(int, sys.argv[1:] or ["1000", "10000"]):
        with TemporaryDirectory(prefix="mimi-bench-") as folder, database(Path(folder)) as url:
            asyncio.run(measure(Path(folder), url, members))


if __name__ == "__main__":
    main()
