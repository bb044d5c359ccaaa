"""The commands, run as an operator runs them."""

import asyncio
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest
from litestar import Litestar

from mimi import openapi
from tests.conftest import CODE

ROOT = Path(__file__).parent.parent


def mimi(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "mimi.cli", *words],
        env=_plain() | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def _plain() -> dict[str, str]:
    """Without what is said to the tests: no setting of a server is called so."""
    return {name: one for name, one in os.environ.items() if not name.startswith("MIMI_TEST_")}


def test_what_can_be_called_is_listed_with_what_it_does() -> None:
    run = mimi("--help")
    for line in (
        r"attack +Attack a town",
        r"graph +Who is friends",
        r"serve +Serve until",
        r"tell +",
    ):
        assert re.search(line, run.stdout), line


@pytest.mark.parametrize(
    ("command", "not_read"),
    [("serve", {"attacks", "mimi.town", "mimi.demo"}), ("tell", {"mimi.app", "litestar", "numpy"})],
)
def test_a_command_reads_what_it_needs(command: str, not_read: set[str]) -> None:
    """So a server holds no attack in its memory, and who tells waits for no server's modules."""
    code = f"import sys; from mimi.cli import app; app['{command}']; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(run.stdout.split()) & not_read == set()


def test_a_typo_in_the_settings_is_one_sentence() -> None:
    run = mimi("serve", MIMI_PROT="9000")
    assert run.returncode == 2
    assert run.stderr == "settings: Object contains unknown field `prot`\n"


def test_a_port_that_is_taken_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = mimi("serve", MIMI_PORT=str(port), MIMI_DATA=str(tmp_path))
    assert run.returncode == 2
    assert run.stderr.startswith(f"127.0.0.1:{port} cannot be used")
    assert not list(tmp_path.iterdir())  # no database was started for nothing


def test_the_demo_refuses_to_be_reached_by_others(tmp_path: Path) -> None:
    run = mimi("demo", MIMI_HOST="0.0.0.0", MIMI_DATA=str(tmp_path))  # noqa: S104 - refused
    assert run.returncode == 2
    assert "only where host and public_url are on loopback" in run.stderr


def test_a_broken_file_of_friendships_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "edges"
    file.write_text("0 1\nzero one\n")
    run = mimi("town", "--edges", str(file), "--code", CODE)
    assert run.returncode == 2
    assert run.stderr == "line 2: a friendship is two numbers of at most 7 digits, like: 0 4\n"


async def test_a_roster_is_imported_as_tags(tmp_path: Path, database_url: str) -> None:
    file = tmp_path / "class"
    file.write_text("+12025550100\n\n+12025550101\nnobody\n")
    where = {"MIMI_DATABASE_URL": database_url, "MIMI_DATA": str(tmp_path)}
    run = await asyncio.to_thread(mimi, "roster", "import", str(file), **where)
    assert run.stdout == "2 numbers are on the roster\n"


async def test_the_kept_description_of_the_api_is_fresh(app: Litestar) -> None:
    kept = (ROOT / "docs/openapi.json").read_bytes()
    assert openapi.document(app) == kept, "run: mimi openapi"


async def test_the_description_is_served(app: Litestar, http: httpx2.AsyncClient) -> None:
    answer = await http.get("/openapi.json")
    assert answer.json()["openapi"].startswith("3.1")
    assert answer.content == openapi.document(app)
