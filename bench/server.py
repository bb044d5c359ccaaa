"""One server under load, in its own process: `python -m bench.server KIND DATA URL PORT`.

A kind is `app`, `plain` (the app without its shelf) or `bare`."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import msgspec
from litestar.datastructures import State

from bench import town
from bench.bare import Bare
from mimi import serve
from mimi.app import make_app, make_kit

if __name__ == "__main__":
    kind, data, url, port = sys.argv[1:]
    settings = town.settings(Path(data), int(port))
    if kind == "plain":
        settings = msgspec.structs.replace(settings, feed_memory=0)
    kit = make_kit(settings, url)
    app: Any = Bare(url, kit.keys) if kind == "bare" else make_app(kit)
    if kind == "bare":
        app.state = State({"kit": kit})  # whose chimes end when it stops
    asyncio.run(serve.listen(settings, app))
