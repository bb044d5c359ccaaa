"""The built page: its files, and the one document that every address of the page opens."""

from pathlib import Path

from litestar import MediaType, Response, Router, get
from litestar.params import FromPath
from litestar.static_files import create_static_files_router

from mimi.kit.kit import Kit

POLICY = (
    "default-src 'self'; img-src 'self' blob: data:; style-src 'self' 'unsafe-inline'; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
    "cache-control": "no-cache",
}


def routes(kit: Kit) -> list[Router]:
    folder = Path(kit.settings.page)

    @get(["/", "/i", "/s/{rest:path}"], include_in_schema=False, sync_to_thread=False)
    def document(rest: FromPath[str] = "") -> Response[bytes]:
        """`/s/…` shares a secret, `/i/#…` invites; search engines are told to stay away."""
        index = folder / "index.html"
        body = index.read_bytes() if index.exists() else b"The page is not built: make setup"
        return Response(body, media_type=MediaType.HTML, headers=HEADERS)

    assets = create_static_files_router(
        path="/page", directories=[folder], include_in_schema=False, name="page"
    )
    return [Router("/", route_handlers=[document]), assets]
