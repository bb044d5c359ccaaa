"""The commands: to serve and to try here, the others by what they are for in `mimi.commands`."""

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from cyclopts import App

from mimi import demo as demo_town
from mimi import doctor as physician
from mimi import openapi as description
from mimi import serve as server
from mimi.app import make_app, make_kit
from mimi.client.cli import app as member
from mimi.commands.attack import attack
from mimi.commands.care import care
from mimi.commands.graphs import circles, graphs
from mimi.commands.keeping import backup, keys, restore
from mimi.commands.people import bans, moderators, newcomers, roster
from mimi.commands.sentences import sentences
from mimi.settings import Settings, load
from mimi.town import graph
from mimi.town.visit import live_at, show

app = App(name="mimi", help="An anonymous network among friends.", version_flags=[])
app.update(member)  # sign-in, tell, feed and what else a member does
for command in (attack, backup, restore, newcomers):
    app.command(command)
for commands in (roster, moderators, bans, circles, graphs, keys, care):
    app.command(commands)


@app.command
def serve(*, reload: bool = False) -> None:
    """Serve until Ctrl-C; --reload starts anew when a file changes."""
    with sentences():
        settings = load()
        if reload:
            server.serve_again_on_change()
        else:
            server.serve(settings)


@app.command
def doctor() -> None:
    """Ask settings, database and every provider whether they are well; 1 when one is not."""
    with sentences():
        sys.exit(physician.run(load()))


@app.command
def demo(*, members: int = demo_town.MEMBERS) -> None:
    """A town to try, filled at the first start."""
    with sentences():
        demo_town.run(load(), members)


@app.command
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


@app.command
def openapi(file: Path = Path("docs/openapi.json")) -> None:
    """Write the description of the HTTP API."""
    with TemporaryDirectory() as data:
        nobody = make_kit(Settings(data=data), database_url="")
        file.write_bytes(description.document(make_app(nobody)))


if __name__ == "__main__":
    app()
