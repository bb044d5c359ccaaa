"""Reading the feed."""

from collections import defaultdict
from uuid import UUID

import msgspec

from mimi.kit import base64url
from mimi.kit.db import Connection
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.kit.versions import Versions
from mimi.rooms import secrets
from mimi.rooms.accounts import Viewer
from mimi.rooms.circles import Sight
from mimi.rooms.feed import fragments, pages, store, views
from mimi.rooms.feed.fragments import FAR
from mimi.rooms.feed.model import BEGINNING, PAGE, Feed, Position, unpacked
from mimi.rooms.feed.shelf import Shelf, present
from mimi.rooms.feed.views import View


async def page(kit: Kit, viewer: Viewer, now: Versions, cursor: str | None) -> bytes:
    """The next 20 cards in the viewer's own order, as JSON of a Feed.

    From the shelf when it is as new as `now`, else from a replica that is, else from the database;
    the bytes are the same.
    A card's place never moves, so a scroll repeats nothing, and skips nothing that was visible
    when it began. With the gate shut there is the public ring only.
    Raises Problem 400 invalid-cursor.
    """
    after = BEGINNING if cursor is None else _position(kit, viewer, cursor)
    kept, sees = present(kit, now.feed), views.known(kit, viewer, now.sight)
    found = _from_shelf(kit, viewer, kept, sees, after) if kept and sees else None
    if found:
        return found

    async def read(db: Connection) -> bytes:
        known = sees or await views.read(kit, db, viewer, now.sight)
        found = _from_shelf(kit, viewer, kept, known, after) if kept and not sees else None
        return found or msgspec.json.encode(await _from_database(kit, db, viewer, known, after))

    answer = await kit.replica.asked(now, read)
    if answer is None:
        async with kit.database.reading() as db:
            answer = await read(db)
    return answer


def _from_shelf(kit: Kit, viewer: Viewer, kept: Shelf, sees: View, after: Position) -> bytes | None:
    """None when it goes on below the shelf."""
    chosen = pages.choose(kept, sees, after)
    if chosen is None:
        return None
    position, near = None, kept.near
    cards = [
        fragments.card(kit, viewer, one, near[one.circle] if is_near else FAR)
        for _, _, _, one, is_near in chosen
    ]
    if len(chosen) == PAGE:
        last, top = chosen[-1], min(after.top, kept.newest)
        position = Position(top, -last.age, last.place, UUID(bytes=last.secret))
    following = _cursor(kit, viewer, position)
    place = f'"{following}"' if following else "null"
    ends = f'],"next":{place},"edition":{kept.newest}}}'
    return b'{"cards":[' + b",".join(cards) + ends.encode()


async def _from_database(
    kit: Kit, db: Connection, viewer: Viewer, sees: View, after: Position
) -> Feed:
    newest, placed = await store.newest_visible(db, sees.sights, sees.seed, after)
    by_circle = defaultdict[UUID, list[Sight]](list)
    for sight in sees.sights:
        by_circle[sight.circle].append(sight)
    position = None
    if len(placed) == PAGE:
        place, last = placed[-1]
        position = Position(min(after.top, newest), last.edition, place, last.secret)
    return Feed(
        cards=[secrets.card(kit, viewer, secret, by_circle[secret.circle]) for _, secret in placed],
        next=_cursor(kit, viewer, position),
        edition=newest,
    )


def _cursor(kit: Kit, viewer: Viewer, position: Position | None) -> str | None:
    """Sealed, so that what a viewer has read is not in an address that others may see (P4)."""
    if position is None:
        return None
    return base64url.encode(kit.keys.seal("cursor", position.packed(viewer)))


def _position(kit: Kit, viewer: Viewer, cursor: str) -> Position:
    """The same answer for a cursor that is broken, forged, or another viewer's."""
    try:
        plain = kit.keys.unseal("cursor", base64url.decode(cursor))
    except ValueError:
        plain = None
    position = unpacked(plain, viewer) if plain is not None else None
    if position is None:
        raise Problem(400, "invalid-cursor", "Begin at the top again, without a cursor.")
    return position
