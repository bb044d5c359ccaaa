"""Three PostgreSQL under Patroni on loopback, by the file of deploy/; etcd holds their lock."""

import asyncio
import os
import pwd
import secrets
import shutil
import signal
import subprocess
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import asyncpg
import httpx2
import psutil

from torture.place import PATIENCE, free_port

HERE = Path(__file__).parent.parent
CONFIG = HERE / "deploy/patroni.yml"
LIBRARY = HERE / "build/patroni"  # made by `make failover`
PYTHON = "/usr/bin/python3"  # which PostgreSQL's user may run
BINARIES = Path("/usr/lib/postgresql")
WHOLE = 180.0  # seconds in which a member has to be there again, cloned if need be
OWNER = ("CREATE ROLE mimi LOGIN PASSWORD '{}'", "CREATE DATABASE mimi OWNER mimi")
STANDBYS = {"sync_standby", "replica"}


class Member:
    """One machine: Patroni and its PostgreSQL."""

    def __init__(self, name: str, folder: Path, etcd: int, passwords: dict[str, str]) -> None:
        self.name, self.data, self.log = name, folder / name, folder / f"{name}.log"
        self.port, self.rest = free_port(), free_port()
        where, rest = f"127.0.0.1:{self.port}", f"127.0.0.1:{self.rest}"
        self._env = {
            **{"PATH": os.environ["PATH"], "PYTHONPATH": str(folder / "patroni")},
            **{"PATRONI_NAME": name, "PATRONI_ETCD3_HOSTS": f"127.0.0.1:{etcd}"},
            **{"PATRONI_RESTAPI_LISTEN": rest, "PATRONI_RESTAPI_CONNECT_ADDRESS": rest},
            **{"PATRONI_POSTGRESQL_LISTEN": where, "PATRONI_POSTGRESQL_CONNECT_ADDRESS": where},
            **{"PATRONI_POSTGRESQL_DATA_DIR": str(self.data)},
            **{"PATRONI_POSTGRESQL_PGPASS": str(folder / f"{name}.pgpass")},
            **{"PATRONI_POSTGRESQL_BIN_DIR": str(binaries()), **passwords},
        }
        self._config = folder / CONFIG.name

    def start(self) -> None:
        with self.log.open("a") as log:
            self._patroni = as_postgres(
                [PYTHON, "-m", "patroni", str(self._config)], log, self._env
            )

    def postgres(self) -> list[psutil.Process]:
        """Its processes have the data's folder as their own."""
        return [one for one in psutil.process_iter(["name"]) if _works_in(one, self.data)]

    def signal(self, which: signal.Signals, patroni: bool = True) -> None:
        """To all processes of this machine, or to PostgreSQL's alone."""
        if patroni:
            self._patroni.send_signal(which)
        for process in self.postgres():
            with suppress(psutil.Error):
                process.send_signal(which)
        if patroni and which == signal.SIGKILL:
            self._patroni.wait(PATIENCE)

    def told(self, words: str) -> int:
        """How often its log has these words."""
        return self.log.read_text().count(words)


