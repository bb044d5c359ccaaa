"""A case: an item under a name that says nothing of its circle, and what it says."""

from uuid import UUID

import msgspec

from mimi.kit.db import Connection
from mimi.kit.errors import NotFound
from mimi.kit.kit import Kit
from mimi.rooms import comments, photos, secrets
from mimi.rooms.moderation import store
from mimi.rooms.moderation.model import Case, Content, Context, Item
from mimi.rooms.moderation.policy import Reason

COPY = "copy of "  # before the rule that a removed picture broke


def name(kit: Kit, item: Item) -> UUID:
    """Protects the circle from whoever works on its cases: two of one circle have nothing in
    common (P11)."""
    comment = item.comment.bytes if item.comment else b""
    parts = item.circle.bytes, item.secret.bytes, comment
    return UUID(bytes=kit.keys.tag("case", *parts)[:16], version=4)


async def find(db: Connection, case: UUID) -> Case:
    """Raises NotFound."""
    found = await store.find(db, case)
    if found is None:
        raise NotFound
    return found


async def lock(db: Connection, case: UUID) -> None:
    """Until the transaction ends: of two moderators one acts upon what the other did. Raises
    NotFound."""
    await find(db, case)


async def content(db: Connection, item: Item) -> Content | None:
    """What it says, hidden or not; None when it is gone."""
    circle, secret, comment = item
    if comment is None:
        told = await secrets.text_of(db, circle, secret)
        return await _shown(db, (circle, secret), *told) if told else None
    text = await comments.text_of(db, circle, secret, comment)
    return None if text is None else Content(text, photo=False)


async def _shown(db: Connection, place: tuple[UUID, UUID], text: str, photo: bool) -> Content:
    looked = await photos.looked(db, place) if photo else None
    rules = looked.rules if looked else []
    seen = [rule for rule in rules if not rule.startswith(COPY)]
    copied = [rule.removeprefix(COPY) for rule in rules if rule.startswith(COPY)]
    return Content(text, photo, _rules(seen), _rules(copied))


def _rules(names: list[str]) -> frozenset[Reason]:
    return msgspec.convert(names, frozenset[Reason])


async def text_of(db: Connection, item: Item) -> str | None:
    """None when it is gone."""
    found = await content(db, item)
    return found.text if found else None


async def context(db: Connection, case: UUID) -> Context:
    """The thread that the case is about, without anybody in it (P11). Raises NotFound."""
    circle, secret, _ = (await find(db, case)).item
    told = await secrets.text_of(db, circle, secret)
    if told is None:
        raise NotFound
    return Context(*told, answers=await comments.said(db, circle, secret))


async def photo(kit: Kit, db: Connection, case: UUID) -> bytes:
    """WebP, of a secret that has one. Raises NotFound."""
    circle, secret, _ = (await find(db, case)).item
    webp = await photos.find(kit, db, circle, secret)
    if webp is None:
        raise NotFound
    return webp
