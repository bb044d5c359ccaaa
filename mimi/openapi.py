"""The description of the HTTP API, OpenAPI 3.1: served, and kept in docs/openapi.json.

The framework describes what is asked and answered; here is added what it cannot know: the problems
of each route (mimi/refusals.py), who has to be signed in, and that no object has other fields.
"""

from collections.abc import Iterator
from functools import lru_cache
from http import HTTPStatus
from typing import Any

import msgspec
from litestar import Litestar, MediaType, Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.routes import HTTPRoute

from mimi.kit import refusals
from mimi.rooms.accounts import COOKIE

Described = dict[str, Any]

ABOUT = (
    "Whatever cannot be done is a problem of RFC 9457. Each route says which; beside these any may "
    "answer 500 `fault`, a mistake of ours, and 405 `method-not-allowed` to another method."
)
PROBLEM: Described = {
    "title": "Problem",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "`/problems/` and the name."},
        "title": {"type": "string", "description": "The name: the stable word to act on."},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence for the engineer."},
        "where": {"type": "array", "items": {"type": "string"}, "description": "Of what is wrong."},
        "retry_after": {"type": "integer", "description": "Seconds, as in the header."},
        "opens_in_days": {"type": "integer", "description": "Of a device that waits."},
    },
    "additionalProperties": False,
}
RETRY = {"retry-after": {"description": "Seconds.", "schema": {"type": "integer"}}}
SESSION: list[Described] = [{"bearer": []}, {"cookie": []}]
CONSOLE: list[Described] = [{"console": []}]
SCHEMES: Described = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "A session kept by its client."},
    "console": {"type": "http", "scheme": "bearer", "description": "A moderator's session."},
    "cookie": {"type": "apiKey", "in": "cookie", "name": COOKIE},
}


class Renderer(JsonRenderPlugin):
    """The framework's own address of the description: the same bytes."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: Described) -> bytes:
        return document(request.app)


# Only JSON: a page of documentation would load scripts from strangers.
config = OpenAPIConfig(
    title="Mimi", version="1", description=ABOUT, path="/docs", render_plugins=[Renderer()]
)


@lru_cache(maxsize=1)
def document(app: Litestar) -> bytes:
    """The same bytes whatever the settings."""
    return msgspec.json.format(msgspec.json.encode(described(app)), indent=1) + b"\n"


def described(app: Litestar) -> Described:
    whole: Described = msgspec.to_builtins(app.openapi_schema.to_schema())
    for handler, operation in _operations(app, whole):
        _say_problems(operation, refusals.problems(handler), handler)
    _close(whole)
    whole["components"]["schemas"]["Problem"] = PROBLEM
    whole["components"]["securitySchemes"] = SCHEMES
    return whole


def _operations(app: Litestar, whole: Described) -> Iterator[tuple[HTTPRouteHandler, Described]]:
    for route in app.routes:
        operations = whole["paths"].get(route.path_format, {})
        for handler in route.route_handlers if isinstance(route, HTTPRoute) else ():
            for method in handler.http_methods & {name.upper() for name in operations}:
                yield handler, operations[method.lower()]


def _say_problems(
    operation: Described, problems: refusals.Problems, handler: HTTPRouteHandler
) -> None:
    answers = operation["responses"]
    answers.pop("400", None)  # the framework's guess
    if "204" in answers:
        answers["204"].pop("content", None)
    answers |= {str(status): _answer(status, names) for status, names in problems.items()}
    if "moderator" in handler.parsed_fn_signature.parameters:
        operation["security"] = CONSOLE
    elif 401 in problems:
        operation["security"] = SESSION
    elif "maybe_viewer" in handler.parsed_fn_signature.parameters:
        operation["security"] = [{}, *SESSION]


def _answer(status: int, names: list[str]) -> Described:
    only = {"title": {"enum": names}, "status": {"const": status}}
    problem = {"allOf": [{"$ref": "#/components/schemas/Problem"}], "properties": only}
    return {
        "description": HTTPStatus(status).phrase,
        "content": {"application/problem+json": {"schema": problem}},
        **({"headers": RETRY} if status in refusals.RETRIED else {}),
    }


def _close(thing: Any) -> None:
    """No object, asked or answered, has fields that are not described."""
    if isinstance(thing, dict):
        if "object" in thing.get("type", ()) and "properties" in thing:
            thing.setdefault("additionalProperties", False)
        thing = list(thing.values())
    for part in thing if isinstance(thing, list) else ():
        _close(part)


@get("/openapi.json", include_in_schema=False, sync_to_thread=False)
def show_document(request: Request[Any, Any, Any]) -> Response[bytes]:
    return Response(document(request.app), media_type=MediaType.JSON)


routes = [show_document]
