"""The feed room: what a viewer may see, newest first, in an order of the viewer's own."""

from mimi.kit.windows import Errand, Job
from mimi.rooms.feed.routes import routes
from mimi.rooms.feed.shelf import fill
from mimi.rooms.feed.views import sights

jobs: list[Job] = []
errands: list[Errand] = [fill]

__all__ = ["errands", "jobs", "routes", "sights"]
