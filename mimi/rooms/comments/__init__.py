"""The comments room: the near answer an author whom nobody knows, each under a fresh mask."""

from mimi.rooms.comments.actions import comment_id
from mimi.rooms.comments.release import jobs
from mimi.rooms.comments.routes import routes
from mimi.rooms.comments.store import circle_of, delete, released
from mimi.rooms.comments.store_holds import (
    Slot,
    came_out,
    count_hidden,
    hold,
    notice_of,
    said,
    text_of,
    texts_after,
)

__all__ = [
    "Slot",
    "came_out",
    "circle_of",
    "comment_id",
    "count_hidden",
    "delete",
    "hold",
    "jobs",
    "notice_of",
    "released",
    "routes",
    "said",
    "text_of",
    "texts_after",
]
