"""The accounts room."""

from typing import Any

from mimi.kit.windows import Job

routes: list[Any] = []
jobs: list[Job] = []
