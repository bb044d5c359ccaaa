"""The contacts room: who agreed on whom, by tags of numbers and by invites. It keeps no number."""

from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.windows import Job
from mimi.rooms.contacts.actions import clean, forget
from mimi.rooms.contacts.routes import routes
from mimi.rooms.contacts.sources import bring as bring_list
from mimi.rooms.contacts.sources import turn
from mimi.rooms.contacts.tags import pairs

__all__ = ["bring_list", "forget", "jobs", "pairs", "routes"]


async def _epoch(kit: Kit, db: Connection, _: int) -> None:
    await clean(kit, db)
    await turn(kit, db)


jobs = [Job("contacts", lambda kit: kit.settings.rhythm.epoch, _epoch)]
