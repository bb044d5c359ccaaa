"""The circles room: who could have written, who sees it, and the tokens to write with.

A circle is a closed group of members whose friend sets overlap. Everything an audience is made
of is a function of circles, never of an author (docs/adr/0001).
"""

from mimi.kit.windows import Job
from mimi.rooms.circles import batches
from mimi.rooms.circles.actions import forget, import_roster, viewers_at
from mimi.rooms.circles.epoch import turn
from mimi.rooms.circles.labels import comment_epoch, comment_label, label_of, token_key
from mimi.rooms.circles.model import OPEN, Evaluated, Purpose, Sight, Spendable
from mimi.rooms.circles.plausible import publishing
from mimi.rooms.circles.refunds import Claim, refund, refundable
from mimi.rooms.circles.routes import routes
from mimi.rooms.circles.spending import check, refuse_over, settle, spend
from mimi.rooms.circles.store import membership
from mimi.rooms.circles.store_sight import sight_of

jobs: list[Job] = [
    Job(
        "circles",
        lambda kit: kit.settings.rhythm.epoch,
        turn,
        needs=frozenset({"departures", "friendships"}),
    ),
    Job("batches", lambda kit: kit.settings.rhythm.night, batches.settle),
]

__all__ = [
    "OPEN",
    "Claim",
    "Evaluated",
    "Purpose",
    "Sight",
    "Spendable",
    "check",
    "comment_epoch",
    "comment_label",
    "forget",
    "import_roster",
    "jobs",
    "label_of",
    "membership",
    "publishing",
    "refund",
    "refundable",
    "refuse_over",
    "routes",
    "settle",
    "sight_of",
    "spend",
    "token_key",
    "viewers_at",
]
