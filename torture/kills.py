"""The server, a worker and PostgreSQL are killed in turn while members live on."""

import asyncio
import signal
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress

import httpx2

from mimi.client import Refused
from torture.members import Insisting, Members
from torture.place import PATIENCE, Place, place
from torture.result import Result

VICTIMS = ("server", "worker", "PostgreSQL")
BOUND = 5.0  # seconds until it answers again
CALM = 1.5  # seconds without a failure, after which it is said to be back
Tell = Callable[[str], None]
HIDDEN = "SELECT text FROM secrets WHERE needed > 3"  # by what they say: nobody reads them
DONE = "SELECT done FROM jobs WHERE job = 'comments'"


async def kills(cycles: int, seed: str, tell: Tell) -> list[Result]:
    """Each victim dies in every third cycle."""
    with place() as where:
        async with httpx2.AsyncClient(base_url=where.server.url, timeout=30) as http:
            members = Members(http, seed)
            await members.settle()
            away: dict[str, list[float]] = {victim: [] for victim in VICTIMS}
            tried = 0
            for cycle in range(cycles):
                victim = VICTIMS[cycle % len(VICTIMS)]
                async with living(members):
                    await asyncio.sleep(1 + members.chance.random())
                    away[victim].append(await killed(where, victim, members.devices[0]))
                await all_out(where, members)
                tried += await members.spend_again()
                tell(f"{cycle + 1} of {cycles}: {victim} back in {away[victim][-1]:.1f} s")
            return [*await _found(where, members, cycles, tried), *_back(away)]


@asynccontextmanager
async def living(members: Members) -> AsyncGenerator[None]:
    """The members live until the block ends, and end what they have begun."""
    life = asyncio.create_task(members.live())
    try:
        yield
        await asyncio.sleep(1)
    finally:
        members.stop()
        await life


async def all_out(where: Place, members: Members) -> None:
    """Until all that was acknowledged is out, or it is late enough to say that it never will be."""
    for _ in range(2 * PATIENCE):
        if not await members.promised.missing(where):
            return
        await asyncio.sleep(0.5)


async def broken(where: Place, members: Members) -> tuple[int, int]:
    """Of what was acknowledged: how much is not out, and how much is there twice or never sent."""
    await all_out(where, members)
    promised = members.promised
    return len(await promised.missing(where)), len(await promised.surplus(where))


async def killed(where: Place, victim: str, device: Insisting) -> float:
    """Seconds from the death until it works again. A service manager would start it as we do."""
    begins = time.monotonic()
    if victim == "worker":
        assert where.worker
        ((before,),) = await where.ask(DONE)
        where.worker.kill()
        where.worker.start()
        return await _until_windows_go_on(where, before + 1, begins)
    if victim == "server":
        where.server.kill()
        where.server.start()
    else:
        where.postgres()[0].send_signal(signal.SIGKILL)
    return await until_calm(lambda: works(device), begins)


async def works(device: Insisting) -> None:
    """What a member does in a moment: a page, and a share."""
    for card in (await device.feed())["cards"][:1]:
        try:
            await device.share(card["secret"])
        except Refused as refused:
            if refused.name != "not-found":  # hidden since the page was read
                raise


async def until_calm(ask: Callable[[], Awaitable[None]], begins: float) -> float:
    """When the last failure ended, in seconds from `begins`; asks until nothing fails any more."""
    back = last = begins
    while time.monotonic() - last < CALM:
        if time.monotonic() - begins > PATIENCE:
            return PATIENCE
        try:
            await ask()
        except (httpx2.TransportError, Refused) as error:
            if isinstance(error, Refused) and error.status < 500:
                raise
            back = 0.0
            last = time.monotonic()
        else:
            back = back or time.monotonic()
        await asyncio.sleep(0.02)
    return back - begins


async def _until_windows_go_on(where: Place, after: int, begins: float) -> float:
    """Until a window is done that had not begun when it died."""
    while time.monotonic() - begins < PATIENCE:
        with suppress(OSError):
            ((done,),) = await where.ask(DONE)
            if done > after:
                return time.monotonic() - begins
        await asyncio.sleep(0.02)
    return PATIENCE


async def _found(where: Place, members: Members, cycles: int, tried: int) -> list[Result]:
    promised = members.promised
    hidden = {row["text"] for row in await where.ask(HIDDEN)}
    twice = await _read_twice(members.devices[0], set(promised.told) - hidden)
    return [
        Result("kills", cycles, None),
        Result("acknowledged writes", promised.writes, None),
        Result("acknowledged writes lost", len(await promised.missing(where)), 0),
        Result("written twice or never sent", len(await promised.surplus(where)), 0),
        Result("in a feed twice or not at all", twice, 0),
        Result("of them hidden as spam, which made-up words look like", len(hidden), None),
        Result("spent tokens tried again", tried, None),
        Result("spent tokens taken again", promised.respent, 0),
        Result("writes of unknown fate", len(promised.unsure), None),
    ]


async def _read_twice(device: Insisting, told: set[str]) -> int:
    """Of all that was told, over HTTP, as a member reads it."""
    texts = [card["text"] for card in await device.read()]
    return len(texts) - len(set(texts)) + len(told - set(texts))


def _back(away: dict[str, list[float]]) -> Iterator[Result]:
    for victim, seconds in away.items():
        if seconds:
            longest, middle = max(seconds), sorted(seconds)[len(seconds) // 2]
            yield Result(f"{victim} back after a kill, median", middle, None, "s")
            yield Result(f"{victim} back after a kill, longest", longest, BOUND, "s")
