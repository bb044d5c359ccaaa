"""Finding what somebody quotes: a screenshot typed off, a few words remembered.

A quotation is held against everything that is out, by the share of its runs of three letters that
the other text has too, after care has written both alike. No index of what members wrote is kept.
"""

import asyncio
from collections.abc import AsyncIterator
from heapq import nlargest
from typing import NamedTuple
from uuid import UUID

from mimi.care import plain
from mimi.kit.db import Connection
from mimi.rooms import comments, secrets
from mimi.rooms.moderation import Item

RUN = 3  # letters
SHORTEST = 4  # letters of a quotation that says anything
LIKE = 0.5  # from which share on it may be meant


class Found(NamedTuple):
    likeness: float  # from LIKE to 1
    item: Item
    text: str


Written = tuple[Item, str]


async def find(db: Connection, quotation: str, most: int) -> list[Found]:
    """What it may be a quotation of, the likest first: secrets and comments, hidden ones too."""
    wanted = plain(quotation).joined
    if len(wanted) < SHORTEST:
        return []
    found: list[Found] = []
    async for chunk in _written(db):
        found += await asyncio.to_thread(_alike, wanted, chunk)
        found = nlargest(most, found, key=lambda one: one.likeness)
    return found


def _alike(wanted: str, chunk: list[Written]) -> list[Found]:
    """In a thread: members' requests do not wait for it."""
    runs = _runs(wanted)
    likenesses = ((likeness(wanted, runs, plain(text).joined), item, text) for item, text in chunk)
    return [Found(*one) for one in likenesses if one[0] >= LIKE]


def likeness(wanted: str, runs: set[str], text: str) -> float:
    """The share of the quotation that is in the text."""
    if wanted in text:
        return 1
    return len(runs & _runs(text)) / len(runs) if runs else 0


def _runs(text: str) -> set[str]:
    return {text[at : at + RUN] for at in range(len(text) - RUN + 1)}


async def _written(db: Connection) -> AsyncIterator[list[Written]]:
    """All that is out, in chunks."""
    place = UUID(int=0), UUID(int=0)
    while told := await secrets.texts_after(db, *place):
        yield [(Item(circle, secret, None), text) for circle, secret, text in told]
        place = told[-1][:2]
    after = UUID(int=0), UUID(int=0), UUID(int=0)
    while said := await comments.texts_after(db, *after):
        yield [(Item(*where), text) for *where, text in said]
        after = said[-1][:3]
