"""`make torture`: breaks real servers, and tells what of it members would have noticed."""

import argparse
import asyncio
import sys
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import msgspec

from torture.clocks import clock_jumps
from torture.database import database_away
from torture.disk import disk_full
from torture.failover import failover
from torture.half_open import half_open
from torture.kills import kills
from torture.nodes import nodes
from torture.result import Result, rows, table
from torture.slow import disk_slow
from torture.streams import streams
from torture.upgrade import upgrade

SHORT, LONG = 12, 100  # cycles of kills
FAILOVERS, MORE = 6, 20
FIVE_MINUTES, AN_HOUR = 300, 3600  # of streams
APART = {"failover", "nodes"}  # only when they are named: they need what few machines have


def main() -> int:
    asked = _asked()
    cycles = asked.cycles or (LONG if asked.long else SHORT)
    failovers = asked.cycles or (MORE if asked.long else FAILOVERS)
    stories: dict[str, Callable[[], Coroutine[Any, Any, list[Result]]]] = {
        "kills": lambda: kills(cycles, asked.seed, _tell),
        "database": database_away,
        "disk": disk_full,
        "slow": disk_slow,
        "half-open": half_open,
        "clocks": clock_jumps,
        "upgrade": upgrade,
        "streams": lambda: streams(AN_HOUR if asked.long else FIVE_MINUTES),
        "nodes": lambda: nodes(_tell),
        "failover": lambda: failover(failovers, asked.seed, _tell),
    }
    found = list[Result]()
    for name, story in stories.items():
        if name in (asked.only or stories.keys() - APART):
            _tell(f"{name} …")
            begins = time.monotonic()
            results = asyncio.run(story())
            _tell(f"{name}: {time.monotonic() - begins:.0f} s" if results else f"{name}: NOT TRIED")
            found += results
            _write(asked.json, found)
    print(table(found))
    return 0 if all(one.ok for one in found) else 1


def _write(file: Path, found: list[Result]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(msgspec.json.format(msgspec.json.encode(rows(found))))


def _asked() -> argparse.Namespace:
    asking = argparse.ArgumentParser(prog="python -m torture", description=__doc__)
    asking.add_argument("--long", action="store_true", help=f"{LONG} kills, {MORE} failovers")
    asking.add_argument("--cycles", type=int, default=0, help="so many kills or failovers")
    asking.add_argument("--seed", default="torture")
    asking.add_argument("--only", action="append", help="a story; may be given again")
    asking.add_argument("--json", type=Path, default=Path("build/torture.json"))
    return asking.parse_args()


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
