"""The reactions room: likes and shares, which carry a secret further."""

from mimi.kit.windows import Job
from mimi.rooms.reactions.actions import refresh, sweep
from mimi.rooms.reactions.routes import routes

jobs = [
    Job("counters", lambda kit: kit.settings.rhythm.counters, refresh),
    Job("reactions of gone secrets", lambda kit: kit.settings.rhythm.night, sweep),
]

__all__ = ["jobs", "routes"]
