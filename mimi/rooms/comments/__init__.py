"""The comments room: the near answer an author whom nobody knows, each under a fresh mask."""

from mimi.rooms.comments.release import jobs
from mimi.rooms.comments.routes import routes

__all__ = ["jobs", "routes"]
