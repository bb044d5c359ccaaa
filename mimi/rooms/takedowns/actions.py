""" "This is about me": asked by anybody, answered by a number that only they have.

Protects members from whoever asks only to learn what is told here: a request is stored and answered
at once, the same whatever it says, and looked for later, by the window; its outcome does not tell
"there is no such text" from "it breaks no rule". And whoever asks: their words lie sealed, and what
they are told by is a hash of a number that the server does not keep.
"""

import re
from base64 import b32encode
from collections import defaultdict
from uuid import UUID

import msgspec

from mimi.kit.db import Connection
from mimi.kit.errors import NotFound, Problem
from mimi.kit.kit import Kit
from mimi.kit.limits import allow
from mimi.rooms.takedowns import store
from mimi.rooms.takedowns.model import (
    GRANTED,
    Answer,
    Asked,
    Asking,
    Numbered,
    Row,
    Takedown,
    TakedownOutcome,
)

ASKED_HERE = 5  # from one address, a day
ASKED_ALL = 500  # by everybody, a day: each is looked for in all that is out
QUESTIONS = 50  # about outcomes, from one address, a day
KEPT_DAYS = 90
MOST = 50  # that moderators see at a time


async def ask(kit: Kit, db: Connection, asked: Asking, address: str) -> Numbered:
    """Problems: nothing-named, too-many."""
    if not asked.link.strip() and not asked.quotation.strip():
        raise Problem(400, "nothing-named", "Give its link or some of its words.")
    await allow(kit, db, "takedown", address.encode(), ASKED_HERE)
    await allow(kit, db, "takedowns", b"", ASKED_ALL)
    number = b32encode(kit.chance.bytes(10)).decode()
    sealed = kit.keys.seal("takedown", msgspec.msgpack.encode(_kept(asked)))
    await store.add(db, _id(kit, number), kit.day(), sealed)
    return Numbered("-".join(re.findall("....", number)))


def _kept(asked: Asking) -> Asked:
    given = (asked.link, asked.quotation, asked.name, asked.words)
    return Asked(*(text.strip() for text in given), wish=asked.wish)


async def outcome(kit: Kit, db: Connection, number: str, address: str) -> TakedownOutcome | None:
    """From the day after the decision on, so that nobody lays what goes beside the moment.

    None when there is no such number; the caller commits before saying so, or guesses would not
    count. Problem: too-many.
    """
    await allow(kit, db, "takedown outcome", address.encode(), QUESTIONS)
    found = await store.answered(db, _id(kit, number))
    if found is None:
        return None
    given, day = found
    return TakedownOutcome(given if given and day < kit.day() else "waiting")


def _id(kit: Kit, number: str) -> UUID:
    """What the server keeps of a number, however it was written down."""
    plain = re.sub(r"[^A-Z2-7]", "", number.upper()).encode()
    return UUID(bytes=kit.keys.tag("takedown number", plain)[:16], version=4)


async def waiting(kit: Kit, db: Connection) -> list[Takedown]:
    """What moderators have not answered, the oldest day first."""
    rows = await store.waiting(db, MOST)
    cases = defaultdict[UUID, list[UUID]](list)
    for takedown, case in await store.cases(db, [row.takedown for row in rows]):
        cases[takedown].append(case)
    seen = [(row.takedown, opened(kit, row)) for row in rows]
    return [
        Takedown(takedown, asked.quotation, asked.name, asked.words, cases[takedown], asked.wish)
        for takedown, asked in seen
        if asked
    ]


def opened(kit: Kit, row: Row) -> Asked | None:
    """None when another keyring sealed it."""
    plain = kit.keys.unseal("takedown", row.sealed)
    return msgspec.msgpack.decode(plain, type=Asked) if plain else None


async def answer(kit: Kit, db: Connection, takedown: UUID, given: Answer) -> None:
    """Problems: NotFound, of what was answered before too; other-wish, of what nobody asked for."""
    row = await store.find(db, takedown)
    asked = opened(kit, row) if row else None
    if asked and given not in {GRANTED[asked.wish], "left"}:
        raise Problem(400, "other-wish", "That is not what was asked for.")
    if not await store.answer(db, takedown, given, kit.day()):
        raise NotFound


async def clean(kit: Kit, db: Connection, _: int) -> None:
    while gone := await store.forget(db, kit.day() - KEPT_DAYS):
        await store.forget_cases(db, gone)
