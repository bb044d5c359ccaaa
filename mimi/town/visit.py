"""A town let into a server, and how to join it in a browser."""

import httpx2
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from mimi.town.graph import Graph
from mimi.town.life import Summary, Town


def progress() -> Progress:
    columns = TextColumn("{task.description:>16}"), BarColumn(), MofNCompleteColumn()
    return Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True))


async def live_at(url: str, graph: Graph, code: str, seed: str) -> Summary:
    """A life on the server at this address. Raises TownError."""
    async with httpx2.AsyncClient(base_url=url, timeout=60, trust_env=False) as http:
        with progress() as bars:
            return await Town(http, graph, code, seed=seed, progress=bars).live()


def show(summary: Summary) -> None:
    say = Console(highlight=False, soft_wrap=True).print
    say(f"{summary.members} members, {summary.friendships} friendships, {summary.secrets} secrets")
    say(f"{summary.likes} likes, {summary.comments} comments, {summary.public} public by now")
    for known in summary.sign_ins:
        say(f"a member     {known.number}\n  its words  {known.words}")
    say(f"newcomers    {', '.join(summary.newcomers)}")
    say(f"who have     {' '.join(summary.contacts)}")