class Cluster:
    """`url` names all of them."""

    def __init__(self, folder: Path) -> None:
        self.password, own = secrets.token_hex(8), secrets.token_hex(8)
        self._own, self._folder, self._etcd = own, folder, free_port()
        passwords = {
            **{"PATRONI_SUPERUSER_USERNAME": "postgres", "PATRONI_SUPERUSER_PASSWORD": own},
            **{"PATRONI_REPLICATION_USERNAME": "replicator", "PATRONI_REPLICATION_PASSWORD": own},
        }
        self.members = {n: Member(n, folder, self._etcd, passwords) for n in ("a", "b", "c")}
        shutil.copy(CONFIG, folder)
        shutil.copytree(LIBRARY, folder / "patroni")
        self._lock = self._start_etcd()

    @property
    def url(self) -> str:
        return f"postgresql://mimi:{self.password}@{self._hosts}/mimi"

    @property
    def _hosts(self) -> str:
        return ",".join(f"127.0.0.1:{member.port}" for member in self.members.values())

    def _start_etcd(self) -> subprocess.Popen[bytes]:
        client, peer = f"http://127.0.0.1:{self._etcd}", f"http://127.0.0.1:{free_port()}"
        options = {
            **{"name": "one", "data-dir": str(self._folder / "etcd")},
            **{"listen-client-urls": client, "advertise-client-urls": client},
            **{"listen-peer-urls": peer, "initial-advertise-peer-urls": peer},
            "initial-cluster": f"one={peer}",
        }
        command = ["etcd", *(f"--{name}={value}" for name, value in options.items())]
        with (self._folder / "etcd.log").open("a") as log:
            return as_postgres(command, log, {"PATH": os.environ["PATH"]})

    async def begin(self) -> None:
        """The first member makes the cluster, the others clone it. And a database for Mimi."""
        for member in self.members.values():
            member.start()
        await self.whole()
        everybody = f"postgresql://postgres:{self._own}@{self._hosts}/postgres"
        connection = await asyncpg.connect(everybody, target_session_attrs="read-write")
        try:
            for sql in OWNER:
                await connection.execute(sql.format(self.password))
        finally:
            await connection.close()

    async def whole(self) -> None:
        """Until one leads, one is its synchronous standby and all stream. Raises TimeoutError."""
        async with asyncio.timeout(WHOLE):
            while not _is_whole(await self._seen()):  # noqa: ASYNC110 processes of others tell nobody
                await asyncio.sleep(0.2)

    async def leader(self) -> Member:
        (name,) = [one["name"] for one in await self._seen() if one["role"] == "leader"]
        return self.members[name]

    async def _seen(self) -> list[dict[str, Any]]:
        """What a member that answers says of all."""
        async with httpx2.AsyncClient(timeout=2, trust_env=False) as http:
            for member in self.members.values():
                with suppress(httpx2.TransportError):
                    answer = await http.get(f"http://127.0.0.1:{member.rest}/cluster")
                    return answer.json().get("members", [])
        return []

    def end(self) -> None:
        """Nothing is left, whatever stands still."""
        for member in self.members.values():
            with suppress(AttributeError):  # it never started
                member.signal(signal.SIGKILL)
            psutil.wait_procs(member.postgres(), PATIENCE)
        self._lock.kill()
        self._lock.wait(PATIENCE)


@contextmanager
def cluster() -> Generator[Cluster]:
    """Gone with the block."""
    with TemporaryDirectory(prefix="mimi-torture-") as name:
        folder = Path(name)
        if not os.getuid():
            shutil.chown(folder, "postgres", "postgres")
        one = Cluster(folder)
        try:
            yield one
        finally:
            one.end()


def lacking() -> list[str]:
    """What has to be installed before."""
    needed = {
        "Debian's postgresql": any(BINARIES.glob("*/bin/pg_rewind")),
        "Debian's etcd-server": bool(shutil.which("etcd")),
        "build/patroni (make failover)": LIBRARY.exists(),
    }
    return [name for name, there in needed.items() if not there]


def _is_whole(seen: list[dict[str, Any]]) -> bool:
    leaders = [one for one in seen if one["role"] == "leader" and one["state"] == "running"]
    standbys = [one for one in seen if one["role"] in STANDBYS and one["state"] == "streaming"]
    synchronous = [one for one in standbys if one["role"] == "sync_standby"]
    return len(leaders) == 1 and len(standbys) == len(seen) - 1 == 2 and bool(synchronous)


def binaries() -> Path:
    return max(BINARIES.glob("*/bin"), key=lambda one: int(one.parent.name))


def _works_in(process: psutil.Process, folder: Path) -> bool:
    with suppress(OSError, psutil.Error):
        return process.name() == "postgres" and Path(process.cwd()) == folder
    return False


def as_postgres(command: list[str], log: Any, env: dict[str, str]) -> subprocess.Popen[bytes]:
    """PostgreSQL refuses to run as root."""
    user = "postgres" if not os.getuid() else None
    home = {"HOME": pwd.getpwnam(user).pw_dir} if user else {}
    return subprocess.Popen(
        command, env=env | home, cwd="/", stdout=log, stderr=log, user=user, group=user
    )
