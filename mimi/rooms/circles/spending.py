"""Tokens come back: whoever holds one may write once, and nobody knows who that is (P1, P2)."""

import hmac

from mimi.kit import tokens
from mimi.kit.chunks import chunks
from mimi.kit.db import Connection
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.rooms.circles import labels, store_tokens
from mimi.rooms.circles.model import Named, Purpose, Spendable, Spent


async def check(kit: Kit, db: Connection, header: str | None, purpose: Purpose) -> Spendable:
    """What the token in the header `Mimi-Token` may be spent on; says nothing of who holds it.

    Problems: token-malformed, token-epoch (its time is over or has not begun), token-forged (not
    ours, or for another purpose). Whether it is spent is not asked here.
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
    purpose is in it: PostgreSQL keeps which transactions were neighbours, so until `settle` a
    thief of the disk can tell when a token was spent, but not on which circle (P2). Problem:
    token-spent.
    """
    until = kit.edition() + kit.settings.rhythm.edition
    spent = Spent(spendable.nullifier, labels.present(kit, "post"), until, receipt)
    if await store_tokens.spend(db, spent):
        return True
    if hmac.compare_digest(await store_tokens.receipt(db, spent.nullifier), receipt):
        return False
    raise _spent()


async def refuse_over(kit: Kit, db: Connection, spendable: Spendable) -> None:
    """For who has not read the body yet: what was spent before this window pays for no reading.

    A token spent in this window may be a retry, which only its body tells. Problem: token-spent.
    """
    if await store_tokens.is_over(db, spendable.nullifier, kit.edition()):
        raise _spent()


async def settle(db: Connection, window: int) -> None:
    """Writes what was spent lately again, all together, in an order that is nobody's.

    Protects who wrote from a thief who lays transaction numbers or places on the disk beside those
    of other rows: they say nothing finer than a window (P2, P4). Those whose edition has come lose
    the receipt, since no retry of theirs is known any more.
    """
    spent = [
        one if one.until > window else one.settled() for one in await store_tokens.take_open(db)
    ]
    # by receipt, a keyed hash, then by nullifier, a hash that only the holder's device can make
    ordered = sorted(spent, key=lambda one: (one.receipt, one.nullifier))
    for some in chunks(ordered):
        await store_tokens.put_back(db, some)


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


def _spent() -> Problem:
    return Problem(409, "token-spent", "This token has been spent on something else.")


def _forged() -> Problem:
    return Problem(403, "token-forged", "This server did not make this token for this purpose.")
