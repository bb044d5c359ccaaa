"""The epoch's work: core, leaving, places, sight, publishing. All together, once a day."""

from uuid import UUID

from mimi.anonymity.circles import Circle, Epoch, place
from mimi.anonymity.vouching import vouched
from mimi.kit.chunks import chunks
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.rooms import friends
from mimi.rooms.circles import (
    core,
    holders,
    labels,
    plausible,
    sight,
    store,
    store_sight,
    store_tokens,
)

Graph = dict[UUID, set[UUID]]
Members = dict[UUID, dict[UUID, int]]


async def turn(kit: Kit, db: Connection, epoch: int) -> None:
    """Everything that changes who sits with whom and who sees what changes here (P6).

    At once for all, so that no change can be held against one person's visit, and only for
    what is told from here on. Repeatable for the same epoch.
    """
    graph, personal = await friends.graph(db), await friends.personal_graph(db)
    await core.grow(kit, db, personal)
    await _depart(db, epoch)
    await _enter_pool(db, graph, epoch)
    await _place(kit, db, graph, personal, epoch)
    await sight.rewrite(kit, db, graph, epoch)
    await _publish(kit, db)
    await _forget_past(kit, db, epoch)


async def _depart(db: Connection, epoch: int) -> None:
    """Who has a circle and a row in the pool wanted to leave."""
    members = {one for circle in (await store.all_members(db)).values() for one in circle}
    for some in chunks(sorted(members.intersection(await store.pool(db)))):
        await store.leave(db, some)


async def _enter_pool(db: Connection, graph: Graph, epoch: int) -> None:
    """Whoever has a friend and no circle begins to wait."""
    members = {one for circle in (await store.all_members(db)).values() for one in circle}
    for some in chunks(sorted(one for one in graph if graph[one] and one not in members)):
        await store.enter_pool(db, some, epoch)


async def _place(kit: Kit, db: Connection, graph: Graph, personal: Graph, epoch: int) -> None:
    length, rule = kit.settings.rhythm.epoch, kit.settings.circle
    pool = await store.pool(db)
    waiting = {one: since // length for one, since in pool.items() if since <= epoch}
    real = await plausible.real(kit, db, set(graph))
    circles = await _circles(kit, db, personal, real, epoch)
    places = place(Epoch(epoch // length, waiting, circles, graph, personal, real), rule)
    opened = {kit.chance.uuid(): group for group in places.opened}
    for circle in opened:
        await store.open_circle(db, circle, epoch)
    for circle, joining in (places.joins | opened).items():
        await store.join(db, circle, joining, epoch)
        await store.leave_pool(db, joining)


async def _circles(
    kit: Kit, db: Connection, personal: Graph, real: set[UUID], epoch: int
) -> dict[UUID, Circle]:
    """The circles with how many of each could write, or just came and have time to fetch."""
    members = await store.all_members(db)
    newest = epoch - kit.settings.circle.wait_days * kit.settings.rhythm.epoch
    awake = await holders.awake(kit, db, members)
    found: dict[UUID, Circle] = {}
    for circle, present in members.items():
        up = _awake(circle, present, awake, newest)
        found[circle] = Circle(present.keys(), len(up), vouched(up, personal, real))
    return found


def _awake(
    circle: UUID, members: dict[UUID, int], awake: set[tuple[UUID, UUID]], newest: int
) -> list[UUID]:
    return [one for one, joined in members.items() if joined > newest or (circle, one) in awake]


async def _publish(kit: Kit, db: Connection) -> None:
    """The core has grown, friends have come, members have left: who could write is counted anew."""
    present, length = labels.present(kit, "post"), labels.length(kit, "post")
    for circle in await store.circles(db):
        for epoch in (present, present + length):
            await plausible.review(kit, db, circle, epoch)


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
