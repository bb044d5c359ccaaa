"""A server as one process: its PostgreSQL, its schema, and Granian in one asyncio loop."""

import asyncio
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Coroutine, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import asyncpg
import structlog
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server
from litestar import Litestar

from mimi import metrics
from mimi.app import make_app, make_kit
from mimi.kit import logs
from mimi.kit.citus import distribute
from mimi.kit.crowd import Crowd
from mimi.kit.hosts import primary
from mimi.kit.migrations import migrate
from mimi.kit.objects import Objects, StorageAway, probe
from mimi.kit.postgres import Embedded, talkative
from mimi.mendable import Mendable
from mimi.settings import Settings

log = structlog.get_logger()

RELOAD_EVERY = 0.5  # seconds between two looks at the files
BACKLOG = 1_024  # connections that wait to be taken
CONNECTIONS = 16_384  # open at once; streams of pages that listen are most of them
OWN_FILES = 128  # of the process itself: database, logs, photos
# Seconds for what was begun when it is told to stop; nothing unanswered was promised. With the end
# of PostgreSQL it is less than what deploy/ gives before it kills.
GRACE = 20
STOPS = frozenset({signal.SIGINT, signal.SIGTERM})
REVIVE_EVERY = 0.5  # seconds between two looks whether PostgreSQL lives


class CannotServe(Mendable):
    """The server cannot start; the message is meant for the operator."""


@contextmanager
def database(settings: Settings) -> Generator[str]:
    """The URL of a database with the present schema; the embedded one stops with the block."""
    with bare_database(settings) as url:
        _prepare(url)
        if settings.replica_url:
            with suppress(OSError, asyncpg.PostgresError):  # it need not be there yet
                _warn(settings.replica_url)
        yield url


@contextmanager
def bare_database(settings: Settings) -> Generator[str]:
    """The same with the schema that it has, or none."""
    if settings.database_url:
        yield settings.database_url
        return
    embedded = Embedded(Path(settings.data) / "postgres")
    try:
        with _kept_alive(embedded):
            yield embedded.url
    finally:
        embedded.stop()


@contextmanager
def _kept_alive(embedded: Embedded) -> Generator[None]:
    """Nobody else starts it again when the system kills it, of memory that is short or by hand."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(REVIVE_EVERY):
            try:
                if embedded.revive():
                    log.error("PostgreSQL had died and was started again")
            except Exception as error:  # tried again at the next look
                log.error("PostgreSQL died and does not start", kind=type(error).__name__)

    watching = threading.Thread(target=watch, name="postgres", daemon=True)
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()


def _prepare(url: str) -> None:
    try:
        one = asyncio.run(primary(url))
        migrate(one)
        asyncio.run(distribute(one))
        _warn(one)
    except (RuntimeError, OSError, asyncpg.PostgresError) as error:
        raise CannotServe(f"database: {error}") from error


def _warn(url: str) -> None:
    if found := asyncio.run(talkative(url)):
        log.warning("PostgreSQL keeps too much: docs/self-hosting.md", kind=", ".join(found))


def serve(settings: Settings) -> None:
    """Serves until SIGINT or SIGTERM, and leaves no process behind. Raises CannotServe."""
    logs.configure()
    _raise_limits()
    refuse_taken(settings)
    with stoppable(), database(settings) as url:
        kit = make_kit(settings, url)
        refuse_away(kit.objects)
        asyncio.run(listen(settings, make_app(kit)))


def _raise_limits() -> None:
    """As many sockets as the system lets us have: pages listen, each on one."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _connections() -> int:
    """How many are open at most. Granian's own is as the backlog, and a connection counts while it
    is open: 128 pages that listen would leave nobody a place. kit/crowd.py keeps requests few."""
    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return max(1, min(CONNECTIONS, most - OWN_FILES))


