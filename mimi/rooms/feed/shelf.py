"""The newest editions, kept in the process as fragments of cards.

What is kept depends on the editions and on the memory alone, never on who reads: the newest come
first and as many as fit, read beside the windows' work and not for a request. So no answer is
sooner because somebody else has looked, and how long a page takes tells nothing of anybody.
"""

from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID
from weakref import WeakKeyDictionary

from mimi.kit import versions
from mimi.kit.db import Connection, Database
from mimi.kit.kit import Kit
from mimi.rooms import circles, secrets
from mimi.rooms.feed import store
from mimi.rooms.feed.fragments import Fragment, fragment, near
from mimi.rooms.feed.model import Rung

MEGABYTE = 1_000_000


@dataclass
class Edition:
    """What came out in one edition and is not hidden, by rung; the public ones apart.

    `present` has the rungs once more: two sets are laid over each other by the hashes that they
    keep, while a dictionary's keys are hashed anew for every page.
    """

    edition: int
    version: int
    rungs: defaultdict[Rung, list[Fragment]] = field(default_factory=lambda: defaultdict(list))
    present: set[Rung] = field(default_factory=set[Rung])
    public: list[Fragment] = field(default_factory=list[Fragment])
    size: int = 0

    def add(self, one: Fragment) -> None:
        if one.needed:
            rung = Rung(one.circle, one.needed)
            self.present.add(rung)
            self.rungs[rung].append(one)
        else:
            self.public.append(one)
        self.size += one.size


class Shelf(NamedTuple):
    """`editions`, newest first, are as of `version`; if `whole`, there is nothing beside them.

    `near` is what the cards of each circle say to the near in this epoch of comment tokens.
    """

    version: int
    epoch: int
    near: dict[UUID, bytes]
    newest: int
    editions: list[Edition]
    whole: bool


EMPTY = Shelf(-1, -1, {}, 0, [], whole=False)
_shelves: WeakKeyDictionary[Database, Shelf] = WeakKeyDictionary()


def shelf(kit: Kit) -> Shelf:
    """As it was last filled, be it old or not."""
    return _shelves.get(kit.database, EMPTY)


def present(kit: Kit, version: int) -> Shelf | None:
    """The shelf if it is of this version and epoch."""
    found = shelf(kit)
    epoch = circles.comment_epoch(kit)
    return found if (found.version, found.epoch) == (version, epoch) else None


async def fill(kit: Kit) -> None:
    """Reads what has changed since it was last filled. The errand of this room."""
    async with kit.database.reading() as db:
        version = (await versions.now(db)).feed
        if present(kit, version) is None:
            _shelves[kit.database] = await _filled(kit, db, version)


async def _filled(kit: Kit, db: Connection, version: int) -> Shelf:
    """Numbers are read before what they stand for: what is newer than its number is read again.

    What has changed is let go before: nobody is shown it any more, and with what takes its place
    it would need the memory twice.
    """
    numbers, out = await versions.of_editions(db), await store.editions(db)
    same = {
        one.edition: one
        for one in shelf(kit).editions
        if one.version == numbers.get(one.edition, 0)
    }
    _shelves[kit.database] = EMPTY
    most, size, editions = kit.settings.feed_memory * MEGABYTE, 0, list[Edition]()
    for edition in out:
        number = numbers.get(edition, 0)
        one = same.get(edition) or await _read(kit, db, Edition(edition, number))
        size += one.size
        if size > most:
            break
        editions.append(one)
    epoch = circles.comment_epoch(kit)
    whole, newest = len(editions) == len(out), max(out, default=0)
    return Shelf(version, epoch, _near(kit, editions, epoch), newest, editions, whole)


def _near(kit: Kit, editions: list[Edition], epoch: int) -> dict[UUID, bytes]:
    """Made for all circles now, not when somebody near first reads."""
    found = {rung.circle for one in editions for rung in one.rungs}
    found |= {secret.circle for one in editions for secret in one.public}
    return {circle: near(kit, circle, epoch) for circle in found}


async def _read(kit: Kit, db: Connection, edition: Edition) -> Edition:
    async for secret in _secrets(db, edition.edition):
        edition.add(fragment(kit, secret))
    return edition


async def _secrets(db: Connection, edition: int) -> AsyncIterator[secrets.Secret]:
    """In chunks, so that others are served between."""
    after = UUID(int=0), UUID(int=0)
    while chunk := await store.of_edition(db, edition, *after):
        for secret in chunk:
            yield secret
        after = chunk[-1].circle, chunk[-1].secret
