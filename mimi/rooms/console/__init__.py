"""The console room: what moderators do, by their names and days, and never about a person."""

from mimi.kit.windows import Job
from mimi.rooms.console.actions import clean
from mimi.rooms.console.routes import routes

jobs = [Job("console", lambda kit: kit.settings.rhythm.night, clean)]

__all__ = ["jobs", "routes"]
