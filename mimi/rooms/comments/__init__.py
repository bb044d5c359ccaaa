"""The comments room: the near answer an author whom nobody knows, each under a fresh mask."""

from mimi.rooms.comments.actions import comment_id
from mimi.rooms.comments.release import jobs
from mimi.rooms.comments.routes import routes
from mimi.rooms.comments.store import circle_of, delete, released
from mimi.rooms.comments.store_holds import hide, said, text_of, texts_after

__all__ = [
    "circle_of",
    "comment_id",
    "delete",
    "hide",
    "jobs",
    "released",
    "routes",
    "said",
    "text_of",
    "texts_after",
]
