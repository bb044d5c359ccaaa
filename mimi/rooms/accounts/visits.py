"""When an account was last here: kept by the month, and written only in the night.

Protects whoever writes from a thief of the database. A visit that wrote a row would lie just before
the row of the token spent in that visit, and a day of the last visit would rule out all who were
not here on the day of a secret. So a visit is remembered in memory, if the store has none of the
last month, and once the day is over all of them are written together.
"""

from uuid import UUID

from mimi.kit.chunks import chunks
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.noted import Note
from mimi.rooms.accounts import store
from mimi.rooms.accounts import store_sessions as sessions
from mimi.rooms.accounts.model import Session

SEEN_DAYS = 28  # how much older than the last visit the stored day may be


def note(kit: Kit, tag: bytes, session: Session) -> None:
    """A visit by this session. A device that waits keeps no account from going idle."""
    today = kit.day()
    if session.waits(today):
        return
    if session.opens or today - session.seen > SEEN_DAYS:
        kit.noted.add(tag, Note(session.account, today))


def note_use(kit: Kit, account: UUID, tag: bytes | None = None) -> None:
    """A sign-in with this session tag, or the approval of a device, whatever the store has."""
    kit.noted.add(tag or account.bytes, Note(account, kit.day()))


def last(kit: Kit, account: UUID, stored: int) -> int:
    """The day of the last visit, at most SEEN_DAYS too early."""
    return max(stored, kit.noted.newest_day(account))


async def write(kit: Kit) -> None:
    """Once a day is over, all that was noted by then, in each process: the windows' work may be
    another one's, which has none of this one's notes."""
    if not kit.noted.has_before(kit.day()):
        return
    notes = kit.noted.all()
    async with kit.database.transaction() as db:
        await _write(db, notes)
    kit.noted.remove(notes)


async def _write(db: Connection, notes: list[tuple[bytes, Note]]) -> None:
    for some in chunks(notes):
        tags, days = [tag for tag, _ in some], [note.day for _, note in some]
        await sessions.see(db, tags, days)
    newest: dict[UUID, int] = {}
    for _, one in notes:
        newest[one.account] = max(one.day, newest.get(one.account, 0))
    for some in chunks(sorted(newest.items())):
        await store.see_accounts(db, [account for account, _ in some], [day for _, day in some])
