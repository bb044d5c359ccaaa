"""One server: the rooms put together."""

import asyncio
from collections.abc import AsyncGenerator, Coroutine
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import structlog
from litestar import Litestar
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State
from litestar.di import Provide

from mimi import cards, care, departure, openapi, page, place, texts
from mimi.kit import edge, errors, room_left
from mimi.kit.chance import Chance
from mimi.kit.clock import ManualClock, SystemClock
from mimi.kit.db import Database
from mimi.kit.deleted import Deleted
from mimi.kit.folder import Folder
from mimi.kit.http import provider_of
from mimi.kit.keys import Keys
from mimi.kit.kit import Kit
from mimi.kit.objects import Objects, StorageAway
from mimi.kit.replica import Replica
from mimi.kit.windows import Errand, Job, run_due, window
from mimi.rooms import (
    accounts,
    circles,
    comments,
    console,
    contacts,
    feed,
    friends,
    jurors,
    moderation,
    moderators,
    notifications,
    photos,
    reactions,
    rumours,
    secrets,
    takedowns,
)
from mimi.settings import Settings

log = structlog.get_logger()

ROOMS = (
    accounts,
    contacts,
    friends,
    circles,
    photos,
    secrets,
    feed,
    reactions,
    comments,
    notifications,
    moderation,
    rumours,
    takedowns,
    jurors,
    moderators,
    console,
)
JOBS: list[Job] = [*departure.jobs, *(job for room in ROOMS for job in room.jobs)]
ERRANDS: list[Errand] = [
    *accounts.errands,
    *notifications.errands,
    *moderation.errands,
    *feed.errands,
]
# The page's files, the same for everybody. Never an answer: its length would tell what is in it.
# The page itself lies packed (`mimi/files.py`).
PACKED = CompressionConfig(
    backend="gzip",
    gzip_compress_level=6,
    exclude="^/(v1/|page/|$|i$|s/|arrived/|sw.js$|console$|about-me$)",
)
LOOK_EVERY = 5  # seconds between two looks for a window that has begun


def make_kit(settings: Settings, database_url: str) -> Kit:
    data = Path(settings.data)
    data.mkdir(parents=True, exist_ok=True)
    chance = Chance(settings.seed)
    manual = settings.clock == "manual"
    clock = ManualClock(settings.clock_start, data / "clock") if manual else SystemClock()
    keys, database = Keys(data / "keys", chance), Database(database_url, chance)
    deleted = Deleted(data / "deleted", keys)
    replica = Replica(settings.replica_url)
    return Kit(settings, clock, chance, keys, database, _objects(settings), deleted, replica)


def _objects(settings: Settings) -> Objects:
    if not settings.storage.bucket:
        return Folder(Path(settings.data) / "photos")
    from mimi.kit.bucket import Bucket  # a large library that few servers need

    return Bucket(settings.storage)


def make_app(kit: Kit) -> Litestar:
    state = State({"kit": kit, "jobs": JOBS, "errands": ERRANDS})
    return Litestar(
        [
            *place.routes,
            *openapi.routes,
            *texts.routes,
            *departure.routes,
            *(route for room in ROOMS for route in room.routes),
            *cards.routes,
            *page.routes,
        ],
        state=state,
        dependencies={
            "kit": provider_of(state),
            "viewer": Provide(accounts.provide_viewer),
            "maybe_viewer": Provide(accounts.provide_maybe_viewer),
        },
        before_request=edge.guard,
        before_send=[edge.dress],
        exception_handlers=errors.HANDLERS,  # pyright: ignore[reportArgumentType]
        lifespan=[_life],
        openapi_config=openapi.config,
        compression_config=PACKED,
        request_max_body_size=1_000_000,
        logging_config=None,
    )


@asynccontextmanager
async def _life(app: Litestar) -> AsyncGenerator[None]:
    kit: Kit = app.state.kit
    if kit.settings.windows:
        await asyncio.to_thread(care.ready)
    await kit.database.open()
    await kit.replica.open()
    working = [asyncio.create_task(work) for work in _works(kit)]
    try:
        yield
    finally:
        for task in working:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await kit.database.close()
        kit.replica.close()


def _works(kit: Kit) -> list[Coroutine[None, None, None]]:
    """Each beside the others, so that no errand holds up a window; none by a manual clock."""
    if kit.settings.clock == "manual":
        return []
    ticks = [_tick(kit)] if kit.settings.windows else []
    return [_show(kit), *ticks, *(_run(kit, errand) for errand in ERRANDS)]


async def _show(kit: Kit) -> None:
    """Lets the operator see the figures of the window that has ended."""
    while True:
        ended = window(kit.clock.now(), kit.settings.rhythm.comments)
        kit.figures.show(ended, room_left.free(kit.settings))
        await asyncio.sleep(LOOK_EVERY)


async def _tick(kit: Kit) -> None:
    while True:
        await look(kit)
        await asyncio.sleep(min(LOOK_EVERY, kit.settings.rhythm.comments))


async def look(kit: Kit) -> None:
    """Does what is due. A window that fails is an alarm, and is tried again at the next look."""
    if room_left.is_short(kit.settings):
        log.error("too little room on the disk: nothing is written until there is more")
        return
    try:
        await run_due(kit, JOBS)
        kit.figures.looked = kit.clock.now()
    except* Exception as failed:
        kit.figures.failed += 1
        for kind in sorted({_kind(error) for error in failed.exceptions}):
            log.error("jobs", kind=kind)


def _kind(error: Exception) -> str:
    away = isinstance(error, StorageAway)  # whose words are meant for the operator
    return str(error) if away else type(error).__name__


async def _run(kit: Kit, errand: Errand) -> None:
    while True:
        try:
            await errand(kit)
        except Exception as error:  # tried again at the next look
            log.error("errands", kind=type(error).__name__)
        await asyncio.sleep(min(LOOK_EVERY, kit.settings.rhythm.comments))
