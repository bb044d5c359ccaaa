"""The swap test at length: everybody who could have told, answered or liked, in many towns.

    make swaps                                      200 swaps, in towns grown anew
    .venv/bin/python -m tests.swaps 500 FILE ...    500, in parts of real graphs too

Prints a line a town; the exit status is 1 when a swap made a difference.
"""

import sys
from collections.abc import Iterator
from itertools import count, zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import anyio

from mimi.town.graph import Graph, from_edges, grow, read
from tests.casting import AS_IT_WAS, Swap, TooAlike
from tests.conftest import short_lived
from tests.lives import SMALL, Lived, Town, lived
from tests.push_service import PushService, push_service

SWAPS = 200
ROLES = ("author", "writer", "liker")
WHOLE = {"k": 12, "full": 24, "most": 48}  # as the settings are, where nobody changes them
SIZES = ((18, 7, SMALL), (24, 9, SMALL), (30, 10, SMALL), (60, 10, WHOLE))  # members, mean friends


def towns(files: list[Path]) -> Iterator[tuple[str, Town]]:
    """Without end: of each size, and the nearest members of each file around somebody."""
    graphs = [(file.stem, read(file)) for file in files]
    for seed in count():
        for members, mean, circle in SIZES:
            graph = grow(members, f"swaps {seed}", mean=mean)
            yield f"grown {members}, {seed}", Town(graph, circle)
        for name, graph in graphs:
            yield f"{name}, around {seed * 7}", Town(around(graph, seed * 7, 24), SMALL)


def around(graph: Graph, middle: int, members: int) -> Graph:
    """The nearest to one member, by steps, and the friendships among them."""
    found, at = [middle], 0
    while at < len(found) < members:
        found += sorted(graph[found[at]] - set(found))
        at += 1
    number = {member: place for place, member in enumerate(found[:members])}
    return from_edges(
        (number[one], number[other]) for one in number for other in graph[one] & number.keys()
    )


async def swapped(postgres: str, service: PushService, town: Town, most: int) -> tuple[int, int]:
    """How many swaps were made in a town, and how many made a difference. Raises TooAlike."""
    original = await life(postgres, service, town, AS_IT_WAS)
    able = {role: getattr(original.able, role) for role in ROLES}
    swaps = [Swap(role, at) for role in ROLES for at in range(1, len(able[role]))][:most]
    different = 0
    for swap in swaps:
        other = await life(postgres, service, town, swap)
        assert other.record.keyed != original.record.keyed, "nobody was swapped"
        pairs = zip_longest(original.record.seen, other.record.seen)
        if found := next((pair for pair in pairs if pair[0] != pair[1]), None):
            different += 1
            print(f"  {swap}\n    {found[0]}\n    {found[1]}", flush=True)
    return len(swaps), different


async def life(postgres: str, service: PushService, town: Town, swap: Swap) -> Lived:
    with TemporaryDirectory(prefix="mimi-swap-") as folder:
        return await lived(postgres, service, Path(folder), swap, town=town)


def main(wanted: int, files: list[Path]) -> int:
    with short_lived() as postgres, push_service() as service:
        different = anyio.run(through, postgres, service, wanted, files)
    print(f"{wanted} swaps, {different} made a difference")
    return 1 if different else 0


async def through(postgres: str, service: PushService, wanted: int, files: list[Path]) -> int:
    """How many of so many swaps made a difference."""
    done = different = 0
    for name, town in towns(files):
        began = perf_counter()
        try:
            here, differ = await swapped(postgres, service, town, wanted - done)
        except ExceptionGroup as failed:  # by the server's life around it
            if failed.split(TooAlike)[1]:
                raise
            print(f"{name:<28}   too alike", flush=True)
            continue
        done, different = done + here, different + differ
        took = perf_counter() - began
        print(f"{name:<28}{here:4} swaps{differ:4} different{took:6.0f} s", flush=True)
        if done >= wanted:
            break
    return different


if __name__ == "__main__":
    words = sys.argv[1:]
    sys.exit(main(int(words[0]) if words else SWAPS, [Path(one) for one in words[1:]]))
