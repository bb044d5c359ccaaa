"""The notifications room: the same push to every device that wants one, when an edition is out, and
the chime that tells open pages to look again. Neither depends on who wrote, sees or is anything.
"""

from mimi.kit.windows import Errand, Job
from mimi.rooms.notifications.chiming import chime
from mimi.rooms.notifications.resealing import renew
from mimi.rooms.notifications.routes import routes
from mimi.rooms.notifications.sending import send_due
from mimi.rooms.notifications.store import forget

jobs: list[Job] = []
errands: list[Errand] = [send_due, chime]

__all__ = ["errands", "forget", "jobs", "renew", "routes"]
