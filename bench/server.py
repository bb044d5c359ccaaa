"""One server under load, in its own process: `python -m bench.server app|bare DATA URL PORT`."""

import asyncio
import sys
from pathlib import Path
from typing import Any

from litestar.datastructures import State

from bench import town
from bench.bare import Bare
from mimi import serve
from mimi.app import make_app, make_kit

if __name__ == "__main__":
    kind, data, url, port = sys.argv[1:]
    settings = town.settings(Path(data), int(port))
    kit = make_kit(settings, url)
    app: Any = make_app(kit) if kind == "app" else Bare(url, kit.keys)
    if kind == "bare":
        app.state = State({"kit": kit})  # whose chimes end when it stops
    asyncio.run(serve.listen(settings, app))
