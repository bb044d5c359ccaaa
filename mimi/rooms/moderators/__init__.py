"""The moderators room: whom the operator named, and what proves it. It knows no member."""

from mimi.kit.windows import Job
from mimi.rooms.moderators.actions import clean, dismiss, name
from mimi.rooms.moderators.model import Moderator, Name
from mimi.rooms.moderators.resealing import renew
from mimi.rooms.moderators.routes import routes
from mimi.rooms.moderators.signed import Moderating, provide_moderator
from mimi.rooms.moderators.store import names

jobs = [Job("moderators", lambda kit: kit.settings.rhythm.night, clean)]

__all__ = [
    "Moderating",
    "Moderator",
    "Name",
    "dismiss",
    "jobs",
    "name",
    "names",
    "provide_moderator",
    "renew",
    "routes",
]
