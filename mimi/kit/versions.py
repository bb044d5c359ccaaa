"""A number for each state of something, so that nothing a process keeps is older than the database.

Whoever writes what a process may keep says so with `changed`; the transaction writes new numbers
as its last statement (`kit/db.py`). Whoever reads gets the numbers in the statement that it begins
with anyway, and uses what is kept only if they are the same: nothing rests on a message that may be
lost. Numbers are drawn by chance: one that went up by one would be met again, with other content,
where a standby that lacks the last changes takes over, or where it was forgotten meanwhile.
"""

from typing import TYPE_CHECKING, Literal, NamedTuple

from mimi.kit.chance import Chance

if TYPE_CHECKING:
    from mimi.kit.db import Connection

Part = Literal["feed", "sight"]
ALL = 0  # the edition whose number changes with any
BYTES = 7  # of a number, which a bigint holds; 0 is of what has never changed


class Versions(NamedTuple):
    """The numbers of everything, of one moment."""

    feed: int
    sight: int


def changed(db: "Connection", part: Part, edition: int = ALL) -> None:
    """This transaction changes what cards of this edition show, or who sees what."""
    db.changed.update({(ALL, part), (edition, part)})


# In the order of their keys, so that two transactions never wait for each other.
WRITE = """
    INSERT INTO versions (edition, part, version)
    SELECT edition, part, $3 FROM unnest($1::bigint[], $2::text[]) AS one (edition, part)
    ON CONFLICT (edition, part) DO UPDATE SET version = excluded.version
"""


async def write(db: "Connection", chance: Chance) -> None:
    """Another number for what this transaction has changed; nothing if it changed nothing."""
    marks = sorted(db.changed)
    if marks:
        editions, parts = zip(*marks, strict=True)
        await db.execute(WRITE, editions, parts, int.from_bytes(chance.bytes(BYTES)))


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
    """Of editions of which nothing is left."""
    await db.execute(FORGET, before)
