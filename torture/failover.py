"""The primary dies, or stands still: a standby takes over, and the server finds it by itself."""

import asyncio
import signal
import time

import httpx2

from torture.cluster import Cluster, Member, cluster, lacking
from torture.kills import Tell, all_out, living, until_calm, works
from torture.members import Members
from torture.place import Place, place
from torture.result import Result

WAYS = ("machine", "PostgreSQL", "hang")
BOUND = 25.0  # seconds until a member can read and write again


async def failover(cycles: int, seed: str, tell: Tell) -> list[Result]:
    """In turn: all of a machine is killed, its PostgreSQL alone, and all of it stands still."""
    if missing := lacking():
        tell(f"failover needs {', '.join(missing)}")
        return []
    with cluster() as them:
        await them.begin()
        with place(others=f"{them.url}?target_session_attrs=read-write") as where:
            async with httpx2.AsyncClient(base_url=where.server.url, timeout=30) as http:
                members = Members(http, seed)
                await members.settle()
                away: dict[str, list[float]] = {way: [] for way in WAYS}
                for cycle in range(cycles):
                    way = WAYS[cycle % len(WAYS)]
                    away[way].append(await _lost(them, members, way))
                    await all_out(where, members)
                    await members.spend_again()
                    tell(f"{cycle + 1} of {cycles}: {way}, back in {away[way][-1]:.1f} s")
                return [*await _found(where, members, them, cycles), *_back(away)]


async def _lost(them: Cluster, members: Members, way: str) -> float:
    """Seconds from the loss of the primary until a member can go on; then it rejoins."""
    async with living(members):
        await asyncio.sleep(1 + members.chance.random())
        old, begins = await them.leader(), time.monotonic()
        old.signal(signal.SIGSTOP if way == "hang" else signal.SIGKILL, patroni=way != "PostgreSQL")
        back = await until_calm(lambda: works(members.devices[0]), begins)
        await _again(them, old, way)
    return back


async def _again(them: Cluster, old: Member, way: str) -> None:
    """The old primary comes back and has to follow the new one, while members go on."""
    if way == "machine":
        old.start()
    if way == "hang":
        old.signal(signal.SIGCONT)
    await them.whole()
    if (await them.leader()) is old:
        raise RuntimeError("nobody took over: this was no failover")


async def _found(where: Place, members: Members, them: Cluster, cycles: int) -> list[Result]:
    promised = members.promised
    everybody = them.members.values()
    return [
        Result("failovers", cycles, None),
        Result("failovers: acknowledged writes", promised.writes, None),
        Result("failovers: acknowledged writes lost", len(await promised.missing(where)), 0),
        Result("failovers: written twice or never sent", len(await promised.surplus(where)), 0),
        Result("failovers: spent tokens taken again", promised.respent, 0),
        Result("failovers: writes of unknown fate", len(promised.unsure), None),
        Result("rejoined by pg_rewind", sum(one.told(REWOUND) for one in everybody), None),
        Result("cloned anew", sum(one.told(CLONED) for one in everybody) - 2, None),
    ]


REWOUND = "pg_rewind exit code=0"
CLONED = "replica has been created using basebackup"


def _back(away: dict[str, list[float]]) -> list[Result]:
    found = list[Result]()
    for way, seconds in away.items():
        if seconds:
            longest, middle = max(seconds), sorted(seconds)[len(seconds) // 2]
            found.append(Result(f"back after a lost {way}, median", middle, None, "s"))
            found.append(Result(f"back after a lost {way}, longest", longest, BOUND, "s"))
    return found
