"""How often something has changed, so that nothing a process keeps is older than the database says.

Whoever writes what a process may keep says so with `changed`; the transaction writes the numbers
as its last statement (`kit/db.py`). Whoever reads gets the numbers in the statement that it begins
with anyway, and uses what is kept only if they are the same: nothing rests on a message that may be
lost.
"""

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from mimi.kit.db import Connection

Part = Literal["feed", "sight"]
ALL = 0  # the edition whose number changes with any


class Versions(NamedTuple):
    """The numbers of everything, of one moment."""

    feed: int
    sight: int


def changed(db: "Connection", part: Part, edition: int = ALL) -> None:
    """This transaction changes what cards of this edition show, or who sees what."""
    db.changed.update({(ALL, part), (edition, part)})


# In the order of their keys, so that two transactions never wait for each other.
COUNT = """
    INSERT INTO versions (edition, part, version)
    SELECT edition, part, 1 FROM unnest($1::bigint[], $2::text[]) AS one (edition, part)
    ON CONFLICT (edition, part) DO UPDATE SET version = versions.version + 1
"""


async def write(db: "Connection") -> None:
    """Counts what this transaction has changed; nothing if it changed nothing."""
    marks = sorted(db.changed)
    if marks:
        editions, parts = zip(*marks, strict=True)
        await db.execute(COUNT, editions, parts)


NOW = """
    SELECT coalesce(max(version) FILTER (WHERE part = 'feed'), 0),
        coalesce(max(version) FILTER (WHERE part = 'sight'), 0)
    FROM versions WHERE edition = 0
"""


async def now(db: "Connection") -> Versions:
    return Versions(*await db.fetchrow(NOW))


OF_EDITIONS = """
    SELECT edition, version FROM versions WHERE part = 'feed' AND edition > 0
"""


async def of_editions(db: "Connection") -> dict[int, int]:
    """An edition that is not in it has number 0."""
    return {row["edition"]: row["version"] for row in await db.fetch(OF_EDITIONS)}


FORGET = """
    DELETE FROM versions WHERE edition > 0 AND edition < $1
"""


async def forget(db: "Connection", before: int) -> None:
    """Of editions of which nothing was left when this transaction began. Not of those that it
    counts: their numbers would begin again, and a shelf show on what was taken back."""
    await db.execute(FORGET, before)
