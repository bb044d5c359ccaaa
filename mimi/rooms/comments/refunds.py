"""The comment token of a comment comes back to whoever holds its key, while the comment is out.

Protects who commented, as the same act of the secrets room protects an author (P1, P2).
"""

from uuid import UUID

from mimi.kit.db import Connection
from mimi.kit.errors import NotFound, Problem
from mimi.kit.kit import Kit
from mimi.rooms import circles, secrets
from mimi.rooms.circles import Claim, Evaluated
from mimi.rooms.comments import store
from mimi.rooms.comments.actions import comment_id
from mimi.rooms.secrets import Refund

REFUND = b"mimi/refund-comment\0"


async def refund(kit: Kit, db: Connection, asked: Refund, comment: UUID) -> Evaluated:
    """Problems: not-yours first; then those of `circles.refund`, and NotFound when the comment is
    not out or no more, or its thread heated: there everybody has fewer words."""
    key = secrets.read_bytes(asked.key, 32)
    signature = secrets.read_bytes(asked.signature, 64)
    signed = secrets.signed(key, signature, _message(asked, comment))
    if comment_id(key) != comment or not signed:
        raise Problem(403, "not-yours", "This key did not write this comment.")
    named = await circles.refundable(kit, db, asked.label, "comment")
    thread = await secrets.find_in_circle(db, named.circle, asked.secret)
    found = await store.released(db, named.circle, asked.secret, comment)
    if found is None or thread.calm:
        raise NotFound
    item, since = asked.secret.bytes + comment.bytes, found.released - _wait(kit, found)
    claim = Claim(asked.label, item, since, found.released, asked.blinded)
    return await circles.refund(kit, db, named, claim)


def _message(asked: Refund, comment: UUID) -> bytes:
    """What the key signs: only this token, for this comment."""
    blinded = secrets.read_bytes(asked.blinded, 32)
    return REFUND + asked.secret.bytes + comment.bytes + asked.label.bytes + blinded


def _wait(kit: Kit, found: store.Released) -> int:
    """The longest that the comment can have been queued, and a badge's is until the night."""
    rhythm = kit.settings.rhythm
    return rhythm.night + rhythm.comments if found.by_author else rhythm.comments
