"""Measures towns of several sizes in one run: `python -m bench [MEMBERS …]` (docs/bench.md)."""

import asyncio
import json
import os
import shutil
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx2

from bench import acts, crowd, goals, growth, load, pgbench, town
from bench.acts import Asker, Counter
from bench.database import database, tidy
from bench.serving import PORT, SESSIONS, first_page, forget_files, loaded, memory, serving
from bench.town import HOUR
from mimi.app import make_app, make_kit
from mimi.client import Device
from mimi.settings_tables import DAY

SIZES = (1_000, 10_000)
ROUNDS, SECONDS = 3, 2  # each kind in turn, so that a busy machine hurts all
KINDS = {"shelf": ("app", 1), "pair": ("app", 2), "plain": ("plain", 1), "bare": ("bare", 1)}
TELLINGS = 40
Figures = dict[str, Any]


def main() -> None:
    sizes = sorted(int(size) for size in sys.argv[1:]) or SIZES
    if len(sizes) > 1 and sizes[0] < crowd.DEVICES:
        sys.exit(f"Towns that are compared have {crowd.DEVICES:,} members or more: so many ask.")
    with TemporaryDirectory(prefix="mimi-bench-") as folder:
        towns = [Path(folder) / str(number) for number in range(len(sizes))]
        settled, found = zip(*map(measured, towns, sizes), strict=True)
        if len(towns) > 1:
            say("the smallest and the largest in turn…")
            found[-1]["flat"] = growth.flat(settled[0], settled[-1])
        goals.report([figures | ending(data) for data, figures in zip(towns, found, strict=True)])


def measured(data: Path, members: int) -> tuple[growth.Settled, Figures]:
    """One town on a PostgreSQL of its own."""
    say(f"a town of {members:,} settles…")
    data.mkdir()
    with database(data) as url:
        settled, figures = measure(data, url, members)
        figures["restart_s"] = first_page(data, url)
    return growth.Settled(data, settled.devices), figures


def ending(data: Path) -> Figures:
    """Seconds from a server's start to its first page when nothing of the database is in memory;
    then a day passes, of which members' tokens end."""
    forget_files()
    with database(data) as url:
        cold = first_page(data, url)
        with serving("app", data, url) as (pid,):
            return {"cold_s": cold, "day_s": a_day(), "day_peak_mb": memory(pid, "VmHWM")}


def a_day() -> float:
    """Seconds that the windows' work of a whole day takes at once."""
    began, clock = time.perf_counter(), f"http://127.0.0.1:{PORT}/v1/clock"
    httpx2.post(clock, json={"seconds": DAY}, timeout=HOUR).raise_for_status()
    return round(time.perf_counter() - began, 2)


def measure(data: Path, url: str, members: int) -> tuple[town.Town, Figures]:
    settled, figures = asyncio.run(settle(data, url, members))
    sessions = data / SESSIONS
    sessions.write_text("\n".join(str(device.session) for device in settled.devices))
    figures |= {"members": members, "secrets": settled.secrets, "cores": os.cpu_count()}
    figures["loader"] = "wrk" if shutil.which("wrk") else "raw"
    say(f"settled: epochs of {figures['epochs_s']} s; pages…")
    figures |= pages(data, url, sessions)
    say(f"{json.dumps(figures['rates'])}; acts…")
    with serving("app", data, url) as (pid,):
        rate, slowest = load.paced(f"http://127.0.0.1:{PORT}/v1/feed", sessions, SECONDS, 0.7)
        figures |= {"paced_rate": round(rate), "paced_p99_ms": round(slowest, 1)}
        figures["memory_mb"] = memory(pid, "VmRSS")
        figures["acts"] = asyncio.run(doing(data, pid, settled, figures))
        figures["memory_peak_mb"] = memory(pid, "VmHWM")
    for name, found in figures["acts"].items():
        say(f"  {name:<24} {found}")
    return settled, figures


async def settle(data: Path, url: str, members: int) -> tuple[town.Town, Figures]:
    with Counter() as counter:
        app = make_app(make_kit(town.settings(data, PORT), url))
        transport = httpx2.ASGITransport(app=app)  # pyright: ignore[reportArgumentType]
        async with (
            app.lifespan(),
            httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http,
        ):
            settled, epochs = await crowd.settle(app, http, members, url)
            await crowd.epoch(http, 0)
            some = (await acts.askers(settled.devices[-20:]))[0]
            counted = await acts.statements(some, counter)
    return settled, {"epochs_s": epochs, "statements": counted, "database_mb": await tidy(url)}


def pages(data: Path, url: str, sessions: Path) -> Figures:
    """A page from the shelf, of one process and of two that share the port, without it, of the bare
    handler, and by PostgreSQL alone."""
    rates: dict[str, list[float]] = {kind: [] for kind in (*KINDS, "pgbench")}
    costs: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for _ in range(ROUNDS):
        for kind, (server, processes) in KINDS.items():
            with serving(server, data, url, processes) as pids:
                rate, cost = loaded(pids, sessions, SECONDS)
                rates[kind].append(round(rate))
                costs[kind].append(round(cost))
        rates["pgbench"].append(round(pgbench.rate(url, data, SECONDS) or 0))
    return {"rates": rates, "cpu_us": {kind: min(found) for kind, found in costs.items()}}


async def doing(data: Path, pid: int, settled: town.Town, figures: Figures) -> Figures:
    clock, url = acts.Clock(), f"http://127.0.0.1:{PORT}"
    async with httpx2.AsyncClient(base_url=url, timeout=60, event_hooks=clock.hooks) as http:
        for device in settled.devices:
            device.http = http
        processes = [acts.process(pid), acts.postmaster(data)]
        some: list[Asker] = await acts.askers(settled.devices[2:200])
        found = {one.name: await acts.measured(some, one, clock, processes) for one in acts.acts()}
        for name, count in figures["statements"].items():
            found[name]["statements"] = count
        figures["telling_ratio"] = await telling(settled.devices, clock)
        return found


async def telling(devices: list[Device], clock: acts.Clock) -> float:
    """The median time by the author with few friends over that by the one with many, in turn."""
    few, many = devices[1], devices[0]
    times: dict[str, list[float]] = {"few": [], "many": []}
    for device in (few, many):
        await device.fetch_tokens()
    for turn in range(TELLINGS):
        for who, device in (("few", few), ("many", many)):
            clock.took.clear()
            await device.tell(f"Tell {turn}")
            times[who].append(clock.took[-1][1])
    return statistics.median(times["few"]) / statistics.median(times["many"])


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
