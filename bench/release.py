"""An edition alone, of any size: `python -m bench.release SECRETS …`.

So many secrets, ten of a member, are sealed in the queue as telling puts them there; then their
window begins: they come out, care looks at each, and each is held against 100 rumours and what else
its circle told. Seconds of each job, and how much memory the process took at most by then.
"""

import asyncio
import sys
from collections.abc import Iterable
from itertools import cycle, islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from uuid import UUID

import httpx2

from bench import crowd, jobs, town
from bench.acts import postmaster
from bench.database import database, tidy
from mimi.app import make_kit
from mimi.kit.chunks import chunks
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.rooms import rumours
from mimi.rooms.secrets import queue
from mimi.settings_tables import DAY
from mimi.town import stock

EACH = 10  # secrets of a member
RUMOURS = 100
WORDS = 3  # of other secrets, in English, or whole ones without spaces in Chinese: few are alike
PARTS = ("editions", "looks", "rumours", "crowds")
CIRCLES = """
    SELECT circle FROM members ORDER BY circle, account
"""


async def measure(data: Path, url: str, secrets: int) -> None:
    kit, chance = make_kit(town.settings(data, 1), url), Random(secrets)
    await kit.database.open()
    async with kit.database.transaction() as db, httpx2.AsyncClient() as http:
        await crowd.arrive(kit, db, http, crowd.friendships(secrets // EACH))
    for days in (1, 8):
        await jobs.after(kit, postmaster(data), days * DAY)
    async with kit.database.transaction() as db:
        for _ in range(RUMOURS):
            case = UUID(int=chance.getrandbits(128))
            await rumours.block(kit, db, case, rumour(chance))
        circles = [row[0] for row in await db.fetch(CIRCLES)]
    for some in chunks(list(islice(cycle(circles), secrets))):
        async with kit.database.transaction() as db:
            await tell(kit, db, some, chance)
    await tidy(url)
    done = await jobs.after(kit, postmaster(data), kit.settings.rhythm.edition)
    print(f"{secrets:>9,} secrets {done.whole:8.2f} s ({done.of(*PARTS)}); {done}", flush=True)
    await kit.database.close()


async def tell(kit: Kit, db: Connection, circles: Iterable[UUID], chance: Random) -> None:
    present = await queue.present(kit, db)
    for circle in circles:
        told = queue.Told(
            secret=UUID(int=chance.getrandbits(128)),
            text=words(chance),
            look=stock.LOOKS[0],
            photo=b"",
            wish="next",
            reach="anyone",
            life="month",
            notice=b"",
            digest=b"",
        )
        await queue.put(kit, db, present, circle, told)


def words(chance: Random) -> str:
    """A secret of the stock, and words of others."""
    lines = [line.text for line in stock.secrets()]
    others = " ".join(lines).split()
    return " ".join([chance.choice(lines), *chance.choices(others, k=WORDS)])


def rumour(chance: Random) -> str:
    """Like hardly any secret of the stock."""
    answers = stock.comments(chance.choice(stock.LANGUAGES))
    return " ".join(line.text for line in chance.choices(answers, k=4))


def main() -> None:
    for secrets in map(int, sys.argv[1:] or ["10000"]):
        with TemporaryDirectory(prefix="mimi-bench-") as folder, database(Path(folder)) as url:
            asyncio.run(measure(Path(folder), url, secrets))


if __name__ == "__main__":
    main()
