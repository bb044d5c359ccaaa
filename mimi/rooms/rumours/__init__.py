"""The rumours room: what was told is known again in other words, and gets what it got before."""

from typing import Any

from mimi.kit.windows import Job
from mimi.rooms.rumours import crowds
from mimi.rooms.rumours.actions import JOB, block, gather, noted, release, watch
from mimi.rooms.rumours.model import Note, Source, State, Treatment, Variant

routes: list[Any] = []
jobs = [
    Job(JOB, lambda kit: kit.settings.rhythm.edition, watch, needs=frozenset({"editions"})),
    Job(
        crowds.JOB,
        lambda kit: kit.settings.rhythm.edition,
        crowds.watch,
        needs=frozenset({"editions"}),
    ),
]

__all__ = [
    "Note",
    "Source",
    "State",
    "Treatment",
    "Variant",
    "block",
    "gather",
    "jobs",
    "noted",
    "release",
    "routes",
]
