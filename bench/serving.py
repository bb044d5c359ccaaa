"""A server in a process of its own, and what it takes of the machine."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from bench import load

PORT = 18_765


def loaded(pid: int, sessions: Path, seconds: int) -> tuple[float, float]:
    """Pages a second, and processor microseconds of the server alone for one."""
    url = f"http://127.0.0.1:{PORT}/v1/feed"
    load.rate(url, sessions, 1)
    before = processor(pid)
    rate = load.rate(url, sessions, seconds)
    return rate, (processor(pid) - before) / (rate * seconds) * 1e6


def processor(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def memory(pid: int, what: str) -> int:
    """In MB, of the server without PostgreSQL."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(what)).split()[1]) // 1024


@contextmanager
def serving(kind: str, data: Path, url: str) -> Generator[int]:
    """A server in its own process, as its process id."""
    command = [sys.executable, "-m", "bench.server", kind, str(data), url, str(PORT)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        until_it_answers(server)
        if kind != "bare":  # does what is due, and so fills the shelf
            clock = f"http://127.0.0.1:{PORT}/v1/clock"
            httpx2.post(clock, json={"seconds": 0}, timeout=60).raise_for_status()
        yield server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)


def until_it_answers(server: "subprocess.Popen[bytes]") -> None:
    for _ in range(200):
        if server.poll() is not None:
            raise RuntimeError("the server ended")
        try:
            httpx2.get(f"http://127.0.0.1:{PORT}/v1/place")
            return
        except (httpx2.TransportError, RuntimeError):
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")
