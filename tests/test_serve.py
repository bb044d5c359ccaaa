"""A server that is told to stop."""

import asyncio
import signal
import socket
import sys
import threading
from contextlib import suppress
from pathlib import Path

import anyio
import anyio.to_thread
import pytest

from mimi import serve
from torture.place import Process


@pytest.mark.parametrize("which", [signal.SIGTERM, signal.SIGINT])
async def test_it_hears_of_it_however_much_else_the_loop_is_told(which: signal.Signals) -> None:
    """As when ten thousand pages go at once, each of which wakes the loop."""
    before = signal.getsignal(which)
    with serve.on_signals() as stopped:
        for _ in range(10_000):
            asyncio.get_running_loop().call_soon_threadsafe(int)
        signal.raise_signal(which)
        signal.raise_signal(which)
        with anyio.fail_after(5):
            assert await stopped
    assert signal.getsignal(which) == before


@pytest.mark.parametrize("which", [signal.SIGINT, signal.SIGTERM])
async def test_it_hears_of_it_in_its_sleep(which: signal.Signals) -> None:
    """One that another thread takes wakes no loop; nor does one that comes as it lies down."""
    pipe = signal.set_wakeup_fd(-1)
    signal.set_wakeup_fd(pipe)
    with serve.on_signals() as stopped:
        other = threading.Timer(0.2, lambda: signal.pthread_kill(threading.get_ident(), which))
        other.start()
        with anyio.fail_after(5):
            assert await stopped
    other.join()
    assert signal.set_wakeup_fd(pipe) == pipe, "as it was before"


def nothing(*_: object) -> None:
    """Is done at this signal."""


async def test_it_does_not_stop_at_another_signal() -> None:
    before = signal.signal(signal.SIGUSR1, nothing)
    try:
        with serve.on_signals() as stopped:
            signal.raise_signal(signal.SIGUSR1)
            await asyncio.sleep(0.1)
            assert not stopped.done()
    finally:
        signal.signal(signal.SIGUSR1, before)


HALVES = {
    "a head": b"GET /v1/place HTTP/1.1\r\nHost: x\r\nX-Half: ",
    "a body": b"POST /v1/codes HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{",
    "answers that nobody reads": b"GET /v1/place HTTP/1.1\r\nHost: x\r\n\r\n" * 100_000,
}
SOON = 15  # seconds: half a head alone would take 30
QUICK = "from mimi import serve, settings; serve.GRACE = 1; serve.serve(settings.load())"


@pytest.mark.parametrize("half", HALVES)
async def test_nobody_holds_up_its_end(tmp_path: Path, database_url: str, half: str) -> None:
    ended = await anyio.to_thread.run_sync(told_to_stop, tmp_path, database_url, HALVES[half])
    assert ended == 0


def told_to_stop(data: Path, database_url: str, half: bytes) -> int:
    process = Process(data, (sys.executable, "-c", QUICK), DATABASE_URL=database_url)
    try:
        process.answers()
        with socket.create_connection(("127.0.0.1", process.port), timeout=1) as connection:
            with suppress(TimeoutError):  # once nothing is read any more
                connection.sendall(half)
            process.running.terminate()
            return process.running.wait(SOON)
    finally:
        process.running.kill()
