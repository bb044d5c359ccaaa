"""What is done with comments: said, read, taken back."""

from hashlib import sha256
from uuid import UUID

from mimi.kit import base64url
from mimi.kit.db import Connection
from mimi.kit.errors import NotFound, Problem
from mimi.kit.kit import Kit
from mimi.rooms import circles, secrets
from mimi.rooms.accounts import Viewer
from mimi.rooms.circles import Spendable
from mimi.rooms.comments import queue, store
from mimi.rooms.comments.model import (
    BEGINNING,
    PAGE,
    Badge,
    Closed,
    Comment,
    Position,
    Proof,
    Said,
    Saying,
    Sent,
    Thread,
    Withdrawn,
    unpacked,
)

BADGE = b"mimi/badge\0"
DELETE = b"mimi/delete-comment\0"
CLOSE = b"mimi/close\0"


def comment_id(comment_key: bytes) -> UUID:
    return UUID(bytes=sha256(b"mimi/comment" + comment_key).digest()[:16])


async def say(kit: Kit, db: Connection, spendable: Spendable, sent: Sent) -> None:
    """Spends the token and queues the comment; the same request again changes nothing.

    Protects whoever comments: that a token of the circle is spent is all that is known of who it
    is, so one of the near (P2, P10). What is refused spends no token. Problems: NotFound for a
    secret of any other circle, thread-closed, reply-gone, those of texts and tokens, not-yours,
    enough-badges.
    """
    found = await secrets.find_in_circle(db, spendable.circle, sent.saying.secret)
    if found.closed:
        raise Problem(403, "thread-closed", "Its author lets nobody answer any more.")
    said = _said(found, sent.saying)
    await _check_reply(db, found, sent.saying.reply_to)
    window = await (queue.next_hour if found.calm else queue.next_window)(kit, db)
    if await circles.spend(kit, db, spendable, queue.receipt(kit, window, sent.digest)):
        await _queue(kit, db, window, said)


def _said(found: secrets.Secret, saying: Saying) -> Said:
    comment_key = secrets.read_bytes(saying.comment_key, 32)
    comment = comment_id(comment_key)
    if saying.badge:
        _check_badge(found.secret, comment, saying.badge)
    return Said(
        circle=found.circle.bytes,
        secret=found.secret.bytes,
        comment=comment.bytes,
        text=secrets.clean(saying.text),
        by_author=saying.badge is not None,
        reply_to=saying.reply_to.bytes if saying.reply_to else b"",
        notice=secrets.notice_key(comment_key),
    )


async def _check_reply(db: Connection, found: secrets.Secret, reply_to: UUID | None) -> None:
    """Only what is out can be replied to: else a reply would say that its writer knew of a comment
    before anybody could read it."""
    if reply_to and not await store.released(db, found.circle, found.secret, reply_to):
        raise Problem(409, "reply-gone", "The comment that this replies to is not in the thread.")


def _check_badge(secret: UUID, comment: UUID, badge: Badge) -> None:
    post_key = secrets.read_bytes(badge.post_key, 32)
    signature = secrets.read_bytes(badge.signature, 64)
    if not secrets.owns(secret, post_key, signature, BADGE + secret.bytes + comment.bytes):
        raise Problem(403, "not-yours", "This key did not tell this secret.")


async def _queue(kit: Kit, db: Connection, window: int, said: Said) -> None:
    if not said.by_author:
        await queue.put(kit, db, window, said)
        return
    out = await secrets.badges(db, UUID(bytes=said.circle), UUID(bytes=said.secret))
    if not await queue.put_badge(kit, db, said, out):
        raise Problem(409, "enough-badges", "An author speaks three times at most.")


async def read(
    kit: Kit, db: Connection, maybe_viewer: Viewer | None, secret: UUID, cursor: str | None
) -> Thread:
    """A page of the comments, for who may see the secret. Raises NotFound, invalid-cursor."""
    found, near = await secrets.find_near(kit, db, maybe_viewer, secret)
    after = BEGINNING if cursor is None else _position(kit, secret, cursor)
    page = await store.thread(db, found.circle, secret, after, near)
    following = _cursor(kit, secret, *page[-1]) if len(page) == PAGE else None
    comments = [comment for _, comment in page]
    return Thread(comments, following, found.said, found.closed, found.calm)


def _cursor(kit: Kit, secret: UUID, released: int, last: Comment) -> str:
    """Sealed, since windows are not shown (P4)."""
    position = Position(released, last.comment).packed(secret)
    return base64url.encode(kit.keys.seal("thread-cursor", position))


def _position(kit: Kit, secret: UUID, cursor: str) -> Position:
    try:
        plain = kit.keys.unseal("thread-cursor", base64url.decode(cursor))
    except ValueError:
        plain = None
    position = unpacked(plain, secret) if plain else None
    if position is None:
        raise Problem(400, "invalid-cursor", "Begin at the top again, without a cursor.")
    return position


async def remove(kit: Kit, db: Connection, secret: UUID, comment: UUID, proof: Proof) -> None:
    """Takes a queued comment back at once, and one that is out in the night (P1).

    Problems: not-yours; NotFound, which only the key's owner can be told.
    """
    act = DELETE + secret.bytes + comment.bytes
    if comment_id(proof.comment_key) != comment or not secrets.signed(*proof, act):
        raise Problem(403, "not-yours", "This key did not write this comment.")
    if await queue.take_back(kit, db, secret, comment):
        return
    where = [circle for circle, _ in await secrets.places(db, [secret])]
    circle = await store.circle_of(db, where, secret, comment)
    if circle is None:
        raise NotFound
    withdrawn = Withdrawn(circle.bytes, secret.bytes, comment.bytes)
    await queue.put(kit, db, await queue.tonight(kit, db), withdrawn)


async def close(kit: Kit, db: Connection, secret: UUID, post_key: bytes, signature: bytes) -> None:
    """Lets nobody answer the secret any more, from the night on and for good (P12).

    Protects the author as removing does: that a thread has closed shows in the night, with what
    others did that day (P1). Problems: not-yours; NotFound, which only the key's owner can be told.
    """
    if not secrets.owns(secret, post_key, signature, CLOSE + secret.bytes):
        raise Problem(403, "not-yours", "This key did not tell this secret.")
    places = await secrets.places(db, [secret])
    if not places:
        raise NotFound
    for circle, _ in places:
        act = Closed(circle.bytes, secret.bytes)
        await queue.put(kit, db, await queue.tonight(kit, db), act)
