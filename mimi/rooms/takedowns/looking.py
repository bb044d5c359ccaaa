"""What the window does with new requests: finds what they are about, and hides what names them."""

import asyncio
import re
from collections.abc import Iterator
from uuid import UUID

from mimi.care import Category, Plain, full_names, look, plain
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.rooms import moderation, secrets
from mimi.rooms.moderation import Item
from mimi.rooms.takedowns import quotations, store
from mimi.rooms.takedowns.actions import opened
from mimi.rooms.takedowns.model import Asked

UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SURE = 0.8  # of a quotation that opens a case without anybody looking
CANDIDATES = 5  # cases of one request
MOST = 10  # requests a window, looked for together: 2,880 a day, more than are taken
NAMES = 2  # letters of a name at least
HARM: tuple[Category, ...] = ("abuse", "threat", "sexual")


async def search(kit: Kit, db: Connection, _: int) -> None:
    """Once a comments window and for all together, so that the moment says nothing (P6). However
    many ask, it looks through all texts once a window: the others wait for the next one."""
    rows = await store.new(db, MOST)
    requests = [(row.takedown, asked) for row in rows if (asked := opened(kit, row))]
    quoted = await quotations.find_each(
        db, [_quotation(one) for _, one in requests], CANDIDATES + 1
    )
    for (takedown, asked), found in zip(requests, quoted, strict=True):
        sure = [one for one in found if one.likeness >= SURE]
        common = len(sure) > CANDIDATES
        meant = [(one.item, one.text) for one in sure[:CANDIDATES]]
        await _claim(kit, db, takedown, asked, meant, wait=not common)
        await _claim(kit, db, takedown, asked, await _linked(db, asked), wait=True)
    await store.looked(db, [row.takedown for row in rows])


def _quotation(asked: Asked) -> str:
    """Nothing of one so short that it is in texts of others by chance: those would climb no
    further. Moderators see what was asked all the same, and can look for it."""
    return asked.quotation if quotations.is_distinct(asked.quotation) else ""


async def _claim(  # noqa: PLR0913, PLR0917 who asked, and for what
    kit: Kit,
    db: Connection,
    takedown: UUID,
    asked: Asked,
    meant: list[tuple[Item, str]],
    wait: bool,
) -> None:
    """`wait` unless it is in so many texts that it says nothing against any of them: then they are
    only put before the moderators who answer the request, as what somebody wants put back is."""
    for item, text in meant:
        hide = asked.wish == "take-down" and await asyncio.to_thread(names, asked, text)
        if hide or (wait and asked.wish == "take-down"):
            case = await moderation.claim(kit, db, item, "named", hide=hide)
        else:
            case = await moderation.look_up(kit, db, item)
        await store.add_case(db, takedown, case)


async def _linked(db: Connection, asked: Asked) -> list[tuple[Item, str]]:
    linked = UUIDS.search(asked.link.lower())
    places = await secrets.places(db, [UUID(linked[0])]) if linked else []
    told = [(place, await secrets.text_of(db, *place)) for place in places]
    return [(Item(*place, None), found[0]) for place, found in told if found]


def names(asked: Asked, text: str) -> bool:
    """Whether the text names whom the request says it names: by a full name that care finds in the
    text itself, or in any words where the text is held for harm. Protects who wrote it: letters
    that a stranger cuts out of it ("Hank Youf" out of "Thank you for") are nobody's name."""
    name, read = plain(asked.name), plain(text)
    if {*_full(name)} & {*_full(read)}:
        return True
    alone = rf"(?<![a-z0-9]){re.escape(name.folded)}(?![a-z0-9])"
    harms = any(look(text).has(one) for one in HARM)
    return harms and len(name.joined) >= NAMES and bool(re.search(alone, read.folded))


def _full(read: Plain) -> Iterator[str]:
    return (plain(one).joined for one in full_names(read))
