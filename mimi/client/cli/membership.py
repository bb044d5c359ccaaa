"""Signing in, and friends."""

import asyncio
from getpass import getpass
from pathlib import Path
from typing import Any

import httpx2

from mimi.client.cli.running import FILE, At, app, asked, kept, over, sentences, with_device
from mimi.client.device import Device
from mimi.client.state import DeviceFile, Unusable, of_device
from mimi.client.vault import Vault


@app.command
def sign_in(
    number: str,
    *,
    server: str = "http://127.0.0.1:8000",
    code: str = "",
    words: bool = False,
    device: At = FILE,
) -> None:
    """Register, or come back, with a phone number and the code that is sent to it.

    --code: one that is there already; else one is sent and asked for.
    --words: asks for the twelve words of a vault that you have; without, a new one is made.
    """
    with sentences():
        file = DeviceFile(device)
        with file.held():
            if file.exists():
                raise Unusable(f"{device} has a device already: sign out, or give --device")
            seed = _seed_of(getpass("Your twelve words: ")) if words else None
            if not code:
                asyncio.run(over(server, lambda http: Device(http).ask_code(number)))
            code = code or asked("The code: ")
            file.write(asyncio.run(over(server, lambda http: _entered(http, seed, number, code))))


async def _entered(
    http: httpx2.AsyncClient, seed: bytes | None, number: str, code: str
) -> dict[str, Any]:
    one = Device(http, seed)
    answer = await one.sign_in(number, code, "a command line")
    if answer["state"] == "waiting":
        print(f"Waiting: it opens in {answer['opens_in_days']} days, or by your old device.")
    else:
        print("Signed in. `mimi words` shows the words that bring you back: write them down.")
    return of_device(one, str(http.base_url))


def _seed_of(words: str) -> bytes:
    try:
        return Vault.from_words(words.strip().lower()).seed
    except ValueError:
        raise Unusable("these are not the twelve words of a vault") from None


@app.command
def sign_out(*, device: At = FILE) -> None:
    """End the session and remove the file: without the words, your own secrets are lost to you."""
    with_device(device, lambda one: one.sign_out())
    device.unlink()


@app.command
def words(*, device: At = FILE) -> None:
    """The twelve words of the vault."""
    with sentences(), kept(device) as (_, state):
        print(Vault(bytes.fromhex(state["seed"])).words)


@app.command
def lock(*, device: At = FILE) -> None:
    """Seal the file under a passphrase, asked for at every command; an empty one unseals it."""
    with sentences(), kept(device) as (file, _):
        file.passphrase = getpass("The new passphrase: ")


@app.command
def contacts(file: Path, *, device: At = FILE) -> None:
    """Look for friends by their numbers, one a line; the file replaces those sent before."""
    numbers = file.read_text().split("\n")
    answer = with_device(device, lambda one: one.upload_contacts([n for n in numbers if n.strip()]))
    print(f"{answer['accepted']} numbers taken, {len(answer['refused'])} not understood")


@app.command
def invite(*, group: bool = False, device: At = FILE) -> None:
    """Make an invite for a friend, or with --group for many."""
    print(with_device(device, lambda one: one.invite("group" if group else "one")))


@app.command
def accept(invite: str, *, device: At = FILE) -> None:
    """Accept a friend's invite."""
    with_device(device, lambda one: one.accept(invite))


@app.command
def gate(*, device: At = FILE) -> None:
    """Whether you have enough friends here, and roughly how many."""
    found = with_device(device, lambda one: one.gate())
    print(f"{'open' if found['open'] else 'not yet'}: {found['friends']} friends")
