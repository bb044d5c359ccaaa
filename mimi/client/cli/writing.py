"""Telling and answering: nothing that says who is sent with it."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

from cyclopts import Parameter

from mimi.client.cli.running import FILE, At, app, asked, with_device
from mimi.client.device import Device
from mimi.client.writing import Options


@app.command
def tokens(*, device: At = FILE) -> None:
    """Fetch what you may write with, and ask back for what has come back; it rests for an hour."""

    async def upkeep(one: Device) -> int:
        await one.fetch_tokens()
        await one.claim_one()
        return len(one.wallet.unspent)

    print(f"{with_device(device, upkeep)} tokens")


@app.command
def tell(
    text: str = "",
    *,
    photo: Path | None = None,
    look: str = "",
    options: Annotated[Options | None, Parameter(name="*")] = None,
    device: At = FILE,
) -> None:
    """Tell a secret; prints the id that it will have once its edition is out.

    Without TEXT it is asked for: what stands in a command stays in the history of the shell.
    """
    said = text or asked("Your secret: ")
    picture = photo.read_bytes() if photo else None
    print(with_device(device, lambda one: one.tell(said, look, picture, **(options or {}))))


@app.command
def comment(
    secret: UUID,
    text: str = "",
    *,
    reply_to: UUID | None = None,
    badge: bool = False,
    device: At = FILE,
) -> None:
    """Answer a secret that you are near to; --badge: as its author, from the night on."""
    said = text or asked("Your answer: ")

    async def say(one: Device) -> UUID:
        return await one.comment(await one.card(secret), said, badge, reply_to)

    print(with_device(device, say))


@app.command
def mine(*, device: At = FILE) -> None:
    """What this vault told and wrote, as far as this device knows."""

    async def look(one: Device) -> list[str]:
        await one.find_told()
        return [line_of(one, item) for item in sorted(one.written)]

    for line in with_device(device, look):
        print(line)


def line_of(one: Device, item: UUID) -> str:
    secret = one.written[item].secret
    what = f"secret  {item}" if item == secret else f"comment {item} on {secret}"
    return f"{what}, perhaps: no answer came" if item in one.unsure else what


@app.command
def take_back(secret: UUID, comment: UUID | None = None, *, device: At = FILE) -> None:
    """Take an own secret back, or an own comment on one; gone after the night."""
    with_device(
        device,
        lambda one: one.remove_comment(secret, comment) if comment else one.remove_secret(secret),
    )
