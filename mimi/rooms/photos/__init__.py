"""The photos room: a picture comes in, only its pixels go on (P8)."""

from typing import Any

from mimi.kit.windows import Job
from mimi.rooms.photos.actions import rebuild

__all__ = ["jobs", "rebuild", "routes"]

routes: list[Any] = []
jobs: list[Job] = []
