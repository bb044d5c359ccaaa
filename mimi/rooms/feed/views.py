"""Who sees what, kept in the process until somebody's sight changes.

Of one viewer only that viewer's requests are sooner by it: it tells nobody anything of another.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID
from weakref import WeakKeyDictionary

from mimi.anonymity.order import viewer_seed
from mimi.kit.db import Connection, Database
from mimi.kit.kit import Kit
from mimi.rooms import secrets
from mimi.rooms.accounts import Viewer
from mimi.rooms.circles import Sight

OVERHEAD, A_SIGHT = 800, 250  # bytes
SHARE = 4  # a quarter of the memory for the feed is for views

Span = tuple[int, int, frozenset[int], bool]


class View(NamedTuple):
    """What one viewer sees, of a version."""

    version: int
    sights: list[Sight]
    spans: dict[UUID, list[Span]]  # by circle: from and to which edition, which rungs, near
    seed: int


class Views:
    """The last ones used, as many as fit."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._views: OrderedDict[Viewer, View] = OrderedDict()

    def get(self, viewer: Viewer, version: int) -> View | None:
        view = self._views.get(viewer)
        if view is None or view.version != version:
            return None
        self._views.move_to_end(viewer)
        return view

    def put(self, viewer: Viewer, view: View) -> None:
        before = self._views.pop(viewer, None)
        self._size += _size(view) - (_size(before) if before else 0)
        self._views[viewer] = view
        while self._size > self._most:
            self._size -= _size(self._views.popitem(last=False)[1])


def _size(view: View) -> int:
    return OVERHEAD + A_SIGHT * len(view.sights)


_views: WeakKeyDictionary[Database, Views] = WeakKeyDictionary()


def known(kit: Kit, viewer: Viewer, version: int) -> View | None:
    """None if somebody's sight has changed since, or it had no room."""
    return _of(kit).get(viewer, version)


def _of(kit: Kit) -> Views:
    return _views.setdefault(kit.database, Views(kit.settings.feed_memory * 1_000_000 // SHARE))


async def read(kit: Kit, db: Connection, viewer: Viewer, version: int) -> View:
    """Reads and keeps it."""
    sights = await secrets.sights(kit, db, viewer)
    near = kit.settings.circle.friends_needed
    seed = viewer_seed(kit.keys.key("order"), viewer)
    found = View(version, sights, spans(sights, near), seed)
    _of(kit).put(viewer, found)
    return found


async def sights(kit: Kit, viewer: Viewer, version: int) -> list[Sight]:
    """What the viewer sees beside the public; as kept, or read and kept."""
    view = known(kit, viewer, version)
    if view is None:
        async with kit.database.reading() as db:
            view = await read(kit, db, viewer, version)
    return view.sights


def spans(sights: list[Sight], near: int) -> dict[UUID, list[Span]]:
    """Which rungs are seen in which editions, each edition in one span at most. `near` is how many
    friends those need who may answer."""
    by_circle = defaultdict[UUID, list[Sight]](list)
    for sight in sights:
        by_circle[sight.circle].append(sight)
    return {circle: list(_spans(some, near)) for circle, some in by_circle.items()}


def _spans(sights: list[Sight], near: int) -> Iterator[Span]:
    edges = sorted({edge for sight in sights for edge in (sight.from_edition, sight.to_edition)})
    for start, end in pairwise(edges):
        needed = frozenset(
            sight.needed for sight in sights if sight.from_edition <= start < sight.to_edition
        )
        if needed:
            yield start, end, needed, near in needed
