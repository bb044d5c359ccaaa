"""What the windows bring to moderation."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.windows import Errand, Job, done
from mimi.rooms import comments, secrets
from mimi.rooms.moderation import cases, floods, looks, nights, pictures, reports, store
from mimi.rooms.moderation.model import Content, Item
from mimi.rooms.moderation.policy import Reason, gravest, strength


async def look(kit: Kit, db: Connection, edition: int) -> None:
    """Looks at what has come out since the last time, before anybody can like it: what may break a
    rule climbs no further until somebody has looked at it."""
    past, place = await done(db, LOOKS), (UUID(int=0), UUID(int=0))
    spam = defaultdict[UUID, list[Item]](list)
    while found := await secrets.came_out(db, past, edition, *place):
        contents = [Content(text, photo) for _, _, text, photo in found]
        places = [Item(circle, secret, None) for circle, secret, *_ in found]
        seen = await _look(kit, db, list(zip(places, contents, strict=True)))
        for item, rules in zip(places, seen, strict=True):
            if floods.is_spam(rules):
                spam[item.circle].append(item)
        place = found[-1][:2]
    for items in spam.values():
        await floods.hold(kit, db, items)


async def look_at_answers(kit: Kit, db: Connection, window: int) -> None:
    """Looks at the answers that came out since the last time: what may break a rule is shown to the
    near alone until somebody has looked at it. So it cannot go round with a secret that climbs."""
    after: comments.Slot = (await done(db, ANSWERS), LAST, LAST, LAST)
    while found := await comments.came_out(db, after):
        said = [
            (Item(*where), Content(text, photo=False))
            for (released, *where), text in found
            if released <= window
        ]
        await _look(kit, db, said)
        after = found[-1][0]


async def _look(
    kit: Kit, db: Connection, told: Sequence[tuple[Item, Content]]
) -> list[set[Reason]]:
    """What was recognised in each."""
    rules = await looks.seen_in([content for _, content in told])
    for (item, content), seen in zip(told, rules, strict=True):
        if strength([], seen):
            case = cases.name(kit, item)
            await store.open_case(db, case, item, kit.day(), gravest(seen))
            await reports.consider(db, case, item, content)
    return rules


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
        "moderation",
        lambda kit: kit.settings.rhythm.night,
        nights.night,
        lambda kit, window: kit.keys.destroy_window_keys("pleas", window),
    ),
]

errands: list[Errand] = [pictures.look]
