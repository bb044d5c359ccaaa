"""Where a target's files are while it runs."""

import atexit
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp


def fresh() -> Path:
    """An empty folder that goes with the process."""
    folder = Path(mkdtemp())
    atexit.register(rmtree, folder, ignore_errors=True)
    return folder
