"""A server whose clock is as wrong as a file says, and never for people."""

import os
from pathlib import Path

from mimi import app, serve
from mimi.kit.clock import SystemClock
from mimi.settings import load

FILE = "TORTURE_CLOCK"  # the variable that names it; seconds stand in it


class ShiftedClock(SystemClock):
    def now(self) -> int:
        return super().now() + int(Path(os.environ[FILE]).read_text())


if __name__ == "__main__":
    app.SystemClock = ShiftedClock
    serve.serve(load())
