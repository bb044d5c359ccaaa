"""Measures one run: a page of the feed against its yardsticks, telling, memory. Prints JSON too."""

import asyncio
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import asyncpg
import httpx2

from bench import load, pgbench, town
from mimi.app import make_app, make_kit
from mimi.client import Device
from mimi.kit.db import Database
from mimi.kit.postgres import Embedded, migrate

PORT = 18_765
ROUNDS, SECONDS = 5, 4  # app and yardstick in turn, so that a busy machine hurts both
TELLINGS = 50
Figures = dict[str, Any]


def main() -> None:
    with TemporaryDirectory(prefix="mimi-bench-") as folder:
        data = Path(folder)
        postgres = Embedded(data / "postgres")
        try:
            figures = measure(data, postgres.url)
        finally:
            postgres.stop()
    show(figures)


def measure(data: Path, url: str) -> Figures:
    migrate(url)
    print("a town settles…", file=sys.stderr, flush=True)
    settled = asyncio.run(settle(data, url))
    sessions = data / "sessions"
    sessions.write_text("\n".join(str(device.session) for device in settled.devices))
    rates: dict[str, list[float]] = {"app": [], "bare": []}
    costs: dict[str, list[float]] = {"app": [], "bare": []}
    for _ in range(ROUNDS):
        for kind, found in rates.items():
            with serving(kind, data, url) as pid:
                rate, cost = loaded(kind, pid, sessions)
                found.append(rate)
                costs[kind].append(cost)
    figures: Figures = {
        "members": len(settled.graph),
        "secrets": settled.secrets,
        "rungs_a_viewer": asyncio.run(rungs(url)),
        "loader": "wrk" if shutil.which("wrk") else "raw",
        "app": rates["app"],
        "bare": rates["bare"],
        "ratio": statistics.median(a / b for a, b in zip(*rates.values(), strict=True)),
        "cpu_us": {kind: round(min(found)) for kind, found in costs.items()},
        "pgbench": pgbench.rate(url, data, SECONDS),
    }
    return figures | living(data, url, sessions, settled)


def loaded(kind: str, pid: int, sessions: Path) -> tuple[float, float]:
    """Pages a second, and processor microseconds of the server alone for one."""
    url = f"http://127.0.0.1:{PORT}/v1/feed"
    if kind == "app":  # does what is due, and so fills the shelf
        httpx2.post(f"http://127.0.0.1:{PORT}/v1/clock", json={"seconds": 0}).raise_for_status()
    load.rate(url, sessions, 1)
    before = processor(pid)
    rate = load.rate(url, sessions, SECONDS)
    return rate, (processor(pid) - before) / (rate * SECONDS) * 1e6


def processor(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


async def settle(data: Path, url: str) -> town.Town:
    app = make_app(make_kit(town.settings(data, PORT), url))
    transport = httpx2.ASGITransport(app=app)  # pyright: ignore[reportArgumentType]
    async with (
        app.lifespan(),
        httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http,
    ):
        settled = await town.settle(app, http)
    connection = await asyncpg.connect(url)
    await connection.execute("VACUUM ANALYZE")
    await connection.close()
    return settled


async def rungs(url: str) -> float:
    """How many ranges of the index a page looks into, in the mean."""
    database = Database(url)
    await database.open()
    async with database.reading() as db:
        per_viewer = await db.fetch("SELECT count(*) FROM sight GROUP BY viewer")
    await database.close()
    return round(statistics.mean(row[0] for row in per_viewer), 1)


@contextmanager
def serving(kind: str, data: Path, url: str) -> Generator[int]:
    """A server in its own process, as its process id."""
    command = [sys.executable, "-m", "bench.server", kind, str(data), url, str(PORT)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        until_it_answers(server)
        yield server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)


def until_it_answers(server: "subprocess.Popen[bytes]") -> None:
    for _ in range(200):
        if server.poll() is not None:
            raise RuntimeError("the server ended")
        try:
            httpx2.get(f"http://127.0.0.1:{PORT}/v1/place")
            return
        except (httpx2.TransportError, RuntimeError):
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def living(data: Path, url: str, sessions: Path, settled: town.Town) -> Figures:
    """What a server that lives needs: memory under load and after an epoch, time for telling."""
    with serving("app", data, url) as pid:
        load.rate(f"http://127.0.0.1:{PORT}/v1/feed", sessions, SECONDS)
        figures: Figures = {"memory_mb": memory(pid, "VmRSS")}
        figures |= asyncio.run(doing(settled))
        figures["memory_after_epoch_mb"] = memory(pid, "VmRSS")
        figures["memory_peak_mb"] = memory(pid, "VmHWM")
    return figures


async def doing(settled: town.Town) -> Figures:
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{PORT}", timeout=60) as http:
        for device in settled.devices:
            device.http = http
        times = await telling(settled)
        began = time.perf_counter()
        await http.post("/v1/clock", json={"seconds": town.DAY})
        return {"telling_ms": times, "epoch_s": round(time.perf_counter() - began, 2)}


def memory(pid: int, what: str) -> int:
    """In MB, of the server without PostgreSQL."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(what)).split()[1]) // 1024


async def telling(settled: town.Town) -> dict[str, float]:
    """Median milliseconds of a telling by friends of its author, in turn."""
    for device in settled.devices:
        await device.fetch_tokens()
    authors = {len(settled.graph[member]): settled.devices[member] for member in (1, 0)}
    times: dict[int, list[float]] = {friends: [] for friends in authors}
    for turn in range(TELLINGS):
        for friends, device in authors.items():
            times[friends].append(await told(device, f"Telling {turn}"))
    return {
        f"{friends} friends": round(statistics.median(found), 1) for friends, found in times.items()
    }


async def told(device: Device, text: str) -> float:
    began = time.perf_counter()
    await device.tell(text)
    return (time.perf_counter() - began) * 1000


def show(figures: Figures) -> None:
    app, bare = statistics.median(figures["app"]), statistics.median(figures["bare"])
    print(f"town: {figures['members']} members, {figures['secrets']} secrets,")
    print(f"      {figures['rungs_a_viewer']} rungs a viewer; load by {figures['loader']},")
    print(f"      {os.cpu_count()} cores for load, server and PostgreSQL together")
    print(f"page: the app {app:,.0f}/s, bare handler {bare:,.0f}/s: {figures['ratio']:.0%}")
    app, bare = figures["cpu_us"].values()
    print(f"      processor of the server alone: {app} µs and {bare} µs a page")
    alone = figures["pgbench"]
    print(f"      pgbench {alone:,.0f}/s" if alone else "      pgbench is not installed")
    for friends, milliseconds in figures["telling_ms"].items():
        print(f"telling: {milliseconds} ms by an author with {friends}")
    print(f"memory: {figures['memory_mb']} MB, {figures['memory_after_epoch_mb']} MB after an")
    print(f"      epoch ({figures['epoch_s']} s), {figures['memory_peak_mb']} MB at most")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
