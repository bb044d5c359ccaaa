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
from mimi.kit.kit import Kit

# What the framework makes of a name with a zero byte, and of one that is too long.
NAMELESS = (ValueError, OSError, InternalServerException)

UNBUILT = b"The page is not built: make setup"


def routes(kit: Kit) -> list[Router]:
    folder = Path(kit.settings.page)

    def page(file: str, request: AnyRequest) -> Response[bytes]:
        try:
            return files.serve(folder, file, request.headers)
        except errors.NotFound:
            return Response(UNBUILT, media_type=MediaType.HTML)

    @get("/", include_in_schema=False, sync_to_thread=False)
    def landing(request: AnyRequest) -> Response[bytes]:
        """The one address that search engines may know: to a stranger it says what Mimi is."""
        answer = page("index.html", request)
        answer.headers["x-robots-tag"] = "all"
        return answer

    @get(
        ["/i", "/s/{rest:path}", "/arrived/{rest:path}"],
        include_in_schema=False,
        sync_to_thread=False,
    )
    def document(request: AnyRequest, rest: FromPath[str] = "") -> Response[bytes]:
        """`/s/…` shares a secret, `/i/#…` invites, `/arrived/…` is where one comes back to from
        WeChat; search engines are told to stay away."""
        return page("index.html", request)

    @get("/sw.js", include_in_schema=False, sync_to_thread=False)
    def worker(request: AnyRequest) -> Response[bytes]:
        """Here and not under /page, since it may stand only before what lies beside it."""
        return files.serve(folder, "sw.js", request.headers)

    @get(["/console", "/about-me"], include_in_schema=False, sync_to_thread=False)
    def apart(request: AnyRequest) -> Response[bytes]:
        """What is no part of the members' page: for moderators, and for who has no account."""
        return page(f"apart/{request.url.path.strip('/')}.html", request)

    @get("/page/{file:path}", include_in_schema=False, sync_to_thread=False)
    def asset(file: FromPath[str], request: AnyRequest) -> Response[bytes]:
        return files.serve(folder, file, request.headers)

    @head("/page/{file:path}", include_in_schema=False, sync_to_thread=False)
    def looked_for(file: FromPath[str], request: AnyRequest) -> Response[None]:
        found = files.serve(folder, file, request.headers)
        return Response(None, media_type=found.media_type, headers=found.headers)

    here = [landing, document, apart, worker, asset, looked_for]
    return [Router("/", route_handlers=here, exception_handlers=dict.fromkeys(NAMELESS, _no_file))]


def _no_file(_: AnyRequest, __: Exception) -> Response[bytes]:
    """A name that no file can have."""
    return errors.on_problem(_, errors.NotFound())
