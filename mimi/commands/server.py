"""The server, whether it is well, and what it answers."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from mimi import doctor as physician
from mimi import openapi as description
from mimi import serve as server
from mimi.app import make_app, make_kit
from mimi.commands.sentences import sentences
from mimi.settings import Settings, load


def serve(*, reload: bool = False) -> None:
    """Serve until Ctrl-C; --reload starts anew when a file changes."""
    with sentences():
        settings = load()
        if reload:
            server.serve_again_on_change()
        else:
            server.serve(settings)


def doctor() -> None:
    """Ask settings, database and every provider whether they are well; 1 when one is not."""
    with sentences():
        sys.exit(physician.run(load()))


def openapi(file: Path = Path("docs/openapi.json")) -> None:
    """Write the description of the HTTP API."""
    with TemporaryDirectory() as data:
        nobody = make_kit(Settings(data=data), database_url="")
        file.write_bytes(description.document(make_app(nobody)))
