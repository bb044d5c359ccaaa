"""`mimi demo` as a visitor runs it: filled once, there again in seconds, gone without a trace."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import psutil
import pytest
from litestar import Litestar

from mimi.client import Device
from tests.browser import free_port
from tests.conftest import CODE

Demo = subprocess.Popen[str]


@pytest.fixture
def port() -> int:
    return free_port()


@contextmanager
def started(data: Path, port: int, **more: str) -> Generator[Demo]:
    """A small one, in a session of its own as in a terminal."""
    demo = subprocess.Popen(
        [sys.executable, "-m", "mimi.cli", "demo", "--members", "26"],
        env={**os.environ, "MIMI_DATA": str(data), "MIMI_PORT": str(port), **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    with demo:
        try:
            yield demo
        finally:
            demo.kill()


def read_until(demo: Demo, words: str) -> str:
    """What it says up to these words; fails when it ends before."""
    said = ""
    for line in demo.stdout or ():
        said += line
        if words in line:
            return said
    raise AssertionError(said)


def processes_of(data: Path) -> list[psutil.Process]:
    """The demo, PostgreSQL and whatever else of theirs runs."""
    return [
        process
        for process in psutil.process_iter()
        if str(data) in _words(process) or _of_postgres(process, data)
    ]


def nothing_runs(data: Path) -> bool:
    """In ten seconds at most: PostgreSQL's file of its number is gone a moment before it is."""
    for _ in range(100):
        if not processes_of(data):
            return True
        time.sleep(0.1)
    return False


def _words(process: psutil.Process) -> str:
    try:
        return " ".join([*process.cmdline(), process.environ().get("MIMI_DATA", "")])
    except psutil.Error:
        return ""


def _of_postgres(process: psutil.Process, data: Path) -> bool:
    try:
        return any(str(data) in " ".join(parent.cmdline()) for parent in process.parents())
    except psutil.Error:
        return False


def address(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def test_it_fills_once_and_leaves_nothing_running(tmp_path: Path, port: int) -> None:
    with started(tmp_path, port) as demo:
        said = read_until(demo, "Windows last a minute")
        assert "Filling a town of 26 members" in said
        assert address(port) in said
        place = httpx2.get(f"{address(port)}/v1/place", trust_env=False, timeout=60).json()
        assert place["rehearsal"] is True
        assert len(processes_of(tmp_path)) > 2
        os.killpg(demo.pid, signal.SIGINT)
        assert demo.wait(60) == 0
    assert nothing_runs(tmp_path)

    filled = (tmp_path / "demo" / "town.json").read_bytes()
    with started(tmp_path, port) as demo:
        said = read_until(demo, "Windows last a minute")
        assert "Filling" not in said
        demo.terminate()
        assert demo.wait(60) == 0
    assert nothing_runs(tmp_path)
    assert (tmp_path / "demo" / "town.json").read_bytes() == filled


def test_half_a_town_is_started_over(tmp_path: Path, port: int) -> None:
    with started(tmp_path, port) as demo:
        read_until(demo, "Filling")
        os.killpg(demo.pid, signal.SIGKILL)
        demo.wait(60)
    assert processes_of(tmp_path) != []  # PostgreSQL, which nobody could stop
    with started(tmp_path, port) as demo:
        assert "Filling" in read_until(demo, "Windows last a minute")
        os.killpg(demo.pid, signal.SIGINT)
        assert demo.wait(60) == 0
    assert nothing_runs(tmp_path)


async def test_a_database_with_accounts_is_refused(
    tmp_path: Path, port: int, app: Litestar, http: httpx2.AsyncClient, database_url: str
) -> None:
    await Device(http).sign_in("+12025550100", CODE)
    with started(tmp_path, port, MIMI_DATABASE_URL=database_url) as demo:
        said, _ = await asyncio.to_thread(demo.communicate, timeout=60)
        assert said.endswith("a demo needs an empty database, and this one has accounts\n"), said
        assert demo.returncode == 2
