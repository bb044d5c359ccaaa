"""What moderators look at, find and answer; what they decide is in `deciding`.

Protects who wrote and who reported: a moderator sees what was said and why it is here, and no more
(P11).
"""

from datetime import UTC, datetime
from uuid import UUID

from msgspec.structs import replace

from mimi.care.prints import SURE, Print
from mimi.kit.db import Connection
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.rooms import moderation, photos, rumours, takedowns
from mimi.rooms.console import deciding, store
from mimi.rooms.console.model import Act, Answering, Deed, Hit, Noted, Opened, Waiting
from mimi.rooms.moderators import Moderator

ACTS = 200  # shown at a time
ACT_DAYS = 400
HITS = 20  # of a search
WHOLE = 1.0  # the likeness of what has the whole quotation in it


async def queue(db: Connection, moderator: Moderator) -> list[Waiting]:
    """What this moderator decided and waits again is for somebody else, as appeals are."""
    found = await deciding.waiting_for(db, moderator, await moderation.queue(db))
    return [replace(one, closed=one.closed or one.case.removed_by == moderator) for one in found]


async def show(kit: Kit, db: Connection, moderator: Moderator, case: UUID) -> Opened:
    """Raises NotFound."""
    [waiting] = await deciding.waiting_for(db, moderator, [await moderation.pending(db, case)])
    acts = [_act(step) for step in await store.of(db, case)]
    found = await rumours.noted(kit, db, waiting.case.text)
    noted = Noted(*found) if found else None
    return Opened(waiting, await moderation.context(db, case), acts, noted)


async def acts(db: Connection) -> list[Act]:
    return [_act(step) for step in await store.newest(db, ACTS)]


def _act(step: store.Step) -> Act:
    day = datetime.fromtimestamp(step.day * 86_400, UTC).date().isoformat()
    deed = step.deed
    return Act(step.case, step.moderator, day, deed.did, deed.rule, deed.reason)


async def search(kit: Kit, db: Connection, quotation: str) -> list[Hit]:
    """What is out and may be what is quoted, each with its case, which waits for nothing."""
    found = await takedowns.find(db, quotation, HITS)
    return [
        Hit(await moderation.look_up(kit, db, one.item), one.text, one.likeness >= WHOLE)
        for one in found
    ]


async def read_picture(kit: Kit, data: bytes) -> Print:
    """What the picture is known by. Problems: photo-too-large, photo-unreadable, too-plain."""
    webp = photos.picked(await photos.rebuild(kit, data)).data
    [seen] = await photos.look([webp], nudity=False)
    if seen.print is None:
        raise Problem(400, "too-plain", "There is too little on it to be told from others.")
    return seen.print


async def search_picture(kit: Kit, db: Connection, wanted: Print) -> list[Hit]:
    """The secrets that are out whose picture it may be, each with its case."""
    found = await moderation.find_picture(kit, db, wanted, HITS)
    texts = [(one, await moderation.text_of(db, one.item)) for one in found]
    return [
        Hit(await moderation.look_up(kit, db, one.item), text, one.bits <= SURE)
        for one, text in texts
        if text is not None
    ]


async def answer(
    kit: Kit, db: Connection, moderator: Moderator, takedown: UUID, given: Answering
) -> None:
    """Closes a request; its cases are decided one by one. Raises NotFound."""
    await takedowns.answer(kit, db, takedown, given.answer)
    deed = Deed("answered", "named", given.reason, None)
    await deciding.write(kit, db, moderator, takedown, deed)


async def clean(kit: Kit, db: Connection, _: int) -> None:
    await store.forget(db, kit.day() - ACT_DAYS)
