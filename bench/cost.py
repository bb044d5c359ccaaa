"""What a member costs a server: `python -m bench.cost`, about two minutes, for docs/cost.md.

Counts bytes on the disk, bytes sent, and processor time of the server and of PostgreSQL together,
of which the machine's other load takes nothing.
"""

import asyncio
import gzip
import statistics
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import asyncpg
import httpx2
import msgspec
import psutil

from bench import serving as bench
from bench import town
from bench.database import database
from mimi.app import make_app, make_kit
from mimi.client import Device
from mimi.rooms import photos
from mimi.settings import Settings
from mimi.settings_tables import Caps
from mimi.town.photos import KINDS, take

MEMBERS = 200  # live a day of the many
OWN = ("secrets", "public_secrets", "photos", "editions")  # tables of what is told
PAGE = Path("web/dist")


def main() -> None:
    with TemporaryDirectory(prefix="mimi-cost-") as folder, database(Path(folder)) as url:
        measure(Path(folder), url)


def measure(data: Path, url: str) -> None:
    settings = usual(town.settings(data, bench.PORT))
    empty = asyncio.run(sizes(url))
    print("a town settles…", file=sys.stderr, flush=True)
    settled = asyncio.run(settle(settings, url))
    filled = asyncio.run(sizes(url))
    grown = {table: filled[table] - empty[table] for table in filled}
    told = sum(size for table, size in grown.items() if table in OWN)
    members = len(settled.devices)
    friends = statistics.mean(map(len, settled.graph))
    say("members, friends in the mean", f"{members}, {friends:.0f}")
    say("a member on the disk", f"{(sum(grown.values()) - told) / members / 1000:.1f} kB")
    for table, size in sorted(grown.items(), key=lambda one: -one[1])[:8]:
        say(f"  {table}", f"{size / members / 1000:.1f} kB a member")
    say("a secret on the disk", f"{told / settled.secrets:.0f} bytes")
    sample = [len(photo) for photo in asyncio.run(rebuilt(settings, url))]
    say(
        "a photo, in the mean",
        f"{statistics.mean(sample) / 1000:.0f} kB in its sizes, at most 512 kB",
    )
    say("the page, once", f"{page_size()} kB, {page_size(compressed=True)} kB if compressed")
    with bench.serving("app", data, url) as (pid,):
        asyncio.run(live(settled, [psutil.Process(pid), *postgres_processes(data)]))
        say("memory of the server", f"{bench.memory(pid, 'VmRSS')} MB")


def usual(settings: Settings) -> Settings:
    """With as many tokens as everywhere."""
    caps = msgspec.structs.replace(settings.caps, post_tokens=Caps().post_tokens)
    return msgspec.structs.replace(settings, caps=caps)


async def settle(settings: Settings, url: str) -> town.Town:
    app = make_app(make_kit(settings, url))
    transport = httpx2.ASGITransport(app=app)  # pyright: ignore[reportArgumentType]
    async with (
        app.lifespan(),
        httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http,
    ):
        settled = await town.settle(app, http)
        for device in settled.devices:
            await device.fetch_tokens()
    return settled


async def sizes(url: str) -> dict[str, int]:
    """Bytes of each table with its indexes, after a vacuum."""
    connection = await asyncpg.connect(url)
    await connection.execute("VACUUM FULL")
    rows = await connection.fetch(
        "SELECT relname, pg_total_relation_size(oid) AS size FROM pg_class "
        "WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
    )
    await connection.close()
    return {row["relname"]: row["size"] for row in rows}


async def rebuilt(settings: Settings, url: str) -> list[bytes]:
    kit, chance = make_kit(settings, url), Random("cost")
    return [await photos.rebuild(kit, take(kind, chance)) for kind in sorted(KINDS)]


def page_size(compressed: bool = False) -> int:
    """Thousands of bytes of the whole built page, all of it loaded once."""
    own = (one for one in PAGE.rglob("*") if one.is_file() and one.suffix not in {".br", ".gz"})
    files = [one.read_bytes() for one in own]
    return sum(len(gzip.compress(one) if compressed else one) for one in files) // 1000


def postgres_processes(data: Path) -> list[psutil.Process]:
    postmaster = int((data / "postgres" / "postmaster.pid").read_text().split("\n")[0])
    return [psutil.Process(postmaster)]


def used(processes: list[psutil.Process]) -> float:
    """Seconds of processor of these and of what they started."""
    everybody = [one for each in processes for one in (each, *each.children(recursive=True))]
    times = [one.cpu_times() for one in everybody]
    return sum(one.user + one.system for one in times)


async def live(settled: town.Town, processes: list[psutil.Process]) -> None:
    sent: list[int] = []

    async def count(answer: httpx2.Response) -> None:
        sent.append(len(await answer.aread()) + 300)  # with headers

    url = f"http://127.0.0.1:{bench.PORT}"
    hooks: dict[str, Any] = {"response": [count]}
    async with httpx2.AsyncClient(base_url=url, timeout=60, event_hooks=hooks) as http:
        some = settled.devices[: MEMBERS + 10]
        for device in some:
            device.http = http
        for device in some[MEMBERS:]:  # warm
            await day(device, settled)
        sent.clear()
        before = used(processes)
        for device in some[:MEMBERS]:
            await day(device, settled)
        spent = used(processes) - before
    say("a member's day: requests", f"{len(sent) / MEMBERS:.0f}")
    say("  processor, server and database", f"{spent / MEMBERS * 1000:.0f} ms")
    say("  sent without photos", f"{sum(sent) / MEMBERS / 1000:.0f} kB")


async def day(device: Device, settled: town.Town) -> None:
    """Two visits of 60 cards, three threads and likes, a comment on one day in four and a secret on
    one in ten: more than most do."""
    member = settled.devices.index(device)
    cards: list[dict[str, Any]] = []
    for _ in range(2):
        for look in (device.fetch_tokens, device.circle, device.gate, device.bulletin):
            await look()
        cards = await device.read(60)
    shown = [card for card in cards if not card["public"]]  # the town keeps no index of the public
    for card in shown[:3]:
        await device.card(card["secret"])
        await device.comments(card["secret"])
        await device.like(card["secret"])
    near = [card for card in cards if card["near"]]
    if near and member % 4 == 0:
        await device.comment(near[0], "Me too.")
    if member % 10 == 0 and (await device.circle())["state"] == "publishing":
        await device.tell("Something that I never told.")


def say(what: str, figure: str) -> None:
    print(f"{what:36} {figure}", flush=True)


if __name__ == "__main__":
    main()
