"""The wheel has all that a server shows: it is built, unpacked and served from an empty folder."""

import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import anyio
import httpx2

from tests.browser import free_port

ROOT = Path(__file__).parent.parent


def built(folder: Path) -> Path:
    """The wheel, unpacked."""
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    subprocess.run([*build, folder], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def answers(url: str, server: "subprocess.Popen[bytes]") -> dict[str, httpx2.Response]:
    paths = ("/", "/page/icon-192.png", "/console", "/promises", "/v1/help", "/v1/ready")
    with httpx2.Client(base_url=url) as http:
        while server.poll() is None:
            try:
                return {path: http.get(path) for path in paths}
            except httpx2.TransportError:
                time.sleep(0.1)
    raise AssertionError("the server ended")


def served(site: Path, empty: Path, database_url: str) -> dict[str, httpx2.Response]:
    """What a server of this folder answers, started in another."""
    port = str(free_port())
    kept = {name: one for name, one in os.environ.items() if not name.startswith("MIMI_")}
    env = kept | {"PYTHONPATH": str(site), "MIMI_PORT": port, "MIMI_DATABASE_URL": database_url}
    where = [sys.executable, "-c", "import mimi; print(mimi.__path__[0])"]
    found = subprocess.run(where, env=env, cwd=empty, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == str(site / "mimi"), "not the one of this checkout"
    command = [sys.executable, "-m", "mimi.cli", "serve"]
    with subprocess.Popen(command, env=env, cwd=empty, stdout=subprocess.DEVNULL) as server:
        try:
            return answers(f"http://127.0.0.1:{port}", server)
        finally:
            server.terminate()


async def test_a_wheel_serves_page_and_texts_from_anywhere(
    tmp_path: Path, database_url: str
) -> None:
    site = await anyio.to_thread.run_sync(built, tmp_path)
    empty = tmp_path / "empty"
    empty.mkdir()
    said = await anyio.to_thread.run_sync(served, site, empty, database_url)
    assert {path: answer.status_code for path, answer in said.items()} == dict.fromkeys(said, 200)
    assert b"not built" not in said["/"].content
