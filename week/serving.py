"""A server of its own for a week, in another process, with moderators named by the operator."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import NamedTuple

import httpx2

START = 1_793_577_600  # 2026-11-02 00:00 UTC
CODE = "246810"
PLENTY = "1000000"
STOPPING = 60  # seconds that a server may take
CODES = ("PER_ADDRESS", "PER_SERVER", "PER_NUMBER", "PER_NUMBER_AND_ADDRESS")

MODERATED = (sys.executable, "-m", "mimi.cli", "serve")
UNMODERATED = (sys.executable, "-m", "week.unmoderated")


class Served(NamedTuple):
    url: str
    links: list[str]  # by which the moderators enrol


@contextmanager
def served(
    command: Sequence[str], seed: str, moderators: Sequence[str] = (), **more: str
) -> Generator[Served]:
    """With the real rule, windows and caps, but for codes; `more`: settings by their names."""
    with TemporaryDirectory(prefix="mimi-week-") as data, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        settings = {
            **{"DATA": data, "PORT": str(port), "FIXED_CODE": CODE, "FOUNDERS": "first"},
            **{"CLOCK": "manual", "CLOCK_START": str(START), "SEED": seed},
            "RHYTHM__TOKEN_REST": "0",
            **{f"CAPS__CODES_{cap}": PLENTY for cap in CODES},
            **more,
        }
        environment = os.environ | {f"MIMI_{name}": value for name, value in settings.items()}
        links = [_named(name, environment) for name in moderators]
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(server, url)
            yield Served(url, links)
        finally:
            server.terminate()
            server.wait(STOPPING)


def _named(name: str, environment: dict[str, str]) -> str:
    """As the operator names a moderator: the link is printed, on the last line."""
    command = (sys.executable, "-m", "mimi.cli", "moderators", "add", name)
    # a seed of its own: two that start with the same chance would draw the same link
    own = environment | {"MIMI_SEED": f"{environment['MIMI_SEED']} {name}"}
    done = subprocess.run(command, env=own, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip().splitlines()[-1]


def _wait_for(server: subprocess.Popen[bytes], url: str) -> None:
    while server.poll() is None:
        try:
            httpx2.get(f"{url}/v1/place", trust_env=False)
            return
        except httpx2.TransportError:
            time.sleep(0.1)
    raise SystemExit("the server of the week did not start: see above")
