"""The moderation room: harm is slowed, hidden and removed, and nobody learns who wrote it.

Cases have names that say nothing of circles; moderators see what was said and why it is here.
"""

from mimi.rooms.moderation.cases import context, photo
from mimi.rooms.moderation.claims import claim, look_up
from mimi.rooms.moderation.decisions import decide
from mimi.rooms.moderation.holds import put as hold
from mimi.rooms.moderation.model import Context, Item, Outcome, Pending
from mimi.rooms.moderation.policy import Reason
from mimi.rooms.moderation.queue import queue
from mimi.rooms.moderation.routes import routes
from mimi.rooms.moderation.windows import jobs

__all__ = [
    "Context",
    "Item",
    "Outcome",
    "Pending",
    "Reason",
    "claim",
    "context",
    "decide",
    "hold",
    "jobs",
    "look_up",
    "photo",
    "queue",
    "routes",
]
