"""`mimi attack`: a server of its own to attack, in another process and over a socket, as in real
life."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import httpx2
from rich.progress import Progress, TaskID

from attacks import Attack, Finding, Siege, Thief, besiege, page
from mimi.demo import CODE, PLENTY
from mimi.serve import CannotServe
from mimi.town.graph import Graph
from mimi.town.visit import progress

START = 1_793_577_600  # 2026-11-02 00:00 UTC
STOPPING = 60  # seconds that a server may take
CAPS = ("CODES_PER_ADDRESS", "CODES_PER_SERVER", "CODES_PER_NUMBER", "CODES_PER_NUMBER_AND_ADDRESS")


SERVE = (sys.executable, "-m", "mimi.cli", "serve")


class Where(NamedTuple):
    """A server that is there: its address, the code that always works, what is stolen of it."""

    url: str
    code: str = CODE
    thief: Thief | None = None
    links: tuple[str, ...] = ()  # by which attackers become moderators


def attack(
    graph: Graph,
    groups: Iterable[list[Attack]],
    find: Callable[[Finding], None],
    where: Where | None = None,
    command: Sequence[str] = SERVE,
) -> None:
    """Attacks the server that is there, or for each group a town on one started for it, and hands
    over each finding as it is made. Raises Unsuitable, CannotServe."""
    with progress() as bars:
        for attacks in groups:
            names = [name for one in attacks for name in one.staff]
            with nullcontext(where) if where else served(command, names) as at:
                siege = Siege(graph, at.code, thief=at.thief, links=at.links)
                asyncio.run(besiege(at.url, siege, attacks, _teller(bars), find))


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
    wide = 2 + max(len(row[0]) for row in rows)
    return "\n".join(
        f"{a:<{wide}}{p:<8}{v:>8}{n:>8}{i:>15}{b:>9} {ok}".rstrip() for a, p, v, n, i, b, ok in rows
    )


def _teller(bars: Progress) -> Callable[[str, int, int], None]:
    tasks = dict[str, TaskID]()

    def tell(what: str, done: int, total: int) -> None:
        if what not in tasks:
            tasks[what] = bars.add_task(what)
        bars.update(tasks[what], completed=done, total=total)

    return tell


@contextmanager
def served(command: Sequence[str], moderators: Sequence[str] = ()) -> Generator[Where]:
    """A new server with the real rule and windows, and a clock moved by hand; all is stolen but
    its keys."""
    with TemporaryDirectory(prefix="mimi-siege-") as data:
        yield from _serving(command, Path(data), moderators)


def _serving(command: Sequence[str], data: Path, moderators: Sequence[str]) -> Iterator[Where]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        **{"DATA": str(data), "PORT": str(port), "FIXED_CODE": CODE, "FOUNDERS": "first"},
        **{"CLOCK": "manual", "CLOCK_START": str(START), "RHYTHM__TOKEN_REST": "0"},
        **{f"CAPS__{cap}": str(PLENTY) for cap in CAPS},
    }
    env = os.environ | {f"MIMI_{name}": value for name, value in settings.items()}
    links = tuple(_named(name, env) for name in moderators)
    with (data / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=env, stdout=log, stderr=log)
    try:
        url = _answering(server, f"http://127.0.0.1:{port}", data)
        yield Where(url, thief=Thief(data), links=links)
    finally:
        server.terminate()
        server.wait(STOPPING)


def _named(name: str, env: Mapping[str, str]) -> str:
    """As the operator names a moderator: the link is printed, on the last line."""
    command = (sys.executable, "-m", "mimi.cli", "moderators", "add", name)
    done = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip().splitlines()[-1]


def _answering(server: subprocess.Popen[bytes], url: str, data: Path) -> str:
    """The same address, once the server answers there. Raises CannotServe when it ends before."""
    while server.poll() is None:
        try:
            httpx2.get(f"{url}/v1/place", trust_env=False)
            return url
        except httpx2.TransportError:
            time.sleep(0.1)
    said = (data / "server.log").read_text()
    raise CannotServe(f"the server to attack did not start: {said.strip()}")
