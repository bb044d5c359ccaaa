"""A real browser at the width of a phone, and a real server process for it to talk to."""

import os
import shutil
import socket
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random
from subprocess import DEVNULL, Popen

import anyio
import httpx2
from playwright.async_api import Browser, Locator, Page, ViewportSize, async_playwright, expect

from mimi.client import Device
from mimi.town.numbers import number
from tests.conftest import CODE, MONDAY

DAY, EDITION = 86_400, 4 * 3600
SLOW = float(os.environ.get("MIMI_TEST_SLOW", "0"))  # times; 0 is as fast as it goes
PORTS = count(20_000 + os.getpid() * 61 % 12_000)  # other workers begin elsewhere
PHONE: ViewportSize = {"width": 390, "height": 844}
expect.set_options(timeout=20_000)  # milliseconds: a busy machine is slow, not wrong
FLAGS = [
    "--no-sandbox",  # Chromium's own refuses to run as root, as in a container
    "--disable-gpu",
    "--disable-background-networking",  # nothing leaves this machine
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass
class Served:
    """A server on a socket, and what a test needs to move its clock and fill it with members."""

    url: str
    http: httpx2.AsyncClient

    async def wait(self, seconds: int) -> None:
        answer = await self.http.post("/v1/clock", json={"seconds": seconds})
        assert answer.status_code == 200, answer.text

    async def editions(self) -> None:
        """All that was told comes out."""
        for _ in range(4):
            await self.wait(EDITION)

    async def member(self, index: int, contacts: Iterable[int]) -> Device:
        device = Device(self.http, chance=Random(index))
        await device.sign_in(number(index), CODE)
        await device.upload_contacts([number(other) for other in contacts])
        return device


def free_port() -> int:
    """None of those that the system gives to whoever asks for any: a connection of somebody else's
    could have it before the server does.
    """
    while True:
        port = next(PORTS)
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port


def environment(data: Path, database_url: str, port: int) -> dict[str, str]:
    """A rehearsal with the default circle, and enough tokens to fill a feed quickly."""
    settings = {
        "DATA": str(data),
        "DATABASE_URL": database_url,
        "PORT": str(port),
        "PAGE": str(Path(__file__).parent.parent / "web/dist"),
        "CLOCK": "manual",
        "CLOCK_START": str(MONDAY),
        "SEED": "browser",
        "FIXED_CODE": CODE,
        "RHYTHM__TOKEN_REST": "0",
        "CAPS__POST_TOKENS": "15",
        "CAPS__CODES_PER_ADDRESS": "100000",
    }
    ours = {name: value for name, value in os.environ.items() if not name.startswith("MIMI_TEST_")}
    return ours | {f"MIMI_{name}": value for name, value in settings.items()}


@asynccontextmanager
async def served(data: Path, database_url: str, **more: str) -> AsyncGenerator[Served]:
    """`mimi serve` as an operator starts it; `more` are settings as in the environment."""
    port = free_port()
    env = environment(data, database_url, port) | {f"MIMI_{k}": v for k, v in more.items()}
    server = Popen(  # noqa: ASYNC220 - it starts at once; waiting is done below
        [str(Path(sys.executable).parent / "mimi"), "serve"], env=env, stdout=DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        async with httpx2.AsyncClient(base_url=url, timeout=60) as http:
            await _until_it_answers(http, server)
            yield Served(url, http)
    finally:
        server.terminate()
        try:
            server.wait(120)  # a hang, not slowness: it was a quarter of an hour
        finally:
            server.kill()


async def _until_it_answers(http: httpx2.AsyncClient, server: Popen[bytes]) -> None:
    with anyio.fail_after(300):
        while server.poll() is None:
            try:
                await http.get("/v1/place")
                return
            except httpx2.TransportError:
                await anyio.sleep(0.1)
    raise AssertionError(f"the server ended: {server.returncode}")


@asynccontextmanager
async def chromium() -> AsyncGenerator[Browser]:
    path, node = shutil.which("chromium"), shutil.which("node")
    assert path, "the browser tests need Chromium: make browser"
    assert node, "the browser tests need Node 20"
    # Playwright's own Node wants a library that a fresh Debian has not
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = node
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        await browser.close()


@asynccontextmanager
async def phone(browser: Browser, url: str, language: str) -> AsyncGenerator[Page]:
    """Somebody's phone, with a page that must not complain of anything on its console."""
    context = await browser.new_context(
        base_url=url, viewport=PHONE, locale=language, has_touch=True, is_mobile=True
    )
    context.set_default_timeout(60_000)  # milliseconds
    page = await context.new_page()
    await _slow_down(page)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    await context.close()
    assert errors == []


async def _slow_down(page: Page) -> None:
    """MIMI_TEST_SLOW=6: a processor six times slower. It finds tests that take for granted that
    something is already there.
    """
    if SLOW:
        devtools = await page.context.new_cdp_session(page)
        await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOW})


async def by_key(page: Page, key: str, opened: Locator) -> None:
    """Presses the key until it opens what it opens: keys come after the screens."""

    async def there() -> bool:
        if not await opened.is_visible():
            await page.keyboard.press(key)
        return await opened.is_visible()

    await eventually(there)


async def keys_are_there(page: Page) -> None:
    dialog = page.get_by_role("dialog")
    await by_key(page, "?", dialog)
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)


async def import_contacts(page: Page, *files: Path) -> None:
    """Who is signed in brings address books (.vcf, .csv) and looks for all who are in them."""
    await page.goto("/#/friends/numbers")
    await page.locator("input[type=file]").set_input_files(files)
    await expect(page.get_by_role("status")).to_be_visible()
    async with page.expect_response("**/v1/contacts") as answer:
        await page.locator("form button.primary").click()
    assert (await answer.value).status == 200


async def eventually(holds: Callable[[], Awaitable[bool]]) -> None:
    """Of what no locator can wait for. Raises TimeoutError."""
    with anyio.fail_after(20):
        while not await holds():  # noqa: ASYNC110 what is awaited is in the page
            await anyio.sleep(0.05)
