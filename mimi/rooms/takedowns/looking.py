"""What the window does with new requests: finds what they are about, and hides what names them."""

import re
from uuid import UUID

from mimi.care import look, plain
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
NAMES = 2  # letters of a name at least


async def search(kit: Kit, db: Connection, _: int) -> None:
    """Once a comments window and for all together, so that the moment says nothing (P6)."""
    while rows := await store.new(db):
        for row in rows:
            asked = opened(kit, row)
            if asked is None:
                continue
            for item, text in await _meant(db, asked):
                case = await moderation.claim(kit, db, item, "named", hide=names(asked, text))
                await store.add_case(db, row.takedown, case)
        await store.looked(db, [row.takedown for row in rows])


async def _meant(db: Connection, asked: Asked) -> list[tuple[Item, str]]:
    found = [(one.item, one.text) for one in await _quoted(db, asked)]
    linked = UUIDS.search(asked.link.lower())
    for circle, secret in await secrets.places(db, [UUID(linked[0])]) if linked else []:
        told = await secrets.text_of(db, circle, secret)
        if told:
            found.append((Item(circle, secret, None), told[0]))
    return found


async def _quoted(db: Connection, asked: Asked) -> list[quotations.Found]:
    if not asked.quotation:
        return []
    found = await quotations.find(db, asked.quotation, CANDIDATES)
    return [one for one in found if one.likeness >= SURE]


def names(asked: Asked, text: str) -> bool:
    """Whether the text names whom the request says it names, and that is a name as care knows them:
    else whoever quotes a word of any text could hide it."""
    name = plain(asked.name).joined
    return len(name) >= NAMES and name in plain(text).joined and look(asked.name).has("name")
