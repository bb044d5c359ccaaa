"""Reading the feed."""

from collections import defaultdict
from uuid import UUID

from mimi.anonymity.order import viewer_seed
from mimi.kit import base64url
from mimi.kit.db import Connection
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.rooms import secrets
from mimi.rooms.accounts import Viewer
from mimi.rooms.circles import Sight
from mimi.rooms.feed import store
from mimi.rooms.feed.model import BEGINNING, PAGE, Feed, Placed, Position, unpacked


async def page(kit: Kit, db: Connection, viewer: Viewer, cursor: str | None) -> Feed:
    """The next 20 cards in the viewer's own order.

    Three statements: the gate, the viewer's sight, the secrets with the newest edition beside.
    A card's place never moves, so a scroll repeats nothing, and skips nothing that was visible
    when it began. With the gate shut there is the public ring only.
    Raises Problem 400 invalid-cursor.
    """
    after = BEGINNING if cursor is None else _position(kit, viewer, cursor)
    sights = await secrets.sights(kit, db, viewer)
    seed = viewer_seed(kit.keys.key("order"), viewer)
    newest, placed = await store.newest_visible(db, sights, seed, after)
    by_circle = defaultdict[UUID, list[Sight]](list)
    for sight in sights:
        by_circle[sight.circle].append(sight)
    return Feed(
        cards=[secrets.card(kit, viewer, secret, by_circle[secret.circle]) for _, secret in placed],
        next=_cursor(kit, viewer, min(after.top, newest), placed),
        edition=newest,
    )


def _cursor(kit: Kit, viewer: Viewer, top: int, placed: list[Placed]) -> str | None:
    """Sealed, so that what a viewer has read is not in an address that others may see (P4)."""
    if len(placed) < PAGE:
        return None
    place, last = placed[-1]
    position = Position(top, last.edition, place, last.secret)
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
