"""A database of one node becomes one of three, by Citus, while members live on."""

import asyncio
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
import httpx2

from torture.cluster import as_postgres, binaries
from torture.kills import Tell, broken, living
from torture.members import Members, watched
from torture.place import PATIENCE, ask, place
from torture.result import Result

EXTENSION = Path("/usr/share/postgresql")
WHOLE = 1200.0  # seconds in which the shards have to be spread
ANSWER = 5.0  # seconds; a shard that moves lets nobody write at the end
PORT = 5432  # of a socket's name: each node has a folder of its own
SETTINGS = {
    "listen_addresses": "",
    "shared_preload_libraries": "citus",
    "citus.shard_count": "2",  # of each table, so that moving them takes minutes
    "wal_level": "logical",  # by which shards are moved
    "max_connections": "200",
    "max_prepared_transactions": "200",
    "max_replication_slots": "32",
    "max_wal_senders": "32",
    "max_worker_processes": "64",
}
SPREAD = """
    SELECT nodename, count(*) AS shards FROM citus_shards
    WHERE citus_table_type = 'distributed' GROUP BY nodename
"""


class Node:
    """One machine: a PostgreSQL with Citus, at a socket in its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.url = str(folder), f"postgresql://mimi@/postgres?host={folder}"
        data = folder / "data"
        made = [f"{binaries()}/initdb", f"--pgdata={data}", "--username=mimi", "--auth=trust"]
        options = {**SETTINGS, "unix_socket_directories": self.folder}
        options["citus.local_hostname"] = self.folder
        given = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with (folder / "log").open("a") as log:
            if as_postgres(made, log, {}).wait(PATIENCE):
                raise RuntimeError((folder / "log").read_text())
            self._running = as_postgres(
                [f"{binaries()}/postgres", "-D", str(data), *given], log, {}
            )

    async def begin(self) -> None:
        ends = time.monotonic() + PATIENCE
        while True:
            with suppress(OSError, asyncpg.CannotConnectNowError):
                await self.ask("CREATE EXTENSION citus")
                return
            if time.monotonic() > ends:
                raise RuntimeError("PostgreSQL does not answer")
            await asyncio.sleep(0.1)

    async def ask(self, sql: str, *values: object) -> list[asyncpg.Record]:
        return await ask(self.url, sql, *values)

    def end(self) -> None:
        self._running.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
        with suppress(subprocess.TimeoutExpired):
            self._running.wait(PATIENCE)
        self._running.kill()


async def nodes(tell: Tell) -> list[Result]:
    """None without Citus (docs/scale-out.md)."""
    if not _installed():
        tell("nodes needs Citus for Debian's PostgreSQL")
        return []
    with _three() as (first, *others):
        for node in (first, *others):
            await node.begin()
        await first.ask("SELECT citus_set_coordinator_host($1, $2)", first.folder, PORT)
        await first.ask(
            "SELECT citus_set_node_property($1, $2, 'shouldhaveshards', true)", first.folder, PORT
        )
        with place(others=first.url) as where:
            async with httpx2.AsyncClient(base_url=where.server.url, timeout=60) as http:
                members = Members(http, "nodes")
                await members.settle()
                async with living(members):
                    moving = asyncio.create_task(_spread(first, others))
                    slowest, refused = await watched(members.devices[0], "/v1/gate", moving.done)
                    seconds = await moving
                missing, surplus = await broken(where, members)
        shards = {row["nodename"]: row["shards"] for row in await first.ask(SPREAD)}
    tell(f"shards: {sorted(shards.values())}")
    return [
        Result("nodes that have shards, of 3: missing", 3 - len(shards), 0),
        Result("shards moved", sum(shards.values()) - shards.get(first.folder, 0), None),
        Result("moving them, while members live", seconds, None, "s"),
        Result("slowest answer meanwhile", slowest, ANSWER, "s"),
        Result("answers refused meanwhile", refused, 0),
        Result("acknowledged writes meanwhile", members.promised.writes, None),
        Result("acknowledged writes lost", missing, 0),
        Result("written twice or never sent", surplus, 0),
        Result("writes of unknown fate", len(members.promised.unsure), None),
    ]


async def _spread(first: Node, others: list[Node]) -> float:
    """Seconds in which two more machines have their part."""
    begins = time.monotonic()
    for node in others:
        await first.ask("SELECT citus_add_node($1, $2)", node.folder, PORT)
    await first.ask("SELECT citus_rebalance_start()")
    async with asyncio.timeout(WHOLE):
        while True:
            ((state,),) = await first.ask("SELECT state::text FROM citus_rebalance_status()")
            if state == "finished":
                return time.monotonic() - begins
            if state in {"failed", "cancelled", "failing"}:
                raise RuntimeError(f"the shards were not moved: {state}")
            await asyncio.sleep(1)


def _installed() -> bool:
    return any(EXTENSION.glob("*/extension/citus.control"))


@contextmanager
def _three() -> Generator[list[Node]]:
    """Gone with the block."""
    with TemporaryDirectory(prefix="mimi-nodes-") as name:
        found = list[Node]()
        if not os.getuid():
            shutil.chown(name, "postgres", "postgres")
        try:
            for one in ("a", "b", "c"):
                folder = Path(name) / one
                folder.mkdir()
                if not os.getuid():
                    shutil.chown(folder, "postgres", "postgres")
                found.append(Node(folder))
            yield found
        finally:
            for node in found:
                node.end()
