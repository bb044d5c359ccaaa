"""Sight: who sees which circle, from which edition on. Written only where it changes (P1, P12)."""

from collections import Counter
from collections.abc import Mapping, Set
from uuid import UUID

from mimi.anonymity.reach import sees
from mimi.kit.chunks import chunks
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.windows import window
from mimi.rooms import accounts
from mimi.rooms.circles import store, store_sight

Graph = Mapping[UUID, Set[UUID]]
Rung = tuple[UUID, UUID, int]  # viewer, circle, friends needed


async def rewrite(kit: Kit, db: Connection, graph: Graph, epoch: int) -> None:
    """Brings sight in line with friendships, for the editions from this epoch on.

    What came out before keeps its audience: a friend made later opens nothing earlier, and who
    is a friend no more sees nothing new. An audience is counted without those whose gate is shut.
    """
    length, first = kit.settings.rhythm.edition, kit.settings.circle.friends_needed
    edition = window(epoch + length - 1, length)  # the first one that begins in this epoch
    circles = await store.all_members(db)
    circle_of = {one: circle for circle, members in circles.items() for one in members}
    counts: Counter[tuple[UUID, int]] = Counter()
    for viewers in chunks(list(await accounts.joined_days(db)), 100):
        wanted = {rung for one in viewers for rung in rungs(one, graph, circle_of, first)}
        counts.update(rung[1:] for rung in wanted if len(graph.get(rung[0], ())) >= first)
        await _write(db, viewers, wanted, edition)
    await _count(db, counts, await store.circles(db), edition)


def rungs(viewer: UUID, graph: Graph, circle_of: Mapping[UUID, UUID], first: int) -> set[Rung]:
    """What a viewer sees of every circle. Members see all of their own."""
    friends = Counter(circle_of[one] for one in graph.get(viewer, ()) if one in circle_of)
    own = circle_of.get(viewer)
    return {
        (viewer, circle, needed)
        for circle in friends.keys() | ({own} if own else set())
        for needed in range(1, first + 1)
        if sees(friends[circle], circle == own, needed)
    }


async def _write(db: Connection, viewers: list[UUID], wanted: set[Rung], edition: int) -> None:
    present = await store_sight.open_sight(db, viewers)
    for some in chunks(sorted(present - wanted)):
        await store_sight.close_sight(db, some, edition)
    for some in chunks(sorted(wanted - present)):
        await store_sight.grant_sight(db, some, edition)


async def _count(
    db: Connection, counts: Counter[tuple[UUID, int]], circles: list[UUID], edition: int
) -> None:
    for some in chunks(circles):
        known = {
            (circle, needed): viewers
            for circle, needed, _, viewers in await store_sight.audiences(db, some)
        }
        changed = [
            (circle, needed, counts[circle, needed])
            for circle, needed in sorted(known.keys() | counts.keys())
            if circle in some and known.get((circle, needed)) != counts[circle, needed]
        ]
        for part in chunks(changed):
            await store_sight.count_audience(db, part, edition)
