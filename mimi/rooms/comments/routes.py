"""Comments over HTTP."""

from hashlib import sha256
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody

from mimi.kit.errors import Problem
from mimi.kit.http import WithKit, read_body, refuse_signed
from mimi.rooms import circles, secrets
from mimi.rooms.accounts import MaybeSignedIn
from mimi.rooms.circles import Evaluated
from mimi.rooms.comments import actions, described, refunds
from mimi.rooms.comments.model import (
    Accepted,
    Closing,
    Proof,
    Saying,
    Sent,
    Thread,
)

Token = Annotated[str | None, HeaderParameter(name="Mimi-Token")]
BODY = 64 * 1024  # bytes


@get("/v1/secrets/{secret:uuid}/comments", tags=["comments"])
async def read(
    secret: FromPath[UUID],
    maybe_viewer: MaybeSignedIn,
    kit: WithKit,
    cursor: FromQuery[str | None] = None,
) -> Response[Thread]:
    """The comments on a secret that this viewer may see, the oldest window first."""
    async with kit.database.reading() as db:
        thread = await actions.read(kit, db, maybe_viewer, secret, cursor)
    return Response(thread, headers={"cache-control": "no-store"})


# What is done by token or key names its secret in the body alone: paths end up in access logs.
# Here the body is read by hand, after the token and under its own cap.
@post(
    "/v1/comments",
    tags=["comments"],
    status_code=202,
    request_max_body_size=None,
    operation_class=described.Saying,
)
async def say(request: Request[Any, Any, Any], kit: WithKit, token: Token = None) -> Accepted:
    """Comments: no cookie, no session, a comment token of the secret's circle in the header.

    JSON {secret: its id, text, comment_key, badge: {post_key, signature} | null,
    reply_to: comment id | null}; the badge signs `"mimi/badge\\0" + secret id + comment id` and
    comes out in the night. May be sent again.
    """
    refuse_signed(request)
    async with kit.database.reading() as db:
        spendable = await circles.check(kit, db, token, "comment")
    body = await read_body(request, BODY, Problem(413, "too-large", "This is too long."))
    sent = Sent(_saying(body), sha256(body).digest())
    async with kit.database.transaction() as db:
        await actions.say(kit, db, spendable, sent)
    return Accepted()


def _saying(body: bytes) -> Saying:
    try:
        return msgspec.json.decode(body, type=Saying)
    except (msgspec.DecodeError, UnicodeDecodeError):
        problem = Problem(400, "invalid-request", "The request does not fit its type.")
        raise problem from None


@post("/v1/removals", tags=["comments"], status_code=202)
async def remove(
    request: Request[Any, Any, Any], data: JSONBody[secrets.Removal], kit: WithKit
) -> Accepted:
    """Takes a secret or a comment back by its key: at once while it waits, else in the night."""
    refuse_signed(request)
    key, signature = secrets.read_bytes(data.key, 32), secrets.read_bytes(data.signature, 64)
    async with kit.database.transaction() as db:
        if data.comment:
            await actions.remove(kit, db, data.secret, data.comment, Proof(key, signature))
        else:
            await secrets.remove(kit, db, data.secret, key, signature)
    return Accepted()


@post("/v1/refunds", tags=["comments"], status_code=200)
async def refund(
    request: Request[Any, Any, Any], data: JSONBody[secrets.Refund], kit: WithKit
) -> Evaluated:
    """Gives the token of a secret or a comment back by its key: no cookie, no session, one a
    request."""
    refuse_signed(request)
    async with kit.database.transaction() as db:
        if data.comment:
            return await refunds.refund(kit, db, data, data.comment)
        return await secrets.refund(kit, db, data)


@post("/v1/closings", tags=["comments"], status_code=202)
async def close(request: Request[Any, Any, Any], data: JSONBody[Closing], kit: WithKit) -> Accepted:
    """Closes a secret's thread by its post key, in the night."""
    refuse_signed(request)
    post_key = secrets.read_bytes(data.post_key, 32)
    signature = secrets.read_bytes(data.signature, 64)
    async with kit.database.transaction() as db:
        await actions.close(kit, db, data.secret, post_key, signature)
    return Accepted()


routes = [read, say, remove, refund, close]
