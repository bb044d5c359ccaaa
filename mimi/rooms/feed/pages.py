"""A page from the shelf: the same as the statement in `store.py` would choose."""

from heapq import nsmallest
from typing import NamedTuple

from mimi.anonymity.order import place
from mimi.rooms.feed.fragments import Fragment
from mimi.rooms.feed.model import PAGE, Position
from mimi.rooms.feed.shelf import Edition, Shelf
from mimi.rooms.feed.views import View


class Chosen(NamedTuple):
    """A fragment, where it stands in the viewer's order, and whether the viewer is near."""

    age: int  # the edition, negative, so that the newest come first
    place: bytes
    secret: bytes
    fragment: Fragment
    near: bool


Seen = tuple[int, Fragment]  # age, fragment


def choose(shelf: Shelf, view: View, after: Position) -> list[Chosen] | None:
    """Up to 20 after the position; None when they go on below the shelf."""
    newest, seen, begun = min(after.top, after.edition), list[Seen](), 0
    for edition in shelf.editions:
        if edition.edition <= newest:
            seen += _seen(edition, view)
            if edition.edition == after.edition:
                begun = len(seen)  # of these some are before the position
            if len(seen) - begun >= PAGE:
                return _ordered(seen, view, after)
    return _ordered(seen, view, after) if shelf.whole else None


def _ordered(seen: list[Seen], view: View, after: Position) -> list[Chosen]:
    """An edition of a large town has hundreds that are public: only a place is made for each."""
    rows = [(age, place(view.seed, one.secret), one.secret, one) for age, one in seen]
    begun = (-after.edition, after.place, after.secret.bytes)
    following = nsmallest(PAGE, [row for row in rows if row[:3] > begun])
    return [Chosen(*row, view.is_near(row[3].circle, -row[0])) for row in following]


def _seen(edition: Edition, view: View) -> list[Seen]:
    age, found = -edition.edition, list[Seen]()
    for rung in edition.present & view.rungs:
        if view.sees(rung, edition.edition):
            found += [(age, one) for one in edition.rungs[rung]]
    found += [(age, one) for one in edition.public]
    return found
