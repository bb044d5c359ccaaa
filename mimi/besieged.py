"""`mimi attack`: a server of its own to attack, in another process and over a socket, as in real
life."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2
from rich.progress import Progress, TaskID

from attacks import Finding, Siege, besiege, page, towns
from mimi.demo import CODE, PLENTY
from mimi.serve import CannotServe
from mimi.town.graph import Graph
from mimi.town.visit import progress

START = 1_793_577_600  # 2026-11-02 00:00 UTC
STOPPING = 60  # seconds that a server may take
CAPS = ("CODES_PER_ADDRESS", "CODES_PER_SERVER", "CODES_PER_NUMBER", "CODES_PER_NUMBER_AND_ADDRESS")


SERVE = (sys.executable, "-m", "mimi.cli", "serve")


def attack(
    graph: Graph, only: str = "", url: str = "", code: str = "", command: Sequence[str] = SERVE
) -> list[Finding]:
    """Attacks the one town at `url`, or towns on servers started for it. Raises Unsuitable,
    CannotServe."""
    siege, found = Siege(graph, code or CODE), list[Finding]()
    with progress() as bars:
        for attacks in towns(only, one_town=bool(url)):
            with nullcontext(url) if url else served(command) as address:
                found += asyncio.run(besiege(address, siege, attacks, _teller(bars)))
    return found


def report(file: Path, findings: list[Finding], where: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page(findings, where))


def table(findings: list[Finding]) -> str:
    """A line an attack."""
    rows = [("attack", "promise", "right", "of", "interval", "bound", "")]
    rows += [
        (
            *(one.attack, one.promise, f"{one.value:.4f}", str(one.n)),
            *(f"{one.low:.3f}-{one.high:.3f}", f"{one.bound:.4f}", "" if one.ok else "MISSED"),
        )
        for one in findings
    ]
    return "\n".join(
        f"{a:<44}{p:<8}{v:>8}{n:>8}{i:>15}{b:>9} {ok}".rstrip() for a, p, v, n, i, b, ok in rows
    )


def _teller(bars: Progress) -> Callable[[str, int, int], None]:
    tasks = dict[str, TaskID]()

    def tell(what: str, done: int, total: int) -> None:
        if what not in tasks:
            tasks[what] = bars.add_task(what)
        bars.update(tasks[what], completed=done, total=total)

    return tell


@contextmanager
def served(command: Sequence[str]) -> Generator[str]:
    """The address of a new server with the real rule and windows, and a clock moved by hand."""
    with TemporaryDirectory(prefix="mimi-siege-") as data:
        yield from _serving(command, data)


def _serving(command: Sequence[str], data: str) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        **{"DATA": data, "PORT": str(port), "FIXED_CODE": CODE, "FOUNDERS": "first"},
        **{"CLOCK": "manual", "CLOCK_START": str(START), "RHYTHM__TOKEN_REST": "0"},
        **{f"CAPS__{cap}": str(PLENTY) for cap in CAPS},
    }
    env = os.environ | {f"MIMI_{name}": value for name, value in settings.items()}
    server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    try:
        yield _answering(server, f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait(STOPPING)


def _answering(server: subprocess.Popen[bytes], url: str) -> str:
    """The same address, once the server answers there. Raises CannotServe when it ends before."""
    while server.poll() is None:
        try:
            httpx2.get(f"{url}/v1/place", trust_env=False)
            return url
        except httpx2.TransportError:
            time.sleep(0.1)
    raise CannotServe("the server to attack did not start: see above")
