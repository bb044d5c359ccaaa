"""The reactions room: likes and shares, which carry a secret further."""

from mimi.kit.windows import Job
from mimi.rooms.reactions.actions import refresh, settle, sweep
from mimi.rooms.reactions.routes import routes

jobs = [
    Job("reactions", lambda kit: kit.settings.rhythm.counters, settle),
    Job("counters", lambda kit: kit.settings.rhythm.counters, refresh),
    Job("reactions of gone secrets", lambda kit: kit.settings.rhythm.night, sweep),
]

__all__ = ["jobs", "routes"]
