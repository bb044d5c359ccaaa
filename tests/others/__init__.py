"""Others' services as their documents describe them, in a process of their own (`serve`).

Each checks signatures, times, limits and parameters, and answers with the documented codes. A test
says what a service should be like (`Others.want`) and reads what was asked of it (`Others.asked`).
"""

import json
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any
from urllib.request import Request, urlopen


class Others:
    """The running services."""

    def __init__(self, ports: dict[str, int]) -> None:
        self.ports = ports

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.ports[name]}"

    def want(self, name: str, **wants: Any) -> None:
        """`mode` (down, garbled, silent), `now`, `code` (an error to answer), `keys`, …"""
        self._control(name, wants)

    def asked(self, name: str) -> list[dict[str, Any]]:
        """Each call: its action and what was kept of it, such as the code sent to a number."""
        return self._control(name, None)

    def reset(self) -> None:
        for name in self.ports:
            self._control(name, {"reset": True})

    def _control(self, name: str, wants: dict[str, Any] | None) -> Any:
        data = None if wants is None else json.dumps(wants).encode()
        # S310: the address is of a process that this one started, never of a file or a stranger.
        with urlopen(Request(f"{self.url(name)}/_", data), timeout=60) as answer:  # noqa: S310
            return json.load(answer)


@contextmanager
def served() -> Generator[Others]:
    command = [sys.executable, "-m", "tests.others.serve"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        said = process.stdout.readline() if process.stdout else ""
        yield Others(json.loads(said))
    finally:
        process.terminate()
        process.wait(10)
        if process.stdout:
            process.stdout.close()
