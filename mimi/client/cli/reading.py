"""Reading, liking and sharing."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from mimi.client.cli.running import FILE, At, app, with_device
from mimi.client.device import Device


@app.command
def feed(*, most: int = 20, device: At = FILE) -> None:
    """The newest secrets that you may see, in an order of your own."""

    async def look(one: Device) -> list[dict[str, Any]]:
        await one.fetch_tokens()  # as the page does when it is opened, so that they have rested
        return await one.read(most)

    for card in with_device(device, look):
        print(f"{_head(card)}\n{card['text']}\n")


@app.command
def thread(secret: UUID, *, device: At = FILE) -> None:
    """A secret and its answers."""

    async def look(one: Device) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        return await one.card(secret), await one.comments(secret)

    card, answers = with_device(device, look)
    print(f"{_head(card)}\n{card['text']}")
    for answer in answers:
        who = "the author" if answer["by_author"] else f"mask {answer['mask']}"
        print(f"\n  {answer['comment']}  {who}\n  {answer['text']}")


@app.command
def like(secret: UUID, *, undo: bool = False, device: At = FILE) -> None:
    """Like a secret, or with --undo no longer."""
    with_device(device, lambda one: one.unlike(secret) if undo else one.like(secret))


@app.command
def share(secret: UUID, *, device: At = FILE) -> None:
    """A link that opens for those who may see the secret."""
    print(with_device(device, lambda one: one.share(secret)))


def _head(card: dict[str, Any]) -> str:
    day = datetime.fromtimestamp(card["edition"], UTC).strftime("%Y-%m-%d %H:00 UTC")
    counts = f"{card['likes']} likes, {card['comments']} comments"
    where = "near" if card["near"] else "public" if card["public"] else "friends'"
    return f"{card['secret']}  {day}  {counts}  {where}{', photo' if card['photo'] else ''}"
