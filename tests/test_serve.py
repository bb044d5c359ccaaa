"""A server that is told to stop."""

import asyncio
import signal

import anyio
import pytest

from mimi import serve


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
