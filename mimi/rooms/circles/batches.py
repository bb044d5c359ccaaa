"""Batches of blind tokens: the same number for everybody, made without seeing them."""

import asyncio
from collections.abc import Mapping, Sequence
from hashlib import sha256
from uuid import UUID

from mimi.kit import base64url, tokens
from mimi.kit.chunks import chunks
from mimi.kit.db import Connection
from mimi.kit.errors import NotFound, Problem
from mimi.kit.kit import Kit
from mimi.kit.limits import allow
from mimi.rooms.accounts import Viewer
from mimi.rooms.circles import holders, labels, plausible, store, store_sight, store_tokens
from mimi.rooms.circles.model import OPEN, Batch, Blinded, Evaluated, HeldBatch, Named, Purpose

ISSUES_A_DAY = 500  # an account's requests; an honest device needs a handful a week


async def listed(kit: Kit, db: Connection, viewer: Viewer) -> list[Batch]:
    """What this device may hold, writing the labels so that a token finds its circle.

    Posting in the own circle (the epoch before too, so that a restored device can find its own
    secrets), commenting in every circle whose near audience the viewer is in; the present and
    the next epoch of each. In the order of the labels, which means nothing.
    """
    found = await _open_to(kit, db, viewer)
    if found:
        await store_tokens.add_labels(db, found)
    return [_batch(kit, label, found[label]) for label in sorted(found)]


async def issue(kit: Kit, viewer: Viewer, wanted: Sequence[Blinded]) -> list[Evaluated]:
    """Evaluates the batches; the same batch is answered again, byte for byte.

    A request counts before it is looked at, refused or not, and holds no connection while the
    curves are computed, which are slow; libsodium lets go of the lock, so others go on meanwhile.

    Problems: too-many, not-found, other-batch (this account, or its number before it, was issued
    a different one: a second batch would be more than everybody has), invalid-batch.
    """
    async with kit.database.transaction() as db:
        await allow(kit, db, "batches", viewer.bytes, ISSUES_A_DAY)
    async with kit.database.reading() as db:
        batches = _checked(kit, wanted, await _open_to(kit, db, viewer))
        names = await holders.names(db, viewer)
    answers = await asyncio.to_thread(
        lambda: [_evaluate(kit, batch.label, of, points) for batch, of, points in batches]
    )
    async with kit.database.transaction() as db:
        await _record(kit, db, names, {of: points for _, of, points in batches})
    return answers


def _checked(
    kit: Kit, wanted: Sequence[Blinded], open_to: Mapping[UUID, Named]
) -> list[tuple[Blinded, Named, list[bytes]]]:
    if len({batch.label for batch in wanted}) < len(wanted):
        raise _invalid()
    batches: list[tuple[Blinded, Named, list[bytes]]] = []
    for batch in wanted:
        of = open_to.get(batch.label)
        if of is None or of.epoch < labels.present(kit, of.purpose):
            raise NotFound
        batches.append((batch, of, _points(kit, of, batch.blinded)))
    return batches


async def _open_to(kit: Kit, db: Connection, viewer: Viewer) -> dict[UUID, Named]:
    found: list[Named] = []
    own = await store.circle_of(db, viewer)
    if own:
        length, present = labels.length(kit, "post"), labels.present(kit, "post")
        found += [Named(own, "post", present + step * length) for step in (-1, 0, 1)]
    length, present = labels.length(kit, "comment"), labels.present(kit, "comment")
    needed = kit.settings.circle.friends_needed
    for sight in await store_sight.sight_of(db, viewer):
        if sight.needed == needed and sight.to_edition == OPEN:
            found += [Named(sight.circle, "comment", present + step * length) for step in (0, 1)]
    return {labels.label(kit, of): of for of in found}


def _batch(kit: Kit, label: UUID, of: Named) -> Batch:
    ends = of.epoch + labels.length(kit, of.purpose)
    return Batch(label, of.purpose, of.epoch, ends, _size(kit, of.purpose))


def _size(kit: Kit, purpose: Purpose) -> int:
    caps = kit.settings.caps
    return caps.post_tokens if purpose == "post" else caps.comment_tokens


def _points(kit: Kit, of: Named, blinded: Sequence[str]) -> list[bytes]:
    if len(blinded) != _size(kit, of.purpose):
        raise _invalid()
    try:
        return [base64url.decode(point, 32) for point in blinded]
    except ValueError as error:
        raise _invalid() from error


def _evaluate(kit: Kit, label: UUID, of: Named, points: list[bytes]) -> Evaluated:
    """No chance goes into the proof, so a batch has one answer; the issuer mixes its secret in."""
    info = tokens.info(of.purpose, label, of.epoch)
    try:
        evaluated, proof = labels.issuer(kit).evaluate(points, info, b"")
    except ValueError as error:
        raise _invalid() from error
    return Evaluated(label, [base64url.encode(one) for one in evaluated], base64url.encode(proof))


async def _record(
    kit: Kit, db: Connection, names: Sequence[bytes], issued: Mapping[Named, Sequence[bytes]]
) -> None:
    """All of them together, so that it takes no longer to be near to many circles."""
    posts = sorted(of for of in issued if of.purpose == "post")
    for circle in sorted({of.circle for of in posts}):
        await store.lock_circle(db, circle)
    digests = {of: sha256(b"".join(points)).digest() for of, points in issued.items()}
    held = sorted(
        HeldBatch(*of, holders.tag(kit, of, name), digest)
        for of, digest in digests.items()
        for name in names
    )
    for some in chunks(held):
        await store_tokens.add_batches(db, some)
        if await store_tokens.held(db, some) != set(some):
            raise Problem(409, "other-batch", "Another batch was issued to this account.")
    for of in posts:
        await plausible.consider(kit, db, of.circle, of.epoch)


async def settle(_: Kit, db: Connection, __: int) -> None:
    """Writes again what the day wrote, all together, in the order of keyed tags.

    Protects who holds what from a thief who reads transaction numbers or places on the disk: what
    one request wrote would be one account's circles, and those say whose it is (P2).
    """
    while some := await store_tokens.open_batches(db):
        await store_tokens.take_batches(db, some)
        await store_tokens.put_batches(db, some)


def _invalid() -> Problem:
    return Problem(400, "invalid-batch", "A batch is a fixed number of blinded points.")
