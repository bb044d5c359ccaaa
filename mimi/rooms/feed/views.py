"""Who sees what, kept in the process until somebody's sight changes.

Of one viewer only that viewer's requests are sooner by it: it tells nobody anything of another.
"""

from collections import OrderedDict, defaultdict
from typing import NamedTuple
from uuid import UUID
from weakref import WeakKeyDictionary

from mimi.anonymity.order import viewer_seed
from mimi.kit.db import Connection, Database
from mimi.kit.kit import Kit
from mimi.rooms import secrets
from mimi.rooms.accounts import Viewer
from mimi.rooms.circles import Sight
from mimi.rooms.feed.model import Rung

OVERHEAD, A_SIGHT = 800, 250  # bytes
SHARE = 4  # a quarter of the memory for the feed is for views

Spans = dict[Rung, list[tuple[int, int]]]  # from and to which edition


class View(NamedTuple):
    """What one viewer sees, of a version. `near` is how many friends those need who may answer."""

    version: int
    sights: list[Sight]
    spans: Spans
    rungs: frozenset[Rung]  # of the spans, as a set: see `Edition`
    near: int
    seed: bytes

    def sees(self, rung: Rung, edition: int) -> bool:
        return any(start <= edition < end for start, end in self.spans.get(rung, ()))

    def is_near(self, circle: UUID, edition: int) -> bool:
        return self.sees(Rung(circle, self.near), edition)


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
    seen = spans(sights)
    found = View(version, sights, seen, frozenset(seen), near, seed)
    _of(kit).put(viewer, found)
    return found


async def sights(kit: Kit, viewer: Viewer, version: int) -> list[Sight]:
    """What the viewer sees beside the public; as kept, or read and kept."""
    view = known(kit, viewer, version)
    if view is None:
        async with kit.database.reading() as db:
            view = await read(kit, db, viewer, version)
    return view.sights


def spans(sights: list[Sight]) -> Spans:
    by_rung: Spans = defaultdict(list)
    for sight in sights:
        by_rung[Rung(sight.circle, sight.needed)].append((sight.from_edition, sight.to_edition))
    return by_rung
