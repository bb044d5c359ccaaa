"""A page from the shelf: the same as the statement in `store.py` would choose."""

from typing import NamedTuple

from mimi.anonymity.order import places
from mimi.rooms.feed.fragments import Fragment
from mimi.rooms.feed.model import PAGE, Position
from mimi.rooms.feed.shelf import Edition, Shelf
from mimi.rooms.feed.views import View


class Chosen(NamedTuple):
    """A fragment, where it stands in the viewer's order, and whether the viewer is near."""

    age: int  # the edition, negative, so that the newest come first
    place: int
    secret: bytes
    fragment: Fragment
    near: bool


Seen = tuple[int, Fragment, bool]  # age, fragment, near


def choose(shelf: Shelf, view: View, after: Position) -> list[Chosen] | None:
    """Up to 20 after the position; None when they go on below the shelf."""
    newest, seen, begun = min(after.top, after.edition), list[Seen](), 0
    for edition in shelf.editions:
        if edition.edition <= newest:
            seen += _seen(edition, view)
            if edition.edition == after.edition:
                begun = len(seen)  # of these some are before the position
            if len(seen) - begun >= PAGE:
                return _ordered(seen, view.seed, after)
    return _ordered(seen, view.seed, after) if shelf.whole else None


def _ordered(seen: list[Seen], seed: int, after: Position) -> list[Chosen]:
    if not seen:
        return []
    at = places(seed, b"".join([fragment.secret for _, fragment, _ in seen]))
    rows = [
        Chosen(age, place, fragment.secret, fragment, near)
        for (age, fragment, near), place in zip(seen, at, strict=True)
    ]
    begun = (-after.edition, after.place, after.secret.bytes)
    return sorted([row for row in rows if row[:3] > begun])[:PAGE]


def _seen(edition: Edition, view: View) -> list[Seen]:
    at, found = edition.edition, list[Seen]()
    circles, spans = edition.circles, view.spans
    for circle in circles.keys() & spans.keys():
        for start, end, needed, near in spans[circle]:
            if start <= at < end:
                found += [(-at, one, near) for one in circles[circle] if one.needed in needed]
    for one in edition.public:
        near = any(near and start <= at < end for start, end, _, near in spans.get(one.circle, ()))
        found.append((-at, one, near))
    return found
