"""The console over HTTP. Who asks is a moderator, of whom no account is known."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, delete, get, post
from litestar.di import Provide
from litestar.params import FromPath, JSONBody

from mimi.kit.errors import Problem
from mimi.kit.http import WithKit, read_body
from mimi.rooms import moderation, moderators, takedowns
from mimi.rooms.console import actions, deciding, described
from mimi.rooms.console.model import (
    Act,
    Answering,
    Decided,
    Deciding,
    Gathered,
    Gathering,
    Hit,
    Opened,
    Search,
    Waiting,
)
from mimi.rooms.moderators import Moderating
from mimi.rooms.takedowns import Takedown

TAGS = ["console"]
PHOTO = {"content-security-policy": "default-src 'none'; sandbox"}


@get("/v1/console/queue", tags=TAGS)
async def show_queue(moderator: Moderating, kit: WithKit) -> list[Waiting]:
    """What waits for a decision, the gravest first."""
    async with kit.database.reading() as db:
        return await actions.queue(db, moderator)


@get("/v1/console/cases/{case:uuid}", tags=TAGS)
async def show_case(case: FromPath[UUID], moderator: Moderating, kit: WithKit) -> Opened:
    """A case with the thread around it and what was done about it."""
    async with kit.database.transaction() as db:
        return await actions.show(kit, db, moderator, case)


@get("/v1/console/cases/{case:uuid}/photo", tags=TAGS, media_type="image/webp")
async def show_photo(case: FromPath[UUID], moderator: Moderating, kit: WithKit) -> Response[bytes]:
    """The photo of a case's secret."""
    async with kit.database.transaction() as db:
        webp = await moderation.photo(kit, db, case)
    return Response(webp, media_type="image/webp", headers=PHOTO)


@post("/v1/console/cases/{case:uuid}/decision", tags=TAGS, status_code=200)
async def decide(
    case: FromPath[UUID], data: JSONBody[Deciding], moderator: Moderating, kit: WithKit
) -> Decided:
    """Decides; a removal is proposed by the first moderator and decided by a second."""
    async with kit.database.transaction() as db:
        return await deciding.decide(kit, db, moderator, case, data)


@delete("/v1/console/cases/{case:uuid}/decision", tags=TAGS)
async def undo(case: FromPath[UUID], moderator: Moderating, kit: WithKit) -> None:
    """Takes the own last act on a case back, until those it concerns were told of it."""
    async with kit.database.transaction() as db:
        await deciding.undo(kit, db, moderator, case)


@post("/v1/console/cases/{case:uuid}/rumour", tags=TAGS, status_code=200)
async def gather(
    case: FromPath[UUID], data: JSONBody[Gathering], moderator: Moderating, kit: WithKit
) -> Gathered:
    """Does the same to every wording of a case's text that is out, and to those to come."""
    async with kit.database.transaction() as db:
        return await deciding.gather(kit, db, moderator, case, data)


@get("/v1/console/acts", tags=TAGS)
async def show_acts(moderator: Moderating, kit: WithKit) -> list[Act]:
    """What moderators did, the newest day first."""
    async with kit.database.reading() as db:
        return await actions.acts(db)


@post("/v1/console/searches", tags=TAGS, status_code=200)
async def search(data: JSONBody[Search], moderator: Moderating, kit: WithKit) -> list[Hit]:
    """What is out and may be what is quoted, the likest first."""
    async with kit.database.transaction() as db:
        return await actions.search(kit, db, data.quotation)


@post(
    "/v1/console/pictures",
    tags=TAGS,
    status_code=200,
    request_max_body_size=None,
    operation_class=described.Showing,
)
async def search_picture(
    request: Request[Any, Any, Any], moderator: Moderating, kit: WithKit
) -> list[Hit]:
    """The secrets whose picture may be this one, however it was cut or mirrored, the likest first.
    The picture is not kept."""
    most = kit.settings.caps.photo_bytes
    too_large = Problem(413, "photo-too-large", f"A photo has at most {most} bytes.")
    wanted = await actions.read_picture(kit, await read_body(request, most, too_large))
    async with kit.database.transaction() as db:
        return await actions.search_picture(kit, db, wanted)


@get("/v1/console/takedowns", tags=TAGS)
async def show_takedowns(moderator: Moderating, kit: WithKit) -> list[Takedown]:
    """What people without an account ask, the oldest day first."""
    async with kit.database.reading() as db:
        return await takedowns.waiting(kit, db)


@post("/v1/console/takedowns/{takedown:uuid}/answer", tags=TAGS, status_code=204)
async def answer(
    takedown: FromPath[UUID], data: JSONBody[Answering], moderator: Moderating, kit: WithKit
) -> None:
    """Closes a request; whoever asked reads the answer from the next day on."""
    async with kit.database.transaction() as db:
        await actions.answer(kit, db, moderator, takedown, data)


routes = [
    Router(
        "/",
        dependencies={"moderator": Provide(moderators.provide_moderator)},
        route_handlers=[
            *(show_queue, show_case, show_photo, decide, undo, gather),
            *(show_acts, search, search_picture, show_takedowns, answer),
        ],
    )
]