def refuse_taken(settings: Settings) -> None:
    """Granian would share the port with whoever has it. Raises CannotServe."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            where = f"{settings.host}:{settings.port}"
            raise CannotServe(
                f"{where} cannot be used ({error.strerror}): set MIMI_PORT"
            ) from error


def refuse_away(objects: Objects) -> None:
    """A storage that cannot be used is found now, not at the first edition. Raises CannotServe."""
    try:
        asyncio.run(probe(objects))
    except StorageAway as error:
        raise CannotServe(str(error)) from error


@contextmanager
def stoppable() -> Generator[None]:
    """SIGTERM unwinds like Ctrl-C, so that PostgreSQL is stopped also before we serve."""
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        signal.signal(signal.SIGTERM, before)


async def listen(
    settings: Settings, app: Litestar, beside: Callable[[], Coroutine[Any, Any, None]] | None = None
) -> None:
    """Answers on the settings' address until a signal.

    `beside` begins once it answers and is cancelled before it stops. Raises CannotServe when the
    app does not start.
    """
    # no access log: a path names a secret, a line an address
    server = Server(
        Crowd(app, settings.proxies, app.state.kit.figures),
        settings.host,
        settings.port,
        interface=Interfaces.ASGI,
        websockets=False,
        log_access=False,
        backlog=BACKLOG,
        backpressure=_connections(),
        log_level=LogLevels.error,
    )
    with on_signals() as stopped:
        shop = metrics.open_shop(app.state.kit) if settings.metrics_port else None
        serving = asyncio.create_task(server.serve())
        if not await _answers(settings, serving):
            raise CannotServe("the server could not start: see above")
        log.info("serving", url=settings.url)
        other = asyncio.create_task(beside()) if beside else None
        await asyncio.wait([serving, stopped], return_when=asyncio.FIRST_COMPLETED)
        if other:
            await _cancelled(other)
        if shop:
            shop.shutdown()
        app.state.kit.chimes.end()  # else it would wait until the last page is closed
        server.stop()
        await asyncio.wait([serving], timeout=GRACE)  # half a request would hold it up
        await _cancelled(serving)


@contextmanager
def on_signals() -> "Generator[asyncio.Task[bool]]":
    """Done at the first SIGINT or SIGTERM; further ones change nothing until the block ends.

    By a pipe of its own. The loop's is full when thousands of pages that listen go at once, and
    without one nobody hears of a signal that comes just as the loop lies down to sleep.
    """
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    reads, writes = socket.socketpair()
    reads.setblocking(False)
    writes.setblocking(False)

    def told() -> None:
        if STOPS & set(reads.recv(64)):
            stop.set()

    with reads, writes:
        before = {one: signal.getsignal(one) for one in STOPS}
        loop.add_reader(reads, told)
        pipe = signal.set_wakeup_fd(writes.fileno(), warn_on_full_buffer=False)
        try:
            for one in STOPS:
                signal.signal(one, _heard)
            yield asyncio.create_task(stop.wait())
        finally:  # the handlers last: theirs may raise, and nothing may write into what is closed
            loop.remove_reader(reads)
            signal.set_wakeup_fd(pipe)
            for one, handler in before.items():
                signal.signal(one, handler)


def _heard(*_: object) -> None:
    """What there is to do was told to the pipe."""


async def _cancelled(task: "asyncio.Task[None]") -> None:
    """Raises what it died of, if it died before."""
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _answers(settings: Settings, serving: asyncio.Task[None]) -> bool:
    """True once the port accepts; False when the server ended before."""
    while not serving.done():
        with suppress(OSError):
            _, writer = await asyncio.open_connection(settings.host, settings.port)
            writer.close()
            return True
        await asyncio.sleep(0.05)
    return False


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


# reload -------------------------------------------------------------------------------------


def serve_again_on_change() -> None:
    """For development: a server in a child process, started anew when a file of ours changes."""
    with stoppable():
        while True:
            child = subprocess.Popen([sys.executable, "-m", "mimi.cli", "serve"])
            try:
                _wait_for_change()
            finally:
                child.terminate()
                child.wait()


def _wait_for_change() -> None:
    """Also after the server died of a mistake: it is the change that mends it."""
    before = _state()
    while _state() == before:
        time.sleep(RELOAD_EVERY)


def _state() -> dict[Path, int]:
    ours = Path(__file__).parent
    files = [file for file in ours.rglob("*") if file.suffix in {".py", ".sql", ".txt"}]
    return {file: file.stat().st_mtime_ns for file in files}
