"""The moderation room: harm is slowed, hidden and removed, and nobody learns who wrote it.

Cases have names that say nothing of circles; moderators see what was said and why it is here.
"""

from mimi.rooms.moderation.cases import context, lock, photo, text_of
from mimi.rooms.moderation.claims import claim, hide, look_up, rehold, stop
from mimi.rooms.moderation.decisions import decide, is_removed, undo
from mimi.rooms.moderation.floods import keep_one
from mimi.rooms.moderation.holds import put as hold
from mimi.rooms.moderation.jury import circles_of, count_control, is_stopped
from mimi.rooms.moderation.model import JURY, Context, Item, Outcome, Pending
from mimi.rooms.moderation.pictures import find as find_picture
from mimi.rooms.moderation.policy import Reason, Strength
from mimi.rooms.moderation.queue import pending, queue
from mimi.rooms.moderation.reports import reporter, weight
from mimi.rooms.moderation.resealing import renew
from mimi.rooms.moderation.routes import routes
from mimi.rooms.moderation.windows import errands, jobs

__all__ = [
    "JURY",
    "Context",
    "Item",
    "Outcome",
    "Pending",
    "Reason",
    "Strength",
    "circles_of",
    "claim",
    "context",
    "count_control",
    "decide",
    "errands",
    "find_picture",
    "hide",
    "hold",
    "is_removed",
    "is_stopped",
    "jobs",
    "keep_one",
    "lock",
    "look_up",
    "pending",
    "photo",
    "queue",
    "rehold",
    "renew",
    "reporter",
    "routes",
    "stop",
    "text_of",
    "undo",
    "weight",
]
