"""pgbouncer in transaction mode between server and PostgreSQL, for whoever names a program of it.

`MIMI_TEST_PGBOUNCER=/usr/sbin/pgbouncer pytest …` runs tests through it; it has to be 1.21 or later
since the server keeps prepared statements (docs/scale-out.md). Two connections to PostgreSQL for
all, so that the statements of one connection of ours go over different ones.
"""

import os
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import create_connection, socket
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs, urlsplit

SETTINGS = """\
[databases]
* = host={host} port={port} user={user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {listen}
auth_type = any
pool_mode = transaction
max_prepared_statements = 200
default_pool_size = 2
max_client_conn = 200
ignore_startup_parameters = extra_float_digits
unix_socket_dir =
"""


@contextmanager
def bouncer(program: str, server: str) -> Generator[str]:
    """The URL of the same databases through it."""
    parts = urlsplit(server)
    query = parse_qs(parts.query)
    host = query.get("host", [parts.hostname or ""])[0]
    with TemporaryDirectory(prefix="mimi-bouncer-") as folder:
        Path(folder).chmod(0o755)
        file, listen = Path(folder) / "pgbouncer.ini", _free_port()
        filled = {"host": host, "port": parts.port or 5432, "user": parts.username or "postgres"}
        file.write_text(SETTINGS.format(listen=listen, **filled))
        user = ["-u", _owner(host)] if os.getuid() == 0 else []  # it refuses to run as root
        running = subprocess.Popen([program, "-q", *user, str(file)])
        try:
            _until_it_listens(listen)
            yield f"postgresql://{filled['user']}@127.0.0.1:{listen}{parts.path}"
        finally:
            running.terminate()
            running.wait(20)


def _owner(host: str) -> str:
    """Who may open the socket in this folder."""
    return Path(host).owner() if host.startswith("/") else "nobody"


def _free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _until_it_listens(port: int) -> None:
    for _ in range(100):
        with suppress(OSError), create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.1)
    raise RuntimeError("pgbouncer does not listen")
