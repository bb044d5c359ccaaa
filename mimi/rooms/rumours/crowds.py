"""One text told by many of one circle at once: one of them is enough.

Protects readers from a feed that is one text, whether or not care knows it for spam; and whoever
says what others say too from being lost: one of them is shown, which nobody can choose. It counts
within a circle only, whose members see all of it anyway: else a few guesses told on purpose would
ask whether somebody elsewhere told the same.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

import numpy as np

from mimi.care import look
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.windows import done
from mimi.rooms import moderation, secrets
from mimi.rooms.moderation import Item
from mimi.rooms.rumours.prints import ALIKE, print_of

JOB = "crowds"
CROWD = 5  # alike, of one circle at a time, from which on one of them is shown for all
PART = 1_000  # compared with each other at a time: far more than a circle can tell


class Told(NamedTuple):
    """`rank` is a keyed hash: nobody can tell one that comes first."""

    rank: bytes
    item: Item
    signature: bytes
    text: str


async def watch(kit: Kit, db: Connection, edition: int) -> None:
    """Hides all but one of what is alike among what a circle told, until somebody has looked."""
    past, place = await done(db, JOB), (UUID(int=0), UUID(int=0))
    by_circle = defaultdict[UUID, list[Told]](list)
    while found := await secrets.came_out(db, past, edition, *place):
        for told in await asyncio.to_thread(_read, kit, [one[:3] for one in found]):
            by_circle[told.item.circle].append(told)
        place = found[-1][:2]
    for circle in sorted(by_circle):
        for crowd in await asyncio.to_thread(crowds, by_circle[circle]):
            await _hold(kit, db, crowd)


def _read(kit: Kit, found: Sequence[tuple[UUID, UUID, str]]) -> list[Told]:
    """In a thread: members' requests do not wait for it. Nothing of what is too short."""
    key = kit.keys.key("rumour")
    prints = (
        (Item(circle, secret, None), text, print_of(key, text)) for circle, secret, text in found
    )
    return [
        Told(kit.keys.tag("crowd", item.secret.bytes), item, known.signature, text)
        for item, text, known in prints
        if known
    ]


def crowds(told: Sequence[Told]) -> list[list[Told]]:
    """Those of at least CROWD that are alike, or like one that is: a text that wanders. PURE."""
    found: list[list[Told]] = []
    in_order = sorted(told)
    for at in range(0, len(in_order), PART):
        part = in_order[at : at + PART]
        together = defaultdict[int, list[Told]](list)
        for one, group in zip(part, _groups(part), strict=True):
            together[group].append(one)
        found += [crowd for crowd in together.values() if len(crowd) >= CROWD]
    return found


def _groups(told: Sequence[Told]) -> list[int]:
    """For each the first of those that it hangs together with."""
    rows = np.frombuffer(b"".join(one.signature for one in told), np.uint64)
    hashes = rows.reshape(len(told), -1)
    alike = np.array([(hashes == one).mean(axis=1) >= ALIKE for one in hashes])
    groups = np.arange(len(told))
    while (nearer := np.where(alike, groups, len(told)).min(axis=1)).tolist() != groups.tolist():
        groups = nearer
    return groups.tolist()


async def _hold(kit: Kit, db: Connection, crowd: Sequence[Told]) -> None:
    """Not what may be a cry for help: that is hidden by nobody."""
    if not await asyncio.to_thread(lambda: look(crowd[0].text).has("selfharm")):
        await moderation.keep_one(kit, db, [one.item for one in crowd])
