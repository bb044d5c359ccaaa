"""Problems: what a person did that cannot be done, as RFC 9457 problem details."""

from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, InternalServerException, ValidationException

from mimi.kit.db import DatabaseAway, DatabaseFull

log = structlog.get_logger()


class Problem(Exception):
    """A request that cannot be answered; `name` is the stable word that clients act on.

    `detail` is one English sentence for the engineer; the page says it in the member's words.
    Never put a number, an account, an id or anything of a person into either.
    """

    def __init__(self, status: int, name: str, detail: str, **more: Any) -> None:
        super().__init__(name)
        self.status, self.name, self.detail, self.more = status, name, detail, more


class NotFound(Problem):
    """There is no such thing, or this viewer may not see it: the same answer for both."""

    def __init__(self) -> None:
        super().__init__(404, "not-found", "There is no such thing here for you.")


def answer(status: int, name: str, detail: str, more: dict[str, Any]) -> Response[bytes]:
    body = {"type": f"/problems/{name}", "title": name, "status": status, "detail": detail, **more}
    headers = {"retry-after": str(more["retry_after"])} if "retry_after" in more else {}
    return Response(
        msgspec.json.encode(body),
        status_code=status,
        media_type="application/problem+json",
        headers=headers,
    )


def on_problem(_: Request[Any, Any, Any], problem: Problem) -> Response[bytes]:
    return answer(problem.status, problem.name, problem.detail, problem.more)


def on_validation(_: Request[Any, Any, Any], error: ValidationException) -> Response[bytes]:
    """A body that does not fit its type. Says where, never what: a value may be a number."""
    extra = error.extra if isinstance(error.extra, list) else []
    where = [str(item["key"]) for item in extra if isinstance(item, dict) and "key" in item]
    return answer(400, "invalid-request", "The request does not fit its type.", {"where": where})


def on_no_text(_: Request[Any, Any, Any], __: UnicodeDecodeError) -> Response[bytes]:
    """A body that is not UTF-8, such as a lone surrogate: the decoder lets this one through."""
    return answer(400, "invalid-request", "The request is not UTF-8.", {})


def on_too_deep(_: Request[Any, Any, Any], __: RecursionError) -> Response[bytes]:
    """A body of brackets in brackets; nothing of ours goes deep."""
    return answer(400, "invalid-request", "The request is nested too deeply.", {})


def on_cut_off(_: Request[Any, Any, Any], __: InternalServerException) -> Response[bytes]:
    """A body that ended before its announced end: the framework takes that for its own fault."""
    return answer(400, "invalid-request", "The request was cut off.", {})


def on_http(_: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    names = {401: "not-signed-in", 404: "not-found", 405: "method-not-allowed", 413: "too-large"}
    name = names.get(error.status_code, "invalid-request")
    response = answer(error.status_code, name, "The request cannot be answered.", {})
    response.headers.update(error.headers or {})  # `allow`, of another method
    return response


def on_away(request: Request[Any, Any, Any], _: DatabaseAway) -> Response[bytes]:
    """Whatever was sent may be sent again: what was done already is done once."""
    request.app.state.kit.figures.away += 1
    return answer(503, "away", "Nothing can be kept just now.", {"retry_after": 2})


def on_full(request: Request[Any, Any, Any], _: DatabaseFull) -> Response[bytes]:
    """An alarm; what only reads goes on, and writing does again once there is room."""
    request.app.state.kit.figures.full += 1
    log.error("no room left to write")
    return answer(503, "full", "There is no room to keep it. It was not kept.", {"retry_after": 60})


def on_error(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """A mistake of ours. Only its kind and place are logged: its message may quote a person."""
    request.app.state.kit.figures.faults += 1
    trace, place = error.__traceback__, "?"
    while trace:
        place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    log.error("fault", kind=type(error).__name__, place=place)
    return answer(500, "fault", "Something broke on our side. Nothing of yours was lost.", {})


HANDLERS = {
    Problem: on_problem,
    ValidationException: on_validation,
    UnicodeDecodeError: on_no_text,
    RecursionError: on_too_deep,
    InternalServerException: on_cut_off,
    HTTPException: on_http,
    DatabaseAway: on_away,
    DatabaseFull: on_full,
    Exception: on_error,
}
