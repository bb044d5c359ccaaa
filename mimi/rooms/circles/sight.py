"""Sight: who sees which circle, from which edition on. Written only where it changes (P1, P12)."""

from typing import NamedTuple

import numpy as np

from mimi.anonymity.reach import rungs
from mimi.kit.chunks import MANY, chunks
from mimi.kit.columns import Column, absent, missing
from mimi.kit.db import Connection
from mimi.kit.graph import Graph
from mimi.kit.kit import Kit
from mimi.kit.windows import window
from mimi.rooms.circles import store_sight
from mimi.rooms.circles.town import NOWHERE, Seated

VIEWERS = 20_000  # reckoned with at once: a million friendships


class Since(NamedTuple):
    """From which edition on sight changes, and whether an epoch opened some from there already."""

    edition: int
    again: bool


class Rungs(NamedTuple):
    """A rung of a viewer is one number: `(viewer * circles + circle) * steps + needed`."""

    seated: Seated
    first: int

    @property
    def steps(self) -> int:
        return self.first + 1

    def coded(self, viewers: Column, circles: Column, needed: Column | int) -> Column:
        at = viewers.astype(np.int64) * len(self.seated.circles) + circles
        return at * self.steps + needed

    def named(self, some: Column) -> store_sight.Part:
        at, needed = np.divmod(some, self.steps)
        viewers, circles = np.divmod(at, len(self.seated.circles))
        of, to = self.seated.everybody.named(viewers), self.seated.circles.named(circles)
        return of, to, needed.tolist()


async def rewrite(kit: Kit, db: Connection, graph: Graph, seated: Seated, epoch: int) -> None:
    """Brings sight in line with friendships, for the editions from this epoch on.

    What came out before keeps its audience: a friend made later opens nothing earlier, and who
    is a friend no more sees nothing new. An audience is counted without those whose gate is shut.
    """
    if not len(seated.circles):
        return
    length, first = kit.settings.rhythm.edition, kit.settings.circle.friends_needed
    edition = window(epoch + length - 1, length)  # the first one that begins in this epoch
    since = Since(edition, await store_sight.begins(db, edition))
    of, circle_of = Rungs(seated, first), seated.circle_of()
    counts = np.zeros(len(seated.circles) * of.steps, dtype=np.int64)
    for start in range(0, len(seated.everybody), VIEWERS):
        viewers = np.arange(start, min(start + VIEWERS, len(seated.everybody)))
        seen = wanted(of, graph, circle_of, viewers)
        at, needed = np.divmod(seen, of.steps)
        viewer, circle = np.divmod(at, len(seated.circles))
        through = graph.counts[viewer] >= first
        counts += np.bincount((circle * of.steps + needed)[through], minlength=len(counts))
        await _write(db, of, viewers, seen, since)
    await _count(db, seated, counts.reshape(-1, of.steps), edition)


def wanted(of: Rungs, graph: Graph, circle_of: Column, viewers: Column) -> Column:
    """What these viewers see of every circle, in order. Members see all of their own."""
    friends = graph.around(viewers)
    ones = np.repeat(viewers, graph.counts[viewers])
    sits, own = circle_of[friends] != NOWHERE, viewers[circle_of[viewers] != NOWHERE]
    near, count = np.unique(of.coded(ones[sits], circle_of[friends[sits]], 0), return_counts=True)
    home = of.coded(own, circle_of[own], 0)
    alone = missing(home, near)  # the own circle, without a friend in it
    near, count = np.concatenate([near, alone]), np.concatenate([count, np.zeros_like(alone)])
    seen = rungs(count, ~absent(near, home), of.first)
    return np.sort(np.concatenate([near[seen >= needed] + needed for needed in range(1, of.steps)]))


async def _write(db: Connection, of: Rungs, viewers: Column, seen: Column, since: Since) -> None:
    everybody, circles = of.seated.everybody, of.seated.circles
    first, last = everybody.ids[viewers[0]], everybody.ids[viewers[-1]]
    present = of.coded(*await store_sight.open_sight(db, everybody, circles, first, last))
    for some in chunks(missing(present, seen), MANY):
        await store_sight.close_sight(db, map(of.named, chunks(some)), since.edition)
    grant = store_sight.grant_again if since.again else store_sight.grant_sight
    for some in chunks(missing(seen, present), MANY):
        await grant(db, map(of.named, chunks(some)), since.edition)


async def _count(db: Connection, seated: Seated, counts: np.ndarray, edition: int) -> None:
    for some in chunks(np.arange(len(seated.circles))):
        known = {
            (circle, needed): viewers
            for circle, needed, _, viewers in await store_sight.audiences(
                db, seated.circles.named(some)
            )
        }
        now = {
            (seated.circles.ids[at], needed): viewers
            for at in some.tolist()
            for needed, viewers in enumerate(counts[at].tolist())
            if viewers
        }
        changed = [
            (*rung, now.get(rung, 0))
            for rung in sorted(known.keys() | now.keys())
            if known.get(rung) != now.get(rung, 0)
        ]
        for part in chunks(changed):
            await store_sight.count_audience(db, part, edition)
