"""What goes over the wire when a phone visits: `python -m bench.network [FOLDER]` (wants Chromium).

FOLDER: of photos, for each fourth secret; else no secret has one.

A proxy between browser and server counts every byte of both directions, heads and all, but for what
TLS would add. The browser takes Brotli, as it does of any server on localhost or with HTTPS.
"""

import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import BrowserContext, Page

from bench.database import database
from bench.page import SMALL, settle
from tests.browser import PHONE, chromium, served

QUIET = 3_000  # milliseconds after which a visit has fetched what it wants
SCREENS = 6  # scrolled down at a visit
THREADS = 3
FINE = 3  # pixels of the screen for one of the page


@dataclass
class Wire:
    """A proxy of its own port, and what has passed through it since it was last asked."""

    port: int
    up: int = 0
    down: int = 0
    url: str = ""

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back, there = await asyncio.open_connection("127.0.0.1", self.port)
        await asyncio.gather(self._pump(reader, there, "up"), self._pump(back, writer, "down"))

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: str
    ) -> None:
        try:
            while chunk := await reader.read(65_536):
                setattr(self, way, getattr(self, way) + len(chunk))
                writer.write(chunk)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()

    def said(self, what: str) -> None:
        print(f"{what:<44} {self.down:>9,} down {self.up:>8,} up", flush=True)
        self.up = self.down = 0


@asynccontextmanager
async def wire(url: str) -> AsyncGenerator[Wire]:
    counted = Wire(int(url.rsplit(":", 1)[1]))
    server = await asyncio.start_server(counted.carry, "127.0.0.1", 0)
    async with server:
        counted.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield counted


async def measure(folder: Path, database_url: str) -> None:
    async with (
        served(folder, database_url, **SMALL) as server,
        wire(server.url) as counted,
        chromium() as browser,
    ):
        context = await browser.new_context(
            base_url=counted.url,
            viewport=PHONE,
            device_scale_factor=FINE,
            locale="en-GB",
            has_touch=True,
            is_mobile=True,
        )
        await visit(context, "/")
        counted.said("a stranger's first page, with the shell")
        await visit(context, "/")
        counted.said("the same page again")
        await settle(server, context, photos())
        counted.said("joining: code, numbers, tokens")
        for what in ("first visit of a member", "second visit of the day"):
            page = await visit(context, "/#/feed")
            await read(page)
            await page.close()
            counted.said(what)


def photos() -> list[bytes]:
    return (
        [path.read_bytes() for path in sorted(Path(sys.argv[1]).iterdir())] if sys.argv[1:] else []
    )


async def visit(context: BrowserContext, path: str) -> Page:
    """Until nothing more is fetched; the service worker fetches the shell meanwhile."""
    page = await context.new_page()
    await page.goto(path)
    await page.wait_for_timeout(QUIET)
    if path == "/":
        await page.close()
    return page


async def read(page: Page) -> None:
    """Scrolls some screens, and looks into threads."""
    for _ in range(SCREENS):
        await page.mouse.wheel(0, PHONE["height"])
        await page.wait_for_timeout(QUIET // 10)
    secrets = await page.evaluate(
        "[...document.querySelectorAll('a[href*=\"#/secret/\"]')].map(one => one.hash)"
    )
    for secret in list(dict.fromkeys(secrets))[:THREADS]:
        await page.goto(f"/{secret}")
        await page.wait_for_timeout(QUIET // 10)
    await page.wait_for_timeout(QUIET)


def main() -> None:
    with TemporaryDirectory(prefix="mimi-bench-") as folder, database(Path(folder)) as url:
        asyncio.run(measure(Path(folder), url))


if __name__ == "__main__":
    main()
