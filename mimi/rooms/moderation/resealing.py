"""What pictures are known again by, sealed under the newest key: removed ones, and those out."""

from uuid import UUID

from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.resealing import Place, Sealed, reseal
from mimi.rooms import photos
from mimi.rooms.moderation import store_pictures

NONE = UUID(int=0)


async def renew(kit: Kit) -> int:
    removed = await reseal(kit, "picture", (NONE,), store_pictures.after, store_pictures.reseal)
    return removed + await reseal(kit, "picture", (NONE, NONE), _out, photos.reseal_prints)


async def _out(db: Connection, place: Place) -> list[Sealed]:
    circle, secret = place
    return [Sealed(*row) for row in await photos.prints_after(db, (circle, secret))]
