"""What the windows bring to moderation."""

from uuid import UUID

from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.windows import Job, done
from mimi.rooms import comments, secrets
from mimi.rooms.moderation import cases, looks, nights, pictures, reports, store
from mimi.rooms.moderation.model import Content, Item
from mimi.rooms.moderation.policy import gravest, strength


async def look(kit: Kit, db: Connection, edition: int) -> None:
    """Looks at what has come out since the last time, before anybody can like it: what may break a
    rule climbs no further until somebody has looked at it."""
    past, place = await done(db, LOOKS), (UUID(int=0), UUID(int=0))
    while found := await secrets.came_out(db, past, edition, *place):
        for circle, secret, text, photo in found:
            await _look(kit, db, Item(circle, secret, None), Content(text, photo))
        place = found[-1][:2]


async def look_at_answers(kit: Kit, db: Connection, window: int) -> None:
    """Looks at the answers that came out since the last time: what may break a rule is shown to the
    near alone until somebody has looked at it. So it cannot go round with a secret that climbs."""
    after: comments.Slot = (await done(db, ANSWERS), LAST, LAST, LAST)
    while found := await comments.came_out(db, after):
        for (released, *where), text in found:
            if released <= window:
                await _look(kit, db, Item(*where), Content(text, photo=False))
        after = found[-1][0]


async def _look(kit: Kit, db: Connection, item: Item, content: Content) -> None:
    seen = looks.seen(content)
    if strength([], seen):
        case = cases.name(kit, item)
        await store.open_case(db, case, item, kit.day(), gravest(seen))
        await reports.consider(db, case, item, content)


LOOKS, ANSWERS = "looks", "looks at answers"
LAST = UUID(int=2**128 - 1)

jobs = [
    Job(LOOKS, lambda kit: kit.settings.rhythm.edition, look, needs=frozenset({"editions"})),
    Job(
        ANSWERS,
        lambda kit: kit.settings.rhythm.comments,
        look_at_answers,
        needs=frozenset({"comments"}),
    ),
    Job(
        "pictures",
        lambda kit: kit.settings.rhythm.comments,
        pictures.look,
        needs=frozenset({"editions"}),
    ),
    Job(
        "moderation",
        lambda kit: kit.settings.rhythm.night,
        nights.night,
        lambda kit, window: kit.keys.destroy_window_keys("pleas", window),
    ),
]
