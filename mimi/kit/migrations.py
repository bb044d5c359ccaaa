"""The migrations of `mimi/schema`, while members go on: none of them holds anybody up for long."""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SCHEMA = Path(__file__).parent.parent / "schema"
WAIT = "20s"  # for a server that is starting too
# A migration waits so long for a table; whoever wants it meanwhile waits behind it. Less than the
# second after which PostgreSQL looks for a deadlock, or it might send away a member instead.
LOCK = "500ms"
TRIES = 60
AGAIN = 1.0  # seconds between two tries, in which all who waited get their turn
BUSY = re.compile("canceling statement due to lock timeout|deadlock detected")


def newest() -> str:
    """The newest migration of this version, by which one can tell older from newer."""
    return max(file.name for file in SCHEMA.glob("*.sql"))


def migrate(url: str, until: str = "") -> None:
    """Brings the schema up to date, or to the migration `until`. Raises RuntimeError."""
    with tempfile.TemporaryDirectory() as folder:
        for file in SCHEMA.glob("*.sql"):
            if not until or file.name <= until:
                (Path(folder) / file.name).symlink_to(file)
        _patiently(url, folder)


def _patiently(url: str, migrations: str) -> None:
    """One that does not get a table in time has changed nothing and is tried again.

    A start with nothing to do asks without limits of its own: pgbouncer lets none through.
    """
    if not _dbmate(url, migrations, "status", "--exit-code", "--quiet"):
        return
    for left in reversed(range(TRIES)):
        said = _dbmate(url, migrations, "--wait", "--wait-timeout", WAIT, "up", lock=LOCK)
        if not said:
            return
        if not BUSY.search(said) or not left:
            raise RuntimeError(f"migrations failed: {said}")
        time.sleep(AGAIN)


def _dbmate(url: str, migrations: str, *command: str, lock: str = "") -> str:
    """What it said when it failed."""
    dbmate = Path(sys.executable).parent / "dbmate"
    own = {"PGOPTIONS": f"-c lock_timeout={lock}"} if lock else {}
    run = subprocess.run(
        [dbmate, "--migrations-dir", migrations, "--no-dump-schema", *command],
        env={**os.environ, "DATABASE_URL": _for_dbmate(url), **own},
        capture_output=True,
        text=True,
        check=False,
    )
    return (run.stderr.strip() or "it ended") if run.returncode else ""


def _for_dbmate(url: str) -> str:
    """The driver dbmate has wants TLS unless told otherwise; a socket in a folder has none."""
    if "sslmode=" in url:
        return url
    return url + ("&" if "?" in url else "?") + "sslmode=disable"
