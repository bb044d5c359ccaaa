"""Faults put into a server on purpose, each with the attack that has to notice it (`make faults`).

Listed before the attacks were run. An attack that cannot fail is worth nothing: for each fault a
server is started with it patched in, and its attack must miss its bound.
"""

import sys
from collections.abc import Callable
from typing import NamedTuple

from mimi import besieged, serve
from mimi.anonymity import vouching
from mimi.kit.db import Connection
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.rooms import photos
from mimi.rooms.accounts import codes, store
from mimi.rooms.accounts.numbers import phone_tag
from mimi.rooms.circles import store_tokens
from mimi.rooms.circles.model import Spent
from mimi.settings import load
from mimi.town import graph

MEMBERS = 60


class Fault(NamedTuple):
    promise: str
    attack: str  # as `mimi attack --only` takes it
    what: str  # the line of its findings that must be red begins so
    put: Callable[[], None]


def vouching_off() -> None:
    """Everybody counts towards K."""
    vouching.Vouching.add = lambda self, candidate: True


def original_photos() -> None:
    """The file as the camera wrote it."""

    async def rebuild(_: Kit, data: bytes) -> bytes:
        return data

    photos.rebuild = rebuild


def tokens_not_marked() -> None:
    """Nothing remembers that a token was spent."""

    async def spend(_: Connection, __: Spent) -> bool:
        return True

    async def is_over(_: Connection, __: bytes, ___: int) -> bool:
        return False

    store_tokens.spend, store_tokens.is_over = spend, is_over


def members_are_known() -> None:
    """A code is not sent twice a day to who is a member: so one can ask who is."""
    issue = codes.issue

    async def telling(kit: Kit, db: Connection, number: str, address: str) -> str:
        if await store.holder(db, phone_tag(kit, number)):
            raise Problem(409, "member", "This number has an account.")
        return await issue(kit, db, number, address)

    codes.issue = telling


FAULTS = {
    "vouching off": Fault("P9", "capture", "circle capture, 23", vouching_off),
    "photos as they came": Fault("P8", "photos", "metadata", original_photos),
    "tokens not marked": Fault("tokens", "tokens", "tokens: spent twice", tokens_not_marked),
    "members are known": Fault("P6", "numbers", "enumeration", members_are_known),
}


def noticed(name: str) -> bool:
    """Whether its attack misses its bound on a server with the fault."""
    fault = FAULTS[name]
    town = graph.grow(MEMBERS, "faults", mean=18)
    command = [sys.executable, "-m", "tests.faults", name]
    found = besieged.attack(town, fault.attack, command=command)
    return any(not one.ok for one in found if one.attack.startswith(fault.what))


def main() -> int:
    if len(sys.argv) > 1:
        FAULTS[sys.argv[1]].put()
        serve.serve(load())
        return 0
    red = {name: noticed(name) for name in FAULTS}
    for name, seen in red.items():
        print(f"{name:<24}{FAULTS[name].promise:<8}{'noticed' if seen else 'NOT NOTICED'}")
    print(f"{sum(red.values())} passed, {len(red) - sum(red.values())} failed")
    return 0 if all(red.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
