"""One server: the rooms put together."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import structlog
from litestar import Litestar
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State
from litestar.di import Provide

from mimi import cards, departure, openapi, page, place, texts
from mimi.kit import edge, errors
from mimi.kit.chance import Chance
from mimi.kit.clock import ManualClock, SystemClock
from mimi.kit.db import Database
from mimi.kit.folder import Folder
from mimi.kit.http import provider_of
from mimi.kit.keys import Keys
from mimi.kit.kit import Kit
from mimi.kit.objects import Objects
from mimi.kit.windows import Job, run_due
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
    moderation,
    rumours,
    takedowns,
    jurors,
    moderators,
    console,
)
JOBS: list[Job] = [*departure.jobs, *(job for room in ROOMS for job in room.jobs)]
# The page's files, the same for everybody. Never an answer: its length would tell what is in it.
PACKED = CompressionConfig(backend="gzip", gzip_compress_level=6, exclude="^/v1/")
LOOK_EVERY = 5  # seconds between two looks for a window that has begun


def make_kit(settings: Settings, database_url: str) -> Kit:
    data = Path(settings.data)
    data.mkdir(parents=True, exist_ok=True)
    chance = Chance(settings.seed)
    manual = settings.clock == "manual"
    clock = ManualClock(settings.clock_start, data / "clock") if manual else SystemClock()
    keys, database = Keys(data / "keys", chance), Database(database_url)
    return Kit(settings, clock, chance, keys, database, _objects(settings))


def _objects(settings: Settings) -> Objects:
    if not settings.storage.bucket:
        return Folder(Path(settings.data) / "photos")
    from mimi.kit.bucket import Bucket  # a large library that few servers need

    return Bucket(settings.storage)


def make_app(kit: Kit) -> Litestar:
    return Litestar(
        [
            *place.routes,
            *openapi.routes,
            *texts.routes,
            *departure.routes,
            *(route for room in ROOMS for route in room.routes),
            *cards.routes,
            *page.routes(kit),
        ],
        state=State({"kit": kit, "jobs": JOBS}),
        dependencies={
            "kit": provider_of(kit),
            "viewer": Provide(accounts.provide_viewer),
            "maybe_viewer": Provide(accounts.provide_maybe_viewer),
        },
        before_request=edge.guard(kit.settings),
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
    await kit.database.open()
    ticking = asyncio.create_task(_tick(kit)) if kit.settings.clock == "system" else None
    try:
        yield
    finally:
        if ticking:
            ticking.cancel()
            with suppress(asyncio.CancelledError):
                await ticking
        await kit.database.close()


async def _tick(kit: Kit) -> None:
    while True:
        try:
            await run_due(kit, JOBS)
        except* Exception as failed:  # a window is tried again at the next look
            for error in failed.exceptions:
                log.error("jobs", kind=type(error).__name__)
        await asyncio.sleep(min(LOOK_EVERY, kit.settings.rhythm.comments))
