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
import psutil

from bench import load

PORT = 18_765
SESSIONS = "sessions"  # of those who ask, a line each, in the folder of the data
ASKED = 24  # times, so that of two processes each is asked


def loaded(pids: list[int], sessions: Path, seconds: int) -> tuple[float, float]:
    """Pages a second, and processor microseconds of the servers alone for one."""
    url = f"http://127.0.0.1:{PORT}/v1/feed"
    load.rate(url, sessions, 1)
    before = sum(map(processor, pids))
    rate = load.rate(url, sessions, seconds)
    return rate, (sum(map(processor, pids)) - before) / (rate * seconds) * 1e6


def processor(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def memory(pid: int, what: str) -> int:
    """In MB, of the server without PostgreSQL."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(what)).split()[1]) // 1024


@contextmanager
def serving(
    kind: str, data: Path, url: str, processes: int = 1, port: int = PORT
) -> Generator[list[int]]:
    """A server as processes that share its port, as their process ids."""
    command = [sys.executable, "-m", "bench.server", kind, str(data), url, str(port)]
    servers = list[subprocess.Popen[bytes]]()
    try:
        for _ in range(processes):
            servers.append(subprocess.Popen(command, stdout=subprocess.DEVNULL))
            until_it_listens(servers[-1], port)
        if kind != "bare":
            fill(ASKED if processes > 1 else 1, port)
        yield [server.pid for server in servers]
    finally:
        for server in servers:
            server.send_signal(signal.SIGTERM)
        for server in servers:
            server.wait(timeout=20)


def first_page(data: Path, url: str) -> float:
    """Seconds from the start of a server to the first feed page of a member."""
    session = (data / SESSIONS).read_text().split()[0]
    began = time.perf_counter()
    with serving("app", data, url):
        headers = {"authorization": f"Bearer {session}"}
        feed = f"http://127.0.0.1:{PORT}/v1/feed"
        assert httpx2.get(feed, headers=headers, timeout=60).raise_for_status().json()["cards"]
        return round(time.perf_counter() - began, 2)


def forget_files() -> None:
    """So that all has to come from the disk; only for root."""
    os.sync()
    if os.geteuid() == 0:
        Path("/proc/sys/vm/drop_caches").write_text("3")


def fill(times: int, port: int) -> None:
    """Each process does what is due, and so fills its shelf; a new connection finds any of them."""
    for _ in range(times):
        clock = f"http://127.0.0.1:{port}/v1/clock"
        httpx2.post(clock, json={"seconds": 0}, timeout=60).raise_for_status()


def until_it_listens(server: "subprocess.Popen[bytes]", port: int) -> None:
    for _ in range(200):
        if server.poll() is not None:
            raise RuntimeError("the server ended")
        sockets = psutil.Process(server.pid).net_connections("tcp")
        if any(one.status == psutil.CONN_LISTEN and one.laddr.port == port for one in sockets):
            httpx2.get(f"http://127.0.0.1:{port}/v1/place", timeout=60)
            return
        time.sleep(0.1)
    raise RuntimeError("the server does not answer")
