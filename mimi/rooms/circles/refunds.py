"""A spent token comes back to whoever wrote with it, and nobody knows who that is (P1, P2).

Everybody begins a token epoch with the same number. What was written and is still there after
`rhythm.refund` gives a fresh blind token for its own; what was removed gives none. So who harms
runs dry until the next epoch, and nobody learns who it was. Who could have written is not touched:
a refund is no batch, and its token is good only where the spent one was.

An answered claim is two rows among the spent tokens, under tags that only the server can make and
with receipts of no use: a thief of the database cannot tell them from tokens that were spent, so
not what was claimed, and `spending.settle` gives them no time finer than a window.
"""

from typing import NamedTuple
from uuid import UUID

from mimi.kit import base64url, tokens
from mimi.kit.db import Connection
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.rooms.circles import labels, store_tokens
from mimi.rooms.circles.model import Evaluated, Named, Purpose, Spent


class Claim(NamedTuple):
    """That the token of what was written comes back. Seconds; `since` is the earliest moment at
    which it may have been written, `out` the window in which it came out."""

    label: UUID  # of the token that was spent
    item: bytes
    since: int
    out: int
    blinded: str


async def refundable(kit: Kit, db: Connection, label: UUID, purpose: Purpose) -> Named:
    """What the label of a spent token stands for. Problems: token-forged, token-epoch."""
    named = await store_tokens.named(db, label)
    if named is None or named.purpose != purpose:
        raise Problem(403, "token-forged", "This server has made no tokens of this name.")
    if named.epoch != labels.present(kit, purpose):
        raise _other_time()
    return named


async def refund(kit: Kit, db: Connection, named: Named, claim: Claim) -> Evaluated:
    """The server's half of the token that comes back; the same claim is answered again.

    Whoever calls has seen that the item is out, of this circle, and claimed with its own key.
    Nothing is carried over: an item that may have been written before the epoch began gives none.
    Problems: token-epoch; too-early; refunded (another claim for the item was answered);
    invalid-batch.
    """
    if claim.since < named.epoch:
        raise _other_time()
    if kit.clock.now() < claim.out + kit.settings.rhythm.refund:
        raise Problem(409, "too-early", "This has not been out for long enough.")
    answer, point = _evaluate(kit, named, claim)
    once = [*_parts(named), claim.item]
    if await _note(kit, db, once, "once"):
        await _note(kit, db, [*once, point], "answered")
    elif not await store_tokens.is_spent(db, kit.keys.tag("refund", *once, point)):
        raise Problem(409, "refunded", "The token of this has been given back already.")
    return answer


def _parts(named: Named) -> list[bytes]:
    return [named.circle.bytes, named.purpose.encode(), named.epoch.to_bytes(8, "big")]


async def _note(kit: Kit, db: Connection, parts: list[bytes], what: str) -> bool:
    """Whether this is new. The receipt, by which the window orders its rows, is not of the claimed
    token: it would be another one if another member had written."""
    until = kit.edition() + kit.settings.rhythm.edition
    receipt = kit.keys.tag(f"refund {what}", *parts[:4])
    spent = Spent(kit.keys.tag("refund", *parts), labels.present(kit, "post"), until, receipt)
    return await store_tokens.spend(db, spent)


def _evaluate(kit: Kit, named: Named, claim: Claim) -> tuple[Evaluated, bytes]:
    """Without chance, as batches are: a claim has one answer."""
    info = tokens.info(named.purpose, claim.label, named.epoch)
    try:
        point = base64url.decode(claim.blinded, 32)
        [made], proof = labels.issuer(kit).evaluate([point], info, b"")
    except ValueError as error:
        raise Problem(400, "invalid-batch", "This is no blinded point.") from error
    return Evaluated(claim.label, [base64url.encode(made)], base64url.encode(proof)), point


def _other_time() -> Problem:
    return Problem(410, "token-epoch", "A token comes back only in the period it was spent in.")
