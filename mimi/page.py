"""The built page: its files, and the one document that every address of the page opens.

Its headers are those of every answer, in `kit/edge.py`.
"""

from pathlib import Path
from typing import Any

from litestar import MediaType, Request, Response, Router, get
from litestar.exceptions import InternalServerException
from litestar.params import FromPath
from litestar.static_files import create_static_files_router

from mimi.kit import errors
from mimi.kit.kit import Kit

# What the framework makes of a name with a zero byte, and of one that is too long.
NAMELESS = (ValueError, OSError, InternalServerException)

UNBUILT = b"The page is not built: make setup"


def routes(kit: Kit) -> list[Router]:
    folder = Path(kit.settings.page)

    def page(file: str, **headers: str) -> Response[bytes]:
        path = folder / file
        body = path.read_bytes() if path.exists() else UNBUILT
        return Response(body, media_type=MediaType.HTML, headers=headers)

    @get("/", include_in_schema=False, sync_to_thread=False)
    def landing() -> Response[bytes]:
        """The one address that search engines may know: to a stranger it says what Mimi is."""
        return page("index.html", **{"x-robots-tag": "all"})

    @get(
        ["/i", "/s/{rest:path}", "/arrived/{rest:path}"],
        include_in_schema=False,
        sync_to_thread=False,
    )
    def document(rest: FromPath[str] = "") -> Response[bytes]:
        """`/s/…` shares a secret, `/i/#…` invites, `/arrived/…` is where one comes back to from
        WeChat; search engines are told to stay away."""
        return page("index.html")

    @get("/sw.js", include_in_schema=False, sync_to_thread=False)
    def worker() -> Response[bytes]:
        """Here and not under /page, since it may stand only before what lies beside it."""
        file = folder / "sw.js"
        if not file.exists():
            raise errors.NotFound
        return Response(file.read_bytes(), media_type="text/javascript")

    @get(["/console", "/about-me"], include_in_schema=False, sync_to_thread=False)
    def apart(request: Request[Any, Any, Any]) -> Response[bytes]:
        """What is no part of the members' page: for moderators, and for who has no account."""
        return page(f"apart/{request.url.path.strip('/')}.html")

    assets = create_static_files_router(
        path="/page",
        directories=[folder],
        include_in_schema=False,
        name="page",
        exception_handlers=dict.fromkeys(NAMELESS, _no_file),
    )
    return [Router("/", route_handlers=[landing, document, apart, worker]), assets]


def _no_file(_: Request[Any, Any, Any], __: Exception) -> Response[bytes]:
    """A name that no file can have."""
    return errors.on_problem(_, errors.NotFound())
