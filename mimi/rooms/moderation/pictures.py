"""Pictures, looked at when they come out: for nudity, and for being one that was removed.

Protects whoever is in a removed picture, from its coming again. And whoever tells one: a verdict is
a function of the picture, and a copy looks like any other picture to whoever sees, reports or told
it, or telling one would be a way to ask "was this removed?". Nothing is deleted: it climbs no
further, until somebody looks.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import NamedTuple
from uuid import UUID

import msgspec

from mimi.care.prints import ALIKE, Print, nearest
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.windows import claim
from mimi.rooms import photos, secrets
from mimi.rooms.moderation import cases, reports, store, store_pictures
from mimi.rooms.moderation.model import Case, Item, Outcome
from mimi.rooms.moderation.policy import Reason, gravest

TURN = "pictures"  # of the workers, whose turn it is
KEPT_DAYS = 400

Place = tuple[UUID, UUID]  # circle and secret
Known = list[tuple[Reason, Print]]


class Found(NamedTuple):
    bits: int  # of 256, in which it differs
    item: Item


async def look(kit: Kit) -> None:
    """Looks at what has come out, and for what was removed: a few at a time, each few for good, so
    that no row is kept from anybody for longer than they take."""
    while await _is_due(kit):
        async with kit.database.transaction() as db:
            await claim(db, TURN)
            await _find_copies(kit, db)
            places = await photos.unlooked(db, photos.AT_ONCE)
            if places:
                await _look(kit, db, places)


async def _is_due(kit: Kit) -> bool:
    """So that an idle look writes nothing."""
    async with kit.database.reading() as db:
        return bool(await photos.unlooked(db, 1) or await store_pictures.new(db))


async def _look(kit: Kit, db: Connection, places: list[Place]) -> None:
    removed = await store_pictures.everything(db)
    known: Known = [(rule, one) for rule, sealed in removed if (one := unsealed(kit, sealed))]
    webps = [await photos.find(kit, db, *place) or b"" for place in places]
    naked = kit.settings.care.nudity
    for place, seen in zip(places, await photos.look(webps, nudity=naked > 0), strict=True):
        rules = await asyncio.to_thread(_copied, known, seen.print) if seen.print else set[str]()
        if naked and seen.nudity is not None and seen.nudity >= naked:
            rules.add("nudity")
        print_ = sealed(kit, seen.print) if seen.print else b""
        await photos.set_looked(db, place, print_, sorted(rules))
        await _consider(kit, db, place, rules)


def _copied(known: Known, seen: Print) -> set[str]:
    """The rule that the removed picture broke which this is a copy of."""
    near = nearest([one for _, one in known], seen)
    return {cases.COPY + known[near.at][0]} if near and near.bits <= ALIKE else set()


async def _consider(kit: Kit, db: Connection, place: Place, rules: set[str]) -> None:
    item = Item(*place, None)
    case = cases.name(kit, item)
    content = await cases.content(db, item)
    if rules and content:
        rule = gravest(content.pictured or content.copied)
        opened = await store.open_case(db, case, item, kit.day(), rule)
        if opened.waiting:
            await reports.consider(db, case, item, content)
    decided = await store.decisions(db, case)
    if content and content.pictured and not (decided and decided[-1].outcome == "kept"):
        await veil(db, item)
    if decided and decided[-1].outcome == "removed":  # before anybody had looked at its picture
        await block(kit, db, case, item, decided[-1].rule)


async def veil(db: Connection, item: Item) -> None:
    """Whoever reads is asked before it is shown. Of what may be nudity alone: that is a function of
    the picture, and that it is a copy would be an answer to whoever tells it."""
    content = await cases.content(db, item)
    if content and content.pictured and item.comment is None:
        await secrets.set_veiled(db, *item[:2], veiled=True)


async def decided(kit: Kit, db: Connection, case: Case, rule: Reason, outcome: Outcome) -> None:
    """Remembers the picture of what was removed, and forgets that of what was not after all; shows
    at once what was let go."""
    if outcome == "removed":
        await block(kit, db, case.case, case.item, rule)
    else:
        await release(db, case.case)
    if outcome == "kept" and case.item.comment is None:
        await secrets.set_veiled(db, *case.item[:2], veiled=False)


async def block(kit: Kit, db: Connection, case: UUID, item: Item, rule: Reason) -> None:
    looked = await photos.looked(db, item[:2]) if item.comment is None else None
    known = unsealed(kit, looked.print) if looked else None
    if known:
        await store_pictures.put(db, case, rule, kit.day(), sealed(kit, known))


async def release(db: Connection, case: UUID) -> None:
    await store_pictures.remove(db, case)


async def forget(kit: Kit, db: Connection) -> None:
    await store_pictures.forget(db, kit.day() - KEPT_DAYS)


async def _find_copies(kit: Kit, db: Connection) -> None:
    """Of what was removed since the last window, among all that is out."""
    new = await store_pictures.new(db)
    known: Known = [(rule, one) for _, rule, sealed in new if (one := unsealed(kit, sealed))]
    async for prints in _prints(kit, db) if known else _none():
        for place, rules in await asyncio.to_thread(_copies, known, prints):
            looked = await photos.looked(db, place)
            if looked:
                await photos.set_rules(db, place, sorted({*looked.rules, *rules}))
                await _consider(kit, db, place, rules)
    await store_pictures.set_looked(db, [case for case, _, _ in new])


Prints = list[tuple[Place, Print]]


def _copies(known: Known, prints: Prints) -> list[tuple[Place, set[str]]]:
    found = [(place, _copied(known, one)) for place, one in prints]
    return [(place, rules) for place, rules in found if rules]


async def find(kit: Kit, db: Connection, wanted: Print, most: int) -> list[Found]:
    """The secrets whose picture may be the one that this was made of, the likest first."""
    found: list[Found] = []
    async for prints in _prints(kit, db):
        found += await asyncio.to_thread(_likenesses, wanted, prints)
    return sorted(found)[:most]


def _likenesses(wanted: Print, prints: Prints) -> list[Found]:
    """In a thread: members' requests do not wait for it."""
    near = [(place, nearest([one], wanted)) for place, one in prints]
    return [Found(n.bits, Item(*place, None)) for place, n in near if n and n.bits <= ALIKE]


async def _prints(kit: Kit, db: Connection) -> AsyncIterator[Prints]:
    """Of all that is out, in chunks."""
    place: Place = UUID(int=0), UUID(int=0)
    while chunk := await photos.prints_after(db, place):
        yield await asyncio.to_thread(_unsealed, kit, chunk)
        place = chunk[-1][0]


async def _none() -> AsyncIterator[Prints]:
    for nothing in ():
        yield nothing


def _unsealed(kit: Kit, chunk: Sequence[tuple[Place, bytes]]) -> Prints:
    return [(place, one) for place, sealed in chunk if (one := unsealed(kit, sealed))]


def sealed(kit: Kit, print_: Print) -> bytes:
    return kit.keys.seal("picture", msgspec.msgpack.encode(print_))


def unsealed(kit: Kit, sealed: bytes) -> Print | None:
    plain = kit.keys.unseal("picture", sealed)
    return msgspec.msgpack.decode(plain, type=Print) if plain else None
