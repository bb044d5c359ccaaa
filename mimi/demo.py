"""`mimi demo`: a town to try, filled at the first start, alive in real time from then on.

It is a rehearsal on loopback: windows of a minute or so, a code that always works, and keys in
the folder of the data. None of it is allowed on a server that others can reach.
"""

import asyncio
import shutil
import time
from pathlib import Path
from typing import Any

import httpx2
import msgspec
from litestar import Litestar
from rich.console import Console

from mimi import serve
from mimi.app import make_app, make_kit
from mimi.kit import logs
from mimi.kit.kit import Kit
from mimi.kit.postgres import stop_leftover
from mimi.rooms import accounts
from mimi.settings import Settings, check
from mimi.settings_tables import DAY
from mimi.town import graph
from mimi.town.life import Summary, Town, span
from mimi.town.stay import stay
from mimi.town.visit import progress

MEMBERS = 112  # four full circles, and one with room for newcomers
SEED = "demo"
CODE = "246810"
STALE = 20 * DAY  # then a new town: the tokens and the secrets of the old one run out
RHYTHM = {
    "edition": 60,
    "comments": 15,
    "counters": 30,
    "night": 300,
    "epoch": 120,
    "token_rest": 0,
    "refund": 600,
}
WELCOME = """
[bold]Mimi is at {url}[/bold]      Ctrl-C ends it and leaves nothing running.

[bold]Be somebody who lives here.[/bold]  number {number}   code {code}
  Your browser is a new device to that account, so it asks for the twelve words:
  [green]{words}[/green]
  Somebody else:  {other}   {other_words}

[bold]Or arrive as a newcomer.[/bold]  number {newcomer}   code {code}   no words
  These members have your number already. Paste theirs as your contacts:
  [green]{contacts}[/green]
  Friendships begin together, within two minutes: then the gate opens, and what is told from
  then on is yours to read. The town goes on living, so there is more every minute.

[bold]Try this.[/bold]
  Tell a secret, with a photo if you like: it comes out within three minutes, among others.
  Like and share one until more people see it; answer one, twice: you wear another mask each time.
  Open the link of a shared secret in a private window: a public one opens, another does not.

Windows last a minute here and the code is always the same. A real server takes hours and days,
which is what hides an author; it refuses these settings.
"""
PLENTY = 1_000_000  # caps that a town and its visitors do not meet


def run(base: Settings, members: int = MEMBERS) -> None:
    """Fills the town unless it is there, then serves it. Raises CannotServe."""
    logs.configure()
    settings = rehearsal(base)
    serve.refuse_taken(settings)
    with serve.stoppable():
        _start_over_unless_filled(Path(settings.data))
        with serve.database(settings) as url:
            if not _marker(settings).exists():
                _fill(settings, url, members)
            summary = msgspec.json.decode(_marker(settings).read_bytes(), type=Summary)
            app = make_app(make_kit(settings, url))
            asyncio.run(serve.listen(settings, app, lambda: _go_on(settings, app, summary)))


def rehearsal(base: Settings) -> Settings:
    """The demo's own settings; host, port, page and database stay as the visitor has them."""
    tables: dict[str, Any] = msgspec.to_builtins(base)
    tables |= {"name": "Mimi demo", "data": str(Path(base.data) / "demo")}
    tables |= {"fixed_code": CODE, "founders": "first"}
    tables["rhythm"] |= RHYTHM
    tables["circle"]["wait_days"] = 1
    tables["caps"]["post_tokens"] = 15  # so that the town has something to tell for hours
    for cap in tables["caps"]:
        if cap.startswith("codes_per_") or cap == "invites_per_day":
            tables["caps"][cap] = PLENTY
    return check(tables)


def _marker(settings: Settings) -> Path:
    """Written when the town is full: without it the folder is only half a town."""
    return Path(settings.data) / "town.json"


def _start_over_unless_filled(data: Path) -> None:
    marker = data / "town.json"
    if marker.exists() and time.time() - marker.stat().st_mtime < STALE:
        return
    stop_leftover(data / "postgres")
    shutil.rmtree(data, ignore_errors=True)


def _fill(settings: Settings, url: str, members: int) -> None:
    """Lives some hundred windows in a minute, by a clock moved by hand that ends at the present."""
    say = Console(stderr=True).print
    say(f"Filling a town of {members} members. This takes about a minute, and only once.")
    start = int(time.time()) - span(msgspec.to_builtins(settings.rhythm))
    tables = msgspec.to_builtins(settings)
    manual = check({**tables, "clock": "manual", "clock_start": start})
    summary = asyncio.run(_live(manual, url, members))
    _marker(settings).write_bytes(msgspec.json.encode(summary))


async def _live(settings: Settings, url: str, members: int) -> Summary:
    """The members speak HTTP to the app without a socket: nobody can sign in before it is full."""
    town = graph.grow(members, SEED)
    kit = make_kit(settings, url)
    await _refuse_inhabited(kit)
    app = make_app(kit)
    async with app.lifespan(), _client(app) as http:
        with progress() as bars:
            summary = await Town(http, town, CODE, seed=SEED, progress=bars).live()
        now = kit.clock.now()
        await http.post("/v1/clock", json={"seconds": max(0, int(time.time()) - now)})
    return summary


async def _refuse_inhabited(kit: Kit) -> None:
    """A database given by MIMI_DATABASE_URL may be somebody's real one. Raises CannotServe."""
    await kit.database.open()
    try:
        async with kit.database.reading() as db:
            if await accounts.joined_days(db):
                raise serve.CannotServe("a demo needs an empty database, and this one has accounts")
    finally:
        await kit.database.close()


async def _go_on(settings: Settings, app: Litestar, summary: Summary) -> None:
    """A visitor's secret is read and answered; whom a visitor may be does nothing by itself."""
    _welcome(settings, summary)
    async with _client(app) as http:
        town = Town(http, graph.grow(summary.members, SEED), CODE, SEED)
        await stay(town, CODE, {one.number for one in summary.sign_ins}, summary.secrets)


def _client(app: Litestar) -> httpx2.AsyncClient:
    transport = httpx2.ASGITransport(app=app)  # pyright: ignore[reportArgumentType]
    return httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1", timeout=60)


def _welcome(settings: Settings, summary: Summary) -> None:
    known, other = summary.sign_ins[0], summary.sign_ins[-1]
    Console(highlight=False, soft_wrap=True).print(
        WELCOME.format(
            url=settings.url,
            code=CODE,
            number=known.number,
            words=known.words,
            other=other.number,
            other_words=other.words,
            newcomer=" or ".join(summary.newcomers),
            contacts=" ".join(summary.contacts),
        )
    )
