"""A phone without a network, and a browser that refuses the service worker."""

import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, Page, expect

from mimi.client import Device
from mimi.town.numbers import number
from tests.access import WEB
from tests.browser import DAY, PHONE, Served, chromium, eventually, served
from tests.test_browser import EN, sends, sign_in

MATES, ME = range(4), 100
SMALL = {"CIRCLE__K": "4", "CIRCLE__FULL": "5", "CIRCLE__MOST": "8"}
READ = "I still sleep with the light on."
WRITTEN = "I wrote this in a tunnel."
HALF = "Half a word in another tab"
CACHED = """async () => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const kept = await Promise.all(caches_.map((one) => one.keys()));
    return kept.flat().map(({ url }) => new URL(url).pathname);
}"""
CONTROLLED = """() => new Promise((done) => {
    if (navigator.serviceWorker.controller) done();
    navigator.serviceWorker.addEventListener("controllerchange", () => done());
})"""
KEPT = """async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name);
    const read = (name) => new Promise((resolve) => {
        indexedDB.open(name).onsuccess = ({ target: { result } }) => {
            const all = result.transaction("things").objectStore("things").getAll();
            all.onsuccess = () => { resolve(JSON.stringify(all.result)); result.close(); };
        };
    });
    return (await Promise.all(names.map(read))).join("");
}"""


@asynccontextmanager
async def phone_of(
    browser: Browser, server: Served, workers: Literal["allow", "block"]
) -> AsyncGenerator[Page]:
    context = await browser.new_context(
        base_url=server.url, viewport=PHONE, locale="en-GB", service_workers=workers
    )
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    await context.close()
    assert errors == []


async def comes_in(server: Served, page: Page) -> list[Device]:
    """Some mates, and one secret of the circle is there to be read, and this member may tell."""
    mates = [await server.member(mate, [*MATES, ME]) for mate in MATES]
    await sign_in(page, ME, EN)
    await page.goto("/#/friends/numbers")
    await page.get_by_role("textbox").fill("\n".join(number(mate) for mate in MATES))
    async with page.expect_response("**/v1/contacts"):
        await page.get_by_role("button", name=EN["look"]).click()
    for _ in range(9):
        await server.wait(DAY)
    for mate in mates:
        await mate.fetch_tokens()
    await mates[0].tell(READ)
    await server.editions()
    await page.goto("/#/feed")
    async with page.expect_response("**/v1/bulletin"):
        await page.reload()
    await expect(page.get_by_text(READ)).to_be_visible()
    return mates


async def test_a_tunnel(tmp_path: Path, database_url: str) -> None:
    """What was read can be read, what is written is kept and sent; signing out leaves nothing."""
    async with (
        served(tmp_path, database_url, **SMALL) as server,
        chromium() as browser,
        phone_of(browser, server, "allow") as page,
    ):
        await comes_in(server, page)
        await page.evaluate(CONTROLLED)
        await keeps(page, READ)
        await page.context.set_offline(True)
        await page.reload()
        await expect(page.get_by_text("Offline: you are reading what you had")).to_be_visible()
        await expect(page.get_by_text(READ)).to_be_visible()
        await tells(page)
        await page.reload()
        await page.goto("/#/mine")
        await expect(page.get_by_text(WRITTEN)).to_be_visible()
        await page.clock.install()
        assert (await sends(page, page.context.set_offline(False))).status == 202
        await expect(page.get_by_text("Offline: you are reading")).to_have_count(0)
        await keeps_only_the_shell(page)
        await leaves_nothing(page)


async def keeps(page: Page, words: str) -> None:
    """In one of its stores, in a moment."""

    async def there() -> bool:
        return words in await page.evaluate(KEPT)

    await eventually(there)


async def tells(page: Page) -> None:
    await page.goto("/#/tell")
    await page.get_by_label("Your secret").fill(WRITTEN)
    await page.get_by_role("button", name="Let it go").click()
    await expect(page.locator(".told")).to_be_visible()


async def keeps_only_the_shell(page: Page) -> None:
    """No answer of the server, no photo, no address that says what was opened."""
    cached = await page.evaluate(CACHED)
    assert "/" in cached
    assert all(path == "/" or path.startswith("/page/") for path in cached), cached
    assert READ in await page.evaluate(KEPT)


async def leaves_nothing(page: Page) -> None:
    """Nor does another tab, in which somebody was writing, write anything back."""
    other = await page.context.new_page()
    await other.goto("/#/tell")
    await other.get_by_label("Your secret").fill(HALF)
    await keeps(page, HALF)
    await page.goto("/#/settings")
    await page.get_by_role("button", name="Sign out").click()
    await page.get_by_role("button", name="Sign this device out").click()
    await expect(page.get_by_role("button", name=EN["start"])).to_be_visible()
    kept = await page.evaluate(KEPT)
    assert READ not in kept
    assert WRITTEN not in kept
    await expect(other.get_by_role("button", name=EN["start"])).to_be_visible()
    kept = await page.evaluate(KEPT)
    assert HALF not in kept
    assert number(ME) not in kept


async def test_a_browser_that_refuses_the_service_worker(tmp_path: Path, database_url: str) -> None:
    """As those inside other apps: all works but opening the page without a network."""
    async with (
        served(tmp_path, database_url, **SMALL) as server,
        chromium() as browser,
        phone_of(browser, server, "block") as page,
    ):
        await comes_in(server, page)
        assert await page.evaluate(CACHED) == []
        await page.wait_for_load_state("networkidle")
        await page.context.set_offline(True)
        await tells(page)
        await page.clock.install()
        assert (await sends(page, page.context.set_offline(False))).status == 202


async def test_a_new_version_waits_until_it_is_wanted(tmp_path: Path, database_url: str) -> None:
    folder = tmp_path / "page"
    shutil.copytree(WEB / "dist", folder)
    async with (
        served(tmp_path, database_url, PAGE=str(folder)) as server,
        chromium() as browser,
        phone_of(browser, server, "allow") as page,
    ):
        await page.goto("/")
        await page.evaluate(CONTROLLED)
        old = await page.evaluate("caches.keys()")
        worker = folder / "sw.js"
        worker.write_text(worker.read_text().replace(old[0], "mimi-newer"))
        await page.reload()
        await expect(page.get_by_text("A new version is ready")).to_be_visible()
        other = await page.context.new_page()
        await other.goto("/")
        await other.wait_for_load_state("networkidle")  # the old worker answers it to the end
        for tab in (page, other):
            await tab.evaluate("document.body.dataset.old = 1")
        await page.get_by_role("button", name="Use it now").click()
        for tab in (page, other):
            await expect(tab.locator("body[data-old]")).to_have_count(0)
        await expect(page.get_by_role("button", name=EN["start"])).to_be_visible()
        assert await page.evaluate("caches.keys()") == ["mimi-newer"]
