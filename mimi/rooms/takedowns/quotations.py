"""Finding what somebody quotes: a screenshot typed off, a few words remembered.

A quotation is held against everything that is out, by the share of its runs of three letters that
the other text has too, after care has written both alike. No index of what members wrote is kept:
several quotations are looked for together, in one look through all texts.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from heapq import nlargest
from typing import NamedTuple
from uuid import UUID

from mimi.care import plain
from mimi.kit.db import Connection
from mimi.rooms import comments, secrets
from mimi.rooms.moderation import Item

RUN = 3  # letters
SHORTEST = 4  # letters of a quotation that says anything to a moderator
DISTINCT = 12  # letters that few other texts have by chance; a Chinese one counts as two
HAN = re.compile(r"[\u3400-\u9fff]")
LIKE = 0.5  # from which share on it may be meant


class Found(NamedTuple):
    likeness: float  # from LIKE to 1
    item: Item
    text: str


Written = tuple[Item, str]


async def find(db: Connection, quotation: str, most: int) -> list[Found]:
    """What it may be a quotation of, the likest first: secrets and comments, hidden ones too."""
    return (await find_each(db, [quotation], most))[0]


async def find_each(db: Connection, quotations: Sequence[str], most: int) -> list[list[Found]]:
    """The same of several."""
    wanted = [plain(one).joined for one in quotations]
    found: list[list[Found]] = [[] for _ in wanted]
    if not any(len(one) >= SHORTEST for one in wanted):
        return found
    async for chunk in _written(db):
        for at, more in enumerate(await asyncio.to_thread(_alike, wanted, chunk)):
            found[at] = nlargest(most, [*found[at], *more], key=lambda one: one.likeness)
    return found


def is_distinct(quotation: str) -> bool:
    """Whether it is long enough to mean one text among all."""
    letters = plain(quotation).joined
    return len(letters) + len(HAN.findall(letters)) >= DISTINCT


def _alike(wanted: Sequence[str], chunk: list[Written]) -> list[list[Found]]:
    """In a thread: members' requests do not wait for it."""
    texts = [(item, text, plain(text).joined) for item, text in chunk]
    return [_like(one, texts) if len(one) >= SHORTEST else [] for one in wanted]


def _like(wanted: str, texts: Sequence[tuple[Item, str, str]]) -> list[Found]:
    runs = _runs(wanted)
    found = [Found(likeness(wanted, runs, letters), item, text) for item, text, letters in texts]
    return [one for one in found if one.likeness >= LIKE]


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
