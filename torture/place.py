"""A place to torture: `mimi serve` in processes of its own, with short windows."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
import httpx2
import psutil

CODE = "246810"
PATIENCE = 60  # seconds until a process has to answer
SERVE = (sys.executable, "-m", "mimi.cli", "serve")
SHIFTED = (sys.executable, "-m", "torture.shifted")  # whose clock can be put wrong
RULE = {
    **{"CIRCLE__K": "4", "CIRCLE__FULL": "6", "CIRCLE__MOST": "6"},
    **{"RHYTHM__EDITION": "2", "RHYTHM__COMMENTS": "1", "RHYTHM__COUNTERS": "2"},
    **{"RHYTHM__NIGHT": "20", "RHYTHM__EPOCH": "4", "RHYTHM__TOKEN_REST": "0"},
    **{"RHYTHM__POST_TOKENS": "60", "RHYTHM__COMMENT_TOKENS": "60"},
    **{"CAPS__POST_TOKENS": "60", "CAPS__COMMENT_TOKENS": "60", "FIXED_CODE": CODE},
}


AS_ALWAYS: Mapping[str, str] = {}


class Process:
    """One `mimi serve`; `settings` are of the environment, without `MIMI_`."""

    def __init__(self, data: Path, command: Sequence[str] = SERVE, **settings: str) -> None:
        self.data, self.command = data, command
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        own = {"DATA": str(data), "PORT": str(self.port), **RULE, **settings}
        kept = {name: value for name, value in os.environ.items() if name[:5] != "MIMI_"}
        self._env = kept | {f"MIMI_{name}": value for name, value in own.items()}
        self.start()

    def start(self) -> None:
        with (self.data / f"{self.port}.log").open("a") as log:
            self.running = subprocess.Popen(self.command, env=self._env, stdout=log, stderr=log)

    def kill(self) -> None:
        """As when the power goes."""
        self.running.kill()
        self.running.wait(PATIENCE)

    def end(self) -> None:
        self.running.terminate()
        self.running.wait(PATIENCE)

    def answers(self) -> None:
        """Returns once it does. Raises RuntimeError when it ended or is silent."""
        ends = time.monotonic() + PATIENCE
        while self.running.poll() is None and time.monotonic() < ends:
            with suppress(httpx2.TransportError):
                httpx2.get(f"{self.url}/v1/place", trust_env=False)
                return
            time.sleep(0.02)
        raise RuntimeError(f"it does not answer: {(self.data / f'{self.port}.log').read_text()}")


async def ask(url: str, sql: str, *values: object) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetch(sql, *values)
    finally:
        await connection.close()


class Place:
    """A server with its embedded PostgreSQL, and a worker that does the windows' work.

    `others` is the URL of another PostgreSQL, which is not the place's to end.
    """

    def __init__(
        self,
        data: Path,
        worker: bool = True,
        command: Sequence[str] = SERVE,
        others: str = "",
        settings: Mapping[str, str] = AS_ALWAYS,
    ) -> None:
        self.data, self._others = data, others
        windows = "false" if worker else "true"
        self.server = Process(data, command, WINDOWS=windows, DATABASE_URL=others, **settings)
        self.server.answers()
        self.worker = Process(data, DATABASE_URL=self.database, **settings) if worker else None
        if self.worker:
            self.worker.answers()

    @property
    def database(self) -> str:
        """The URL of its PostgreSQL."""
        if self._others:
            return self._others
        folder = (self.data / "postgres/postmaster.pid").read_text().splitlines()[4]
        return f"postgresql://postgres:@/postgres?host={folder}"

    def postgres(self) -> list[psutil.Process]:
        """The postmaster and all that it has started."""
        pid = int((self.data / "postgres/postmaster.pid").read_text().splitlines()[0])
        postmaster = psutil.Process(pid)
        return [postmaster, *postmaster.children()]

    def signal_postgres(self, which: signal.Signals) -> None:
        for process in self.postgres():
            with suppress(psutil.Error):
                process.send_signal(which)

    async def ask(self, sql: str, *values: object) -> list[asyncpg.Record]:
        return await ask(self.database, sql, *values)

    def end(self) -> None:
        for process in (self.worker, self.server):
            if process:
                process.end()


@contextmanager
def place(
    worker: bool = True,
    command: Sequence[str] = SERVE,
    others: str = "",
    settings: Mapping[str, str] = AS_ALWAYS,
) -> Generator[Place]:
    """Gone with the block."""
    with TemporaryDirectory(prefix="mimi-torture-") as folder:
        yield from placed(Path(folder), worker, command, others, settings)


def placed(
    data: Path,
    worker: bool = True,
    command: Sequence[str] = SERVE,
    others: str = "",
    settings: Mapping[str, str] = AS_ALWAYS,
) -> Generator[Place]:
    """The same in a folder that is there."""
    one = Place(data, worker, command, others, settings)
    try:
        yield one
    finally:
        one.end()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
