"""The devices of an account, for those among them that are open."""

from datetime import date, timedelta
from uuid import UUID

from mimi.kit.db import Connection
from mimi.kit.errors import NotFound
from mimi.kit.kit import Kit
from mimi.rooms.accounts import store_sessions as sessions
from mimi.rooms.accounts import visits
from mimi.rooms.accounts.model import Device, Session, Viewer


async def devices(kit: Kit, db: Connection, session: Session) -> list[Device]:
    """Waiting ones too: this is how the old devices learn of a new one."""
    found: list[Device] = []
    for row in await sessions.of(db, session.account):
        left = max(0, row["opens"] - kit.day())
        seen = written(row["seen"])[:7]
        this = row["session"] == session.session
        state = "waiting" if left else "open"
        found.append(Device(row["session"], row["device"], seen, this, state, left))
    return found


def written(day: int) -> str:
    """A day as YYYY-MM-DD."""
    return (date(1970, 1, 1) + timedelta(days=day)).isoformat()


async def approve(kit: Kit, db: Connection, viewer: Viewer, device: UUID) -> None:
    """Opens a waiting device at once. Raises NotFound."""
    if not await sessions.approve(db, viewer, device):
        raise NotFound
    visits.note_use(kit, viewer)  # the account may have none so late as the new device


async def remove(db: Connection, viewer: Viewer, device: UUID) -> None:
    """Signs a device out, or refuses one that waits. Raises NotFound."""
    if not await sessions.remove(db, viewer, device):
        raise NotFound
