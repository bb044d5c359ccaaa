"""What the windows bring: editions, and the night."""

from uuid import UUID

from mimi.anonymity.options import ends, lowest
from mimi.kit import versions
from mimi.kit.chunks import chunks
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.windows import Job
from mimi.rooms import circles, photos
from mimi.rooms.photos import Photo
from mimi.rooms.secrets import queue, store, store_queue
from mimi.rooms.secrets.model import Options, Queued, Secret

CHUNK = 25  # rows opened at a time: with photos, 13 MB of memory


async def release(kit: Kit, db: Connection, window: int) -> None:
    """Brings out all secrets that are due, as one edition.

    Protects authors from whoever reads the order of the heap: rows go in shuffled, from an order
    that does not depend on when they came. One row then makes them visible, all at once.
    """
    queue.make_edition_keys(kit, window)
    places = await store_queue.due(db, window)
    kit.chance.random.shuffle(places)
    for some in chunks(places, CHUNK):
        taken = await store_queue.take(db, some)
        rows = [queue.opened(kit, edition, sealed) for edition, sealed in taken]
        new = [row for row in rows if row and await _bring_out(kit, db, window, row)]
        await photos.keep(kit, db, [_photo(row) for row in new if row.photo], window)
    await store_queue.open_edition(db, window)
    await circles.settle(db, window)


async def _bring_out(kit: Kit, db: Connection, edition: int, row: Queued) -> bool:
    """Whether it is new."""
    secret = Secret(
        circle=UUID(bytes=row.circle),
        secret=UUID(bytes=row.secret),
        edition=edition,
        text=row.text,
        look=row.look,
        photo=bool(row.photo),
        needed=kit.settings.circle.friends_needed,
        likes=0,
        shares=0,
        comments=0,
        said=0,
        closed=False,
        note="",
        source="",
        calm=False,
        safe=False,
        veiled=False,
    )
    chosen = Options(
        lowest=lowest(row.reach, kit.settings.circle.friends_needed),
        ends=ends(edition, row.life, kit.settings.rhythm.secret_life),
        notice=row.notice,
    )
    return await store_queue.insert(db, secret, chosen)


def _photo(row: Queued) -> Photo:
    return Photo(UUID(bytes=row.circle), UUID(bytes=row.secret), row.photo)


async def night(kit: Kit, db: Connection, window: int) -> None:
    """Does the removals of the day, and lets go what has come to its end.

    Both at once: nobody who looks for what is gone can tell a secret that its author took back
    from one that had a short life (P1).
    """
    queue.make_night_key(kit, window)
    rows = await store_queue.take_night(db, window)
    removed = [queue.removed(kit, night, sealed) for night, sealed in rows]
    ids = sorted({secret for secret in removed if secret})
    gone = set(ids)
    for some in chunks(ids):
        await erase(db, await store_queue.places(db, some))
    last = (UUID(int=0), UUID(int=0))
    while old := await store_queue.ended(db, window, *last):
        await erase(db, old)
        gone.update(secret for _, secret in old)
        last = old[-1]
    kit.deleted.note("secret", gone, window)
    await versions.forget(db, await store.oldest(db))


async def erase(db: Connection, places: list[tuple[UUID, UUID]]) -> None:
    """Nothing is left of these (circle, secret); gone before is not an error."""
    await photos.delete(db, places)
    await store_queue.unpublish(db, places)
    await store_queue.delete(db, places)


jobs = [
    Job(
        "editions",
        lambda kit: kit.settings.rhythm.edition,
        release,
        lambda kit, window: kit.keys.destroy_window_keys("edition", window),
    ),
    Job(
        "night",
        lambda kit: kit.settings.rhythm.night,
        night,
        lambda kit, window: kit.keys.destroy_window_keys("night", window),
    ),
    Job("photos", lambda kit: kit.settings.rhythm.night, photos.sweep, needs=frozenset({"night"})),
]
