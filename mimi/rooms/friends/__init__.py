"""The friends room: who is whose friend since the last epoch. It tells nobody whom."""

from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.windows import Job
from mimi.rooms.friends.actions import (
    Friendships,
    forget,
    friendships,
    gate,
    personal_friends_of,
    turn,
)
from mimi.rooms.friends.model import Gate
from mimi.rooms.friends.routes import routes
from mimi.rooms.friends.store import count

__all__ = [
    "Friendships",
    "Gate",
    "count",
    "forget",
    "friendships",
    "gate",
    "jobs",
    "personal_friends_of",
    "routes",
]


async def _epoch(_: Kit, db: Connection, __: int) -> None:
    await turn(db)


jobs = [
    Job(
        "friendships",
        lambda kit: kit.settings.rhythm.epoch,
        _epoch,
        needs=frozenset({"departures", "contacts"}),  # else the friends of who had a number before
    )
]
