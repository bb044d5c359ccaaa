"""Towns of made-up people, to try it with."""

import asyncio
from pathlib import Path

from mimi import demo as demo_town
from mimi.commands.sentences import sentences
from mimi.settings import load
from mimi.town import graph
from mimi.town.visit import live_at, show


def demo(*, members: int = demo_town.MEMBERS) -> None:
    """A town to try, filled at the first start."""
    with sentences():
        demo_town.run(load(), members)


def town(
    *,
    edges: Path | None = None,
    members: int = 120,
    url: str = "",
    code: str = "",
    seed: str = "town",
) -> None:
    """Let a town live on a running server on loopback whose clock is moved by hand.

    --edges: a file of friendships, `a b` a line; without it a town of --members is grown.
    --url and --code: of the server, by default as in the settings.
    """
    with sentences():
        settings = load()
        friends = graph.read(edges) if edges else graph.grow(members, seed)
        show(asyncio.run(live_at(url or settings.url, friends, code or settings.fixed_code, seed)))
