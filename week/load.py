"""`make care-load`: floods of reports and of secrets, and a brigade, against a live server.

What is measured is what still worked meanwhile: reading, the next edition, a report that matters.
The reports are 10,000, the brigade 200. Of secrets as many are told as asked for, of four kinds one
after the other: a device may have 64 tokens at most, whatever the cap, so 100,000 take some 2,000
members and most of an hour.
"""

import argparse
import asyncio
import sys
from collections.abc import AsyncGenerator, AsyncIterable, Collection
from pathlib import Path

import httpx2
import msgspec

from attacks.staff import enrol
from mimi.town.graph import grow
from week.floods import Found, brigade, reports
from week.hands import Under
from week.serving import CODE, MODERATED, served
from week.spam import SPAMS, secrets
from week.village import village

MEAN, SEED = 16, "load"
PART = 4_000  # secrets of 100,000
EACH = 64  # tokens: the most that a request may ask for
SEATED = 0.8  # of the members, who can spend them
NAMES = ("Ann", "Ben")
BEFORE = {"reports": reports, "brigade": brigade}
ALL = (*BEFORE, *(spam.name for spam in SPAMS))


async def floods(
    url: str, links: list[str], members: int, count: int, only: Collection[str]
) -> AsyncGenerator[Found]:
    """Those of `only`, in their order, each as soon as it is over."""
    async with httpx2.AsyncClient(base_url=url, timeout=600, trust_env=False) as http:
        now = (await http.get("/v1/place")).json()["now"]
        staff = [
            await enrol(http, name, link, now) for name, link in zip(NAMES, links, strict=True)
        ]
        town = village(http, grow(members, SEED, mean=MEAN), CODE, SEED, _quiet)
        await town.settled()
        under = Under(town, staff)
        for flood in (flood for name, flood in BEFORE.items() if name in only):
            yield await flood(under)
        for spam in (spam for spam in SPAMS if spam.name in only):
            yield await secrets(under, spam, count)


def _quiet(_: str, __: int, ___: int) -> None:
    """How far it is nobody asks."""


async def shown(flooding: AsyncIterable[Found]) -> list[Found]:
    found = list[Found]()
    async for one in flooding:
        print(f"{one.flood}")
        print(
            *(f"  {name:<52}{value:>10}" for name, value in one.said.items()), sep="\n", flush=True
        )
        found.append(one)
    return found


def main() -> int:
    asking = argparse.ArgumentParser(prog="python -m week.load", description=__doc__)
    asking.add_argument("--secrets", type=int, default=PART)
    asking.add_argument("--only", choices=ALL, action="append", help="may be given again for more")
    asking.add_argument("--json", type=Path, default=Path("build/care-load.json"))
    asked = asking.parse_args()
    members = max(60, round(asked.secrets / EACH / SEATED))
    # the caps of a real server let a member tell five: the flood is let in, to see what it does
    with served(MODERATED, SEED, NAMES, CAPS__POST_TOKENS=str(EACH)) as there:
        only = asked.only or ALL
        flooding = floods(there.url, there.links, members, asked.secrets, only)
        found = asyncio.run(shown(flooding))
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_bytes(msgspec.json.format(msgspec.json.encode(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
