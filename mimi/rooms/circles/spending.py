"""Tokens come back: whoever holds one may write once, and nobody knows who that is (P1, P2)."""

import hmac

from mimi.kit import tokens
from mimi.kit.db import Connection
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.rooms.circles import labels, store_tokens
from mimi.rooms.circles.model import Named, Purpose, Spendable


async def check(kit: Kit, db: Connection, header: str | None, purpose: Purpose) -> Spendable:
    """What the token in the header `Mimi-Token` may be spent on; says nothing of who holds it.

    Problems: token-malformed, token-epoch (its time is over or has not begun), token-forged (not
    ours, or for another purpose). Whether it is spent shows only when spending.
    """
    token = _unpack(header)
    named = await store_tokens.named(db, token.label)
    if named is None or named.purpose != purpose:
        raise _forged()
    if named.epoch != labels.present(kit, purpose):
        raise Problem(410, "token-epoch", "This token is for another time.")
    return _verified(kit, token, named)


async def spend(kit: Kit, db: Connection, spendable: Spendable, receipt: bytes) -> bool:
    """True when it was not spent before, False when this is the same request once more.

    `receipt` stands for the request; it must be made under a key that is destroyed with the
    window, so that the row which stays says nothing of what was written. Neither circle nor
    purpose is in it: PostgreSQL keeps which transactions were neighbours, so a thief of the disk
    can tell when a token was spent, but not on which circle (P2). Problem: token-spent.
    """
    nullifier = spendable.nullifier
    if await store_tokens.spend(db, nullifier, labels.present(kit, "post"), receipt):
        return True
    if hmac.compare_digest(await store_tokens.receipt(db, nullifier), receipt):
        return False
    raise Problem(409, "token-spent", "This token has been spent on something else.")


def _unpack(header: str | None) -> tokens.Token:
    try:
        return tokens.unpack(header or "")
    except ValueError as error:
        raise Problem(400, "token-malformed", "The header Mimi-Token is no token.") from error


def _verified(kit: Kit, token: tokens.Token, named: Named) -> Spendable:
    info = tokens.info(named.purpose, token.label, named.epoch)
    try:
        ours = labels.issuer(kit).verify(token.input, token.output, info)
    except ValueError as error:  # an input that hashes to no point: nobody was issued that
        raise _forged() from error
    if not ours:
        raise _forged()
    return Spendable(named.circle, named.epoch, tokens.nullifier(info, token.input))


def _forged() -> Problem:
    return Problem(403, "token-forged", "This server did not make this token for this purpose.")
