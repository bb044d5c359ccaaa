"""The built page: its files, and the one document that every address of the page opens.

Its headers are those of every answer, in `kit/edge.py`.
"""

from pathlib import Path

from litestar import MediaType, Response, Router, get, head
from litestar.exceptions import InternalServerException
from litestar.params import FromPath

from mimi import files
from mimi.kit import errors
from mimi.kit.edge import AnyRequest
from mimi.kit.http import WithKit
from mimi.kit.kit import Kit

# What the framework makes of a name with a zero byte, and of one that is too long.
NAMELESS = (ValueError, OSError, InternalServerException)

UNBUILT = b"The page is not built: make setup"


def _file(kit: Kit, file: str, request: AnyRequest) -> Response[bytes]:
    return files.serve(Path(kit.settings.page), file, request.headers)


def _page(kit: Kit, file: str, request: AnyRequest) -> Response[bytes]:
    try:
        return _file(kit, file, request)
    except errors.NotFound:
        return Response(UNBUILT, media_type=MediaType.HTML)


@get("/", include_in_schema=False, sync_to_thread=False)
def landing(kit: WithKit, request: AnyRequest) -> Response[bytes]:
    """The one address that search engines may know: to a stranger it says what Mimi is."""
    answer = _page(kit, "index.html", request)
    answer.headers["x-robots-tag"] = "all"
    return answer


@get(
    ["/i", "/s/{rest:path}", "/arrived/{rest:path}"],
    include_in_schema=False,
    sync_to_thread=False,
)
def document(kit: WithKit, request: AnyRequest, rest: FromPath[str] = "") -> Response[bytes]:
    """`/s/…` shares a secret, `/i/#…` invites, `/arrived/…` is where one comes back to from
    WeChat; search engines are told to stay away."""
    return _page(kit, "index.html", request)


@get("/sw.js", include_in_schema=False, sync_to_thread=False)
def worker(kit: WithKit, request: AnyRequest) -> Response[bytes]:
    """Here and not under /page, since it may stand only before what lies beside it."""
    return _file(kit, "sw.js", request)


@get(["/console", "/about-me"], include_in_schema=False, sync_to_thread=False)
def apart(kit: WithKit, request: AnyRequest) -> Response[bytes]:
    """What is no part of the members' page: for moderators, and for who has no account."""
    return _page(kit, f"apart/{request.url.path.strip('/')}.html", request)


@get("/page/{file:path}", include_in_schema=False, sync_to_thread=False)
def asset(kit: WithKit, file: FromPath[str], request: AnyRequest) -> Response[bytes]:
    return _file(kit, file, request)


@head("/page/{file:path}", include_in_schema=False, sync_to_thread=False)
def looked_for(kit: WithKit, file: FromPath[str], request: AnyRequest) -> Response[None]:
    found = _file(kit, file, request)
    return Response(None, media_type=found.media_type, headers=found.headers)


def _no_file(_: AnyRequest, __: Exception) -> Response[bytes]:
    """A name that no file can have."""
    return errors.on_problem(_, errors.NotFound())


routes = [
    Router(
        "/",
        route_handlers=[landing, document, apart, worker, asset, looked_for],
        exception_handlers=dict.fromkeys(NAMELESS, _no_file),
    )
]
