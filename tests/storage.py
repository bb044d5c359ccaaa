"""A real server of S3 for tests, in a process of its own."""

import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from mimi.settings_tables import Storage
from tests.browser import free_port

ACCESS, SECRET = "mimi-test", "secret-of-the-test"
BUCKET = "photos"


@contextmanager
def s3(folder: Path) -> Generator[Storage]:
    """How to reach a bucket, which is a folder of that name; the server goes with the block."""
    (folder / BUCKET).mkdir()
    port = free_port()
    server = subprocess.Popen(
        [
            *(Path(sys.executable).parent / "rclone", "serve", "s3", "--config", ""),
            *("--addr", f"127.0.0.1:{port}", "--auth-key", f"{ACCESS},{SECRET}", folder),
        ],
        stderr=subprocess.DEVNULL,
    )
    try:
        _until_it_answers(port, server)
        endpoint = f"http://127.0.0.1:{port}"
        yield Storage(bucket=BUCKET, endpoint=endpoint, access_key=ACCESS, access_secret=SECRET)
    finally:
        server.terminate()
        server.wait(20)


def _until_it_answers(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(2_400):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            assert server.poll() is None, "rclone ended"
            time.sleep(0.05)
    raise AssertionError("rclone does not answer")
