"""The description of the HTTP API, OpenAPI 3.1: served, and kept in docs/openapi.json."""

from typing import Any

import msgspec
from litestar import Litestar, MediaType, Request, Response, get
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

# Only JSON: a page of documentation would load scripts from strangers.
config = OpenAPIConfig(title="Mimi", version="1", path="/docs", render_plugins=[JsonRenderPlugin()])


def document(app: Litestar) -> bytes:
    """The same bytes whatever the settings."""
    return (
        msgspec.json.format(msgspec.json.encode(app.openapi_schema.to_schema()), indent=1) + b"\n"
    )


@get("/openapi.json", include_in_schema=False, sync_to_thread=False)
def show_document(request: Request[Any, Any, Any]) -> Response[bytes]:
    return Response(document(request.app), media_type=MediaType.JSON)


routes = [show_document]
