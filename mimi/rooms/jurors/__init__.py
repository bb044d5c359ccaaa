"""The jurors room: members whose reports were right look at what strangers reported."""

from mimi.kit.windows import Job
from mimi.rooms.jurors.routes import routes
from mimi.rooms.jurors.store import forget

jobs: list[Job] = []

__all__ = ["forget", "jobs", "routes"]
