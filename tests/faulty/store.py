"""What a server may keep that it must not."""

# pyright: reportPrivateUsage=false

import random
import sys
from collections.abc import Iterable
from uuid import UUID

from mimi.kit.chance import Chance
from mimi.kit.db import Connection, Row
from mimi.kit.kit import Kit
from mimi.rooms.accounts import Viewer, store_sessions
from mimi.rooms.circles import refunds, store_sight, store_tokens
from mimi.rooms.circles.model import Spent
from mimi.rooms.contacts import actions as contacts
from mimi.rooms.contacts.model import Contacts, Uploaded
from mimi.rooms.secrets import queue, release, store_queue


def visits_are_rows() -> None:
    """Whoever looks in is written down at that moment."""
    find = store_sessions.find

    async def found(db: Connection, tag: bytes) -> Row | None:
        await db.execute("UPDATE sessions SET seen = seen WHERE session_tag = $1", tag)
        return await find(db, tag)

    store_sessions.find = found


def words_in_the_queue() -> None:
    """What waits for its edition waits as it was told."""

    def open_row(_: bytes, plain: bytes, __: Chance) -> bytes:
        return plain

    def read(_: bytes, plain: bytes) -> bytes | None:
        return plain

    queue.seal, queue.unseal = open_row, read


def not_shuffled() -> None:
    """An edition's rows are written as they came."""
    due = "SELECT edition, item FROM queue WHERE edition <= $1 ORDER BY xmin::text::bigint"

    async def in_order(db: Connection, edition: int) -> list[tuple[int, UUID]]:
        return [(row[0], row[1]) for row in await db.fetch(due, edition)]

    store_queue.due = in_order
    random.Random.shuffle = lambda self, x: None
    assert release.store_queue is store_queue


def numbers_are_kept() -> None:
    """The numbers of contacts stay in a table."""
    upload = contacts.upload

    async def kept(kit: Kit, viewer: Viewer, sent: Contacts) -> Uploaded:
        async with kit.database.transaction() as db:
            await db.execute("SELECT pg_advisory_xact_lock(1)")  # two at once would both make it
            await db.execute("CREATE TABLE IF NOT EXISTS address_books (number text)")
            rows = [(number,) for number in sent.numbers]
            await db.executemany("INSERT INTO address_books VALUES ($1)", rows)
        return await upload(kit, viewer, sent)

    contacts.upload = kept


def numbers_are_logged() -> None:
    """The numbers of contacts are in the server's log."""
    upload = contacts.upload

    async def logged(kit: Kit, viewer: Viewer, sent: Contacts) -> Uploaded:
        print("contacts", *sent.numbers, file=sys.stderr)
        return await upload(kit, viewer, sent)

    contacts.upload = logged


def sight_of_the_past() -> None:
    """A new friend sees what was told before."""
    grant = store_sight.grant_again

    async def from_ever(db: Connection, parts: Iterable[store_sight.Part], _: int) -> None:
        await grant(db, parts, 0)

    store_sight.grant_sight = store_sight.grant_again = from_ever


def near_is_forgotten() -> None:
    """What its author wanted to stay near becomes public like anything else."""

    def lowest(*_: object) -> int:
        return 0

    release.lowest = lowest


def tokens_not_marked() -> None:
    """Nothing remembers that a token was spent."""

    async def spend(_: Connection, __: Spent) -> bool:
        return True

    async def is_over(_: Connection, __: bytes, ___: int) -> bool:
        return False

    store_tokens.spend, store_tokens.is_over = spend, is_over


def refunds_not_marked() -> None:
    """Nothing remembers that a token was given back."""

    async def note(*_: object) -> bool:
        return True

    refunds._note = note
