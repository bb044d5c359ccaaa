"""How a command runs: with the device of a file, and what fails said in a sentence."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from getpass import getpass
from pathlib import Path
from typing import Annotated, Any, TypeVar

import httpx2
from cyclopts import App, Parameter

from mimi.client.device import Device
from mimi.client.refunds import NotMine
from mimi.client.session import Refused, Unsure
from mimi.client.state import DeviceFile, Unusable, WrongPassphrase, of_device, to_device
from mimi.client.tokens import NoToken, Resting

Answer = TypeVar("Answer")
FILE = Path.home() / ".config/mimi/device"
At = Annotated[Path, Parameter(name="--device", help="The file that this device is kept in.")]

app = App(name="mimi", help="An anonymous network among friends.", version_flags=[])


class NotSignedIn(Exception):
    """There is no device in this file."""


def with_device(path: Path, act: Callable[[Device], Awaitable[Answer]]) -> Answer:
    """Does it with the device of this file, which is written back whatever happens: what was spent
    is spent."""
    with sentences(), kept(path) as (_, state):

        async def acted(http: httpx2.AsyncClient) -> Answer:
            one = to_device(state, http)
            try:
                return await act(one)
            finally:
                state.update(of_device(one, state["url"]))

        return asyncio.run(over(state["url"], acted))


@contextmanager
def kept(path: Path) -> Generator[tuple[DeviceFile, dict[str, Any]]]:
    """The file and its state, for one command at a time; written back when the block ends."""
    file = DeviceFile(path)
    with file.held():
        if file.is_sealed():
            file.passphrase = getpass("Passphrase: ")
        state = file.read()
        if state is None:
            raise NotSignedIn
        try:
            yield file, state
        finally:
            file.write(state)


async def over(url: str, act: Callable[[httpx2.AsyncClient], Awaitable[Answer]]) -> Answer:
    async with httpx2.AsyncClient(base_url=url, timeout=60) as http:
        return await act(http)


def asked(what: str) -> str:
    """What the member types; the question is not part of what the command says."""
    print(what, end="", file=sys.stderr, flush=True)
    return input()


@contextmanager
def sentences() -> Generator[None]:
    """What a member can mend is said in a sentence, and the exit status is 2."""
    try:
        yield
    except tuple(SENTENCES) as error:
        said = next(say for kind, say in SENTENCES.items() if isinstance(error, kind))
        print(said(error), file=sys.stderr)
        sys.exit(2)


SENTENCES: dict[type[Exception], Callable[[Any], str]] = {
    Refused: lambda error: error.more.get("detail") or f"the server refuses: {error.name}",
    Resting: lambda error: f"your tokens rest until {_moment(error.ready)}",
    NoToken: lambda _: "no token for this here: `mimi tokens` fetches what you may have",
    NotMine: lambda _: "this vault has no key for it",
    WrongPassphrase: lambda _: "this is not the passphrase",
    NotSignedIn: lambda _: "nobody is signed in here: mimi sign-in NUMBER",
    Unsure: lambda _: (
        "no answer came, so it may have been told: before you write it again, look with "
        "`mimi mine` or `mimi thread` once it would be out"
    ),
    httpx2.TransportError: lambda _: "the server does not answer; nothing is lost",
    Unusable: str,
}


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")
