"""What every route needs: the kit, the addresses that logs must never see, and sizes."""

from ipaddress import ip_address, ip_network
from typing import Any

from litestar import Request
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide

from mimi.kit.errors import Problem
from mimi.kit.kit import Kit

WithKit = NamedDependency[Kit]  # the type of a route's `kit` argument


def provider_of(state: State) -> Provide:
    """Gives routes the kit; without arguments, since those are converted for every request."""

    def provide() -> Kit:
        return state.kit

    return Provide(provide, sync_to_thread=False)


def address(request: Request[Any, Any, Any], proxies: int) -> str:
    """Whom to limit. Used only under a key that changes every day, never kept or logged."""
    return line(outermost(request.scope, proxies))


def line(host: str) -> str:
    """Of IPv6 the /64, since one line has as many addresses in it as it likes."""
    try:
        parsed = ip_address(host.partition("%")[0])
    except ValueError:
        return "unknown"
    if parsed.version == 6 and parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)


def outermost(scope: Any, proxies: int) -> str:
    """Behind `proxies` of ours what the outermost of them saw: what stands before that in
    X-Forwarded-For anybody may have written."""
    hops = [
        hop.strip().decode("latin-1")
        for name, value in scope["headers"]
        if name == b"x-forwarded-for"
        for hop in value.split(b",")
    ]
    if 0 < proxies <= len(hops):
        return hops[-proxies]
    return scope["client"][0] if scope.get("client") else ""


def refuse_signed(request: Request[Any, Any, Any]) -> None:
    """For what is done by token: a request that also says who it is would sign the unsigned."""
    if "cookie" in request.headers or "authorization" in request.headers:
        raise Problem(400, "signed-request", "Send this without cookie and without session.")


async def read_body(request: Request[Any, Any, Any], most: int, too_large: Problem) -> bytes:
    """The body of a route that checks a token first, in memory only; beyond `most` that problem.

    For routes with `request_max_body_size=None`: what the headers announce is refused unread.
    """
    if (request.content_length or 0) > most:
        raise too_large
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise too_large
    return bytes(body)
