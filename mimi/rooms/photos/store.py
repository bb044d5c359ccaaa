"""The statements on photos that are out."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from mimi.kit.db import Connection


class Kept(NamedTuple):
    """Where a photo is, and what opens it."""

    name: str
    key: bytes


INSERT = """
    INSERT INTO photos (circle, secret, name, key) VALUES ($1, $2, $3, $4)
"""


async def insert(db: Connection, rows: Sequence[tuple[UUID, UUID, str, bytes]]) -> None:
    await db.executemany(INSERT, rows)


FIND = """
    SELECT name, key FROM photos WHERE circle = $1 AND secret = $2
"""


async def find(db: Connection, circle: UUID, secret: UUID) -> Kept | None:
    row = await db.fetchrow(FIND, circle, secret)
    return Kept(*row) if row else None


DELETE = """
    DELETE FROM photos WHERE circle = $1 AND secret = $2
"""


async def delete(db: Connection, secrets: Sequence[tuple[UUID, UUID]]) -> None:
    """Nobody can read these from then on; the night sweeps up what is left of them."""
    await db.executemany(DELETE, secrets)


# No key: a nightly job over all objects.
NAMED = """
    SELECT name FROM photos WHERE name = ANY($1::text[])
"""


async def named(db: Connection, names: list[str]) -> set[str]:
    """Those of them that a row names."""
    return {row[0] for row in await db.fetch(NAMED, names)}
