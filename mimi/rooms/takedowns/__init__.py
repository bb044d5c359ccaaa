"""The takedowns room: "this is about me", from anybody, without an account."""

from mimi.kit.windows import Job
from mimi.rooms.takedowns.actions import answer, clean, waiting
from mimi.rooms.takedowns.looking import search
from mimi.rooms.takedowns.model import Answer, Quotation, Takedown
from mimi.rooms.takedowns.quotations import Found, find
from mimi.rooms.takedowns.resealing import renew
from mimi.rooms.takedowns.routes import routes

jobs = [
    Job("takedowns", lambda kit: kit.settings.rhythm.comments, search),
    Job("old takedowns", lambda kit: kit.settings.rhythm.night, clean),
]

__all__ = [
    "Answer",
    "Found",
    "Quotation",
    "Takedown",
    "answer",
    "find",
    "jobs",
    "renew",
    "routes",
    "waiting",
]
