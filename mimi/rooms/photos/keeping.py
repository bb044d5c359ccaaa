"""Photos that are out: sealed objects in the storage, the key of each in its row.

Protects authors and viewers from whoever has the storage, a company that rents out a bucket or a
thief of its backup: names say nothing, sizes are blurred, nothing can be read without the row, and
once the row is gone nothing can be read ever again, however long the object or a copy of it stays.
"""

import asyncio
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

import structlog

from mimi.kit.db import Connection
from mimi.kit.errors import Problem
from mimi.kit.keys import seal, unseal
from mimi.kit.kit import Kit
from mimi.kit.objects import StorageAway
from mimi.kit.padding import pad, unpad
from mimi.kit.windows import hold
from mimi.rooms.photos import store
from mimi.rooms.photos.sizes import picked
from mimi.rooms.photos.store import Kept

log = structlog.get_logger()

STEP = 64 * 1024  # bytes: eight sizes of objects, by which hardly two photos are told apart


class Photo(NamedTuple):
    circle: UUID
    secret: UUID
    files: bytes  # in its sizes


async def keep(kit: Kit, db: Connection, photos: list[Photo], window: int) -> None:
    """Objects first, then their rows: what a crash leaves between is without a row, and swept.

    Raises StorageAway, and then no row is written: the edition comes out when the storage is back.
    """
    keys = [_key(kit, photo) for photo in photos]
    await asyncio.gather(
        *(
            kit.objects.put(_name(key), _sealed(kit, key, photo.files), window)
            for key, photo in zip(keys, photos, strict=True)
        )
    )
    rows = [
        (photo.circle, photo.secret, _name(key), key)
        for key, photo in zip(keys, photos, strict=True)
    ]
    await store.insert(db, rows)


def _key(kit: Kit, photo: Photo) -> bytes:
    """Of the content, so that a put that is late or done again never changes what a row names; of
    the secret too, so that two with one picture share nothing; and of the keyring, so that having a
    picture is no way to ask whether it is here."""
    content = sha256(photo.files).digest()
    return kit.keys.tag("photo", photo.circle.bytes, photo.secret.bytes, content)


def _name(key: bytes) -> str:
    return sha256(b"mimi/photo" + key).hexdigest()


def _sealed(kit: Kit, key: bytes, files: bytes) -> bytes:
    steps = -(-(len(files) + 4) // STEP)
    return seal(key, pad(files, steps * STEP), kit.chance)


async def find(kit: Kit, db: Connection, circle: UUID, secret: UUID) -> bytes | None:
    """The large WebP of this secret, for whoever was found to see it. Problem: busy."""
    kept = await store.find(db, circle, secret)
    files = await opened(kit, kept) if kept else None
    return picked(files).data if files else None


async def opened(kit: Kit, kept: Kept) -> bytes | None:
    """In its sizes; None when it is lost. Problem: busy.

    For members without a connection of the database in hand: there are few, and while a bucket does
    not answer the photos on their way would keep everybody else waiting.
    """
    try:
        sealed = await kit.objects.get(kept.name)
    except StorageAway as error:
        log.error("storage", kind=str(error))
        raise Problem(503, "busy", "Ask for it again in a moment.", retry_after=30) from error
    plain = unseal(kept.key, sealed) if sealed else None
    if plain is None:
        log.error("storage", kind="a photo is lost")
        return None
    return unpad(plain)


async def sweep(kit: Kit, db: Connection, _: int) -> None:
    """Removes the objects that no row names: of secrets that are gone, and what a crash left.

    No edition comes out meanwhile, whose objects are there before their rows.
    """
    await hold(db, "editions")
    async for names in kit.objects.names():
        named = await store.named(db, names)
        await kit.objects.remove([name for name in names if name not in named])
