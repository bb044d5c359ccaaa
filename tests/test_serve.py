"""A server that is told to stop."""

import asyncio
import signal
from collections.abc import Iterator

import anyio
import pytest

from mimi import serve


@pytest.fixture(autouse=True)
def handlers_as_before() -> Iterator[None]:
    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}
    yield
    for one, handler in before.items():
        signal.signal(one, handler)


@pytest.mark.parametrize("which", [signal.SIGTERM, signal.SIGINT])
async def test_it_hears_of_it_however_much_else_the_loop_is_told(which: signal.Signals) -> None:
    """As when ten thousand pages go at once, each of which wakes the loop."""
    stopped = serve.on_signals()
    for _ in range(10_000):
        asyncio.get_running_loop().call_soon_threadsafe(int)
    signal.raise_signal(which)
    with anyio.fail_after(5):
        assert await stopped


def test_a_second_signal_after_the_end_is_no_fault() -> None:
    async def stopped_at_once() -> None:
        told = serve.on_signals()
        signal.raise_signal(signal.SIGTERM)
        await told

    asyncio.run(stopped_at_once())
    signal.raise_signal(signal.SIGTERM)
