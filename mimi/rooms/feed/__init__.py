"""The feed room: what a viewer may see, newest first, in an order of the viewer's own."""

from mimi.kit.windows import Job
from mimi.rooms.feed.routes import routes

jobs: list[Job] = []

__all__ = ["jobs", "routes"]
