"""What the windows bring: comments every few minutes, counts by the hour, cleaning by night."""

from collections import Counter
from uuid import UUID

from mimi.anonymity import masks
from mimi.anonymity.buckets import bucket
from mimi.kit.chunks import chunks
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.windows import Job
from mimi.rooms import circles, secrets
from mimi.rooms.comments import queue, store, store_queue
from mimi.rooms.comments.model import Act, Closed, Comment, Said, Withdrawn

Place = tuple[UUID, UUID]  # circle and secret


async def release(kit: Kit, db: Connection, window: int) -> None:
    """Brings out the comments that are due, shuffled, each with a mask of its own (P3, P4).

    Then it does what authors of comments and secrets did since the last night. What was taken
    before a thread closes still comes out: whoever wrote it was told that it would.
    """
    queue.make_keys(kit, window)
    slots = await store_queue.due(db, window)
    kit.chance.random.shuffle(slots)
    later: list[Act | None] = []
    for some in chunks(slots):
        rows = await store_queue.take(db, some)
        acts = [queue.opened(kit, due, sealed) for due, sealed in rows]
        await _bring_out(kit, db, window, [act for act in acts if isinstance(act, Said)])
        later += acts
    withdrawn = [_ids(act) for act in later if isinstance(act, Withdrawn)]
    kit.deleted.note("comment", [comment for _, _, comment in withdrawn], window)
    await store.delete(db, withdrawn)
    await secrets.close(db, sorted(_place(act) for act in later if isinstance(act, Closed)))
    await circles.settle(db, window)


async def _bring_out(kit: Kit, db: Connection, window: int, acts: list[Said]) -> None:
    gone = set(await secrets.gone(db, [_place(act) for act in acts]))
    out = Counter[Place]()
    for act in acts:
        place = _place(act)
        if place in gone:
            continue
        if await store.insert(db, place, window, _comment(kit, act), act.notice):
            out[place] += 1
            if act.by_author:
                await secrets.count_badge(db, *place)
    for place in sorted(out):
        await secrets.count_said(db, *place, out[place])


def _comment(kit: Kit, act: Said) -> Comment:
    """As it is shown. The mask of what it replies to is no argument: two masks that talk to each
    other are no more alike than any two (P3)."""
    return Comment(
        comment=UUID(bytes=act.comment),
        mask=masks.draw(kit.chance.random),
        text=act.text,
        by_author=act.by_author,
        reply_to=UUID(bytes=act.reply_to) if act.reply_to else None,
    )


def _place(act: Act) -> Place:
    return UUID(bytes=act.circle), UUID(bytes=act.secret)


def _ids(act: Withdrawn) -> tuple[UUID, UUID, UUID]:
    return *_place(act), UUID(bytes=act.comment)


async def count(_: Kit, db: Connection, __: int) -> None:
    """Shows how many comments each secret has, in buckets and for all together (P5)."""
    live = await secrets.live(db)
    for chunk in chunks(live):
        circles = sorted({one.circle for one in chunk})
        counts = await store.count(db, circles, [one.secret for one in chunk])
        for one in chunk:
            shown = bucket(counts.get((one.circle, one.secret), 0))
            if shown != one.comments:
                await secrets.set_comments(db, one.circle, one.secret, shown)


async def sweep(_: Kit, db: Connection, __: int) -> None:
    """Forgets the comments on secrets that are gone."""
    after = UUID(int=0), UUID(int=0)
    while places := await store.commented_after(db, *after):
        await store.forget(db, await secrets.gone(db, places))
        after = places[-1]


jobs = [
    Job(
        "comments",
        lambda kit: kit.settings.rhythm.comments,
        release,
        lambda kit, window: kit.keys.destroy_window_keys("comments", window),
    ),
    Job("comment counts", lambda kit: kit.settings.rhythm.counters, count),
    Job("comments of gone secrets", lambda kit: kit.settings.rhythm.night, sweep),
]
