"""The epoch's work: core, leaving, places, sight, publishing. All together, once a day."""

from uuid import UUID

import numpy as np

from mimi.anonymity.circles import Circle, Epoch, Places, place
from mimi.anonymity.vouching import vouched
from mimi.kit.chunks import chunks
from mimi.kit.columns import Column
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.rooms import friends
from mimi.rooms.circles import (
    core,
    holders,
    labels,
    reviewing,
    sight,
    store,
    store_core,
    store_sight,
    store_tokens,
)
from mimi.rooms.circles.town import NOWHERE, Seated, seated
from mimi.rooms.friends import Friendships


async def turn(kit: Kit, db: Connection, epoch: int) -> None:
    """Everything that changes who sits with whom and who sees what changes here (P6).

    At once for all, so that no change can be held against one person's visit, and only for
    what is told from here on. Repeatable for the same epoch.
    """
    known = await friends.friendships(db)
    await core.grow(kit, db, known)
    await _depart(db, await seated(db, known.everybody))
    await _enter_pool(db, known, await seated(db, known.everybody), epoch)
    await _place(kit, db, known, epoch)
    present = await seated(db, known.everybody)
    await sight.rewrite(kit, db, known.graph, present, epoch)
    await reviewing.review(kit, db, known.personal, present)
    await _forget_past(kit, db, epoch)


async def _depart(db: Connection, before: Seated) -> None:
    """Who has a circle and a row in the pool wanted to leave."""
    members = set(before.everybody.named(before.account))
    for some in chunks(sorted(members.intersection(await store.pool(db)))):
        await store.leave(db, some)


async def _enter_pool(db: Connection, known: Friendships, now: Seated, epoch: int) -> None:
    """Whoever has a friend and no circle begins to wait."""
    everybody = known.everybody
    without = (known.graph.counts > 0) & (now.circle_of() == NOWHERE)
    without[list(everybody.keyed(await store.pool(db)))] = False
    for some in chunks(np.flatnonzero(without)):
        await store.enter_pool(db, everybody.named(some), epoch)


async def _place(kit: Kit, db: Connection, known: Friendships, epoch: int) -> None:
    length, rule = kit.settings.rhythm.epoch, kit.settings.circle
    pool = known.everybody.keyed(await store.pool(db))
    waiting = {one: since // length for one, since in pool.items() if since <= epoch}
    before, real = await seated(db, known.everybody), await _real(kit, db, known)
    near = _near(known, before, list(waiting), rule.most)
    circles = await _circles(kit, db, known, real, before, near, epoch)
    elsewhere = len(before.account) - sum(len(circle.members) for circle in circles.values())
    now = Epoch(epoch // length, waiting, circles, known.graph, known.personal, real, elsewhere)
    await _seat(kit, db, known, place(now, rule), epoch)


async def _real(kit: Kit, db: Connection, known: Friendships) -> set[int]:
    """Those with a friend who vouch; all of them where the operator named no founders."""
    if kit.settings.founders == "none":
        return set(known.graph)
    counts = known.graph.counts
    return {one for one in known.everybody.keyed(await store_core.core(db)) if counts[one]}


def _near(known: Friendships, before: Seated, waiting: list[int], most: int) -> Column:
    """The circles in which somebody who waits has a friend; no other one can take them in.

    All of them in a small place, which is one circle if it can be.
    """
    if len(before.account) <= most:
        return np.arange(len(before.circles))
    found = np.unique(before.circle_of()[known.graph.around(np.array(waiting, dtype=np.int64))])
    return found[found != NOWHERE]


async def _circles(  # noqa: PLR0913, PLR0917 what the epoch knows
    kit: Kit,
    db: Connection,
    known: Friendships,
    real: set[int],
    before: Seated,
    near: Column,
    epoch: int,
) -> dict[UUID, Circle[int]]:
    """With how many of each could write, or just came and have time to fetch."""
    newest = epoch - kit.settings.circle.wait_days * kit.settings.rhythm.epoch
    ids, found = known.everybody.ids, dict[UUID, Circle[int]]()
    for some in chunks(near):
        members = {before.circles.ids[at]: ones for at, ones in before.members(some)}
        older = {
            at: [ids[one] for one, joined in ones.items() if joined <= newest]
            for at, ones in members.items()
        }
        awake = await holders.awake(kit, db, older)
        for at, ones in members.items():
            up = [one for one, joined in ones.items() if joined > newest or (at, ids[one]) in awake]
            found[at] = Circle(set(ones), len(up), vouched(up, known.personal, real))
    return found


async def _seat(
    kit: Kit, db: Connection, known: Friendships, places: Places[int], epoch: int
) -> None:
    """In the order of the circles' ids, which tells nothing of who came first."""
    opened = {kit.chance.uuid(): group for group in places.opened}
    for some in chunks(sorted(opened)):
        await store.open_circles(db, some, epoch)
    seats = [
        (circle, one)
        for circle, joining in sorted((places.joins | opened).items())
        for one in sorted(joining)
    ]
    for some in chunks(seats):
        accounts = [known.everybody.ids[one] for _, one in some]
        await store.join(db, [circle for circle, _ in some], accounts, epoch)
        await store.leave_pool(db, accounts)


async def _forget_past(kit: Kit, db: Connection, epoch: int) -> None:
    """What no token and no secret needs any more."""
    post, comment = labels.present(kit, "post"), labels.present(kit, "comment")
    oldest = epoch - kit.settings.rhythm.secret_life
    await store_sight.forget_sight(db, oldest)
    await store_sight.forget_audiences(db, oldest)
    await store_tokens.forget_labels(db, "post", post - labels.length(kit, "post"))
    await store_tokens.forget_batches(db, "post", post - labels.length(kit, "post"))
    await store_tokens.forget_publishing(db, post)
    # kept by the post epoch of spending, also those of comment tokens, which may outlast it
    await store_tokens.forget_nullifiers(db, min(post, comment) - labels.length(kit, "post"))
    await store_tokens.forget_labels(db, "comment", comment - labels.length(kit, "comment"))
    await store_tokens.forget_batches(db, "comment", comment)
