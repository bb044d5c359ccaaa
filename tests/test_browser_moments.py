"""Small moments: a picture to pass on, what another app shares, the home screen, keys, a swipe."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from itertools import product
from pathlib import Path
from time import time
from typing import Any

import pytest
from PIL import Image
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser import Served, chromium, eventually, keys_are_there, phone, served
from tests.test_browser import EN, SHOTS, ZH, sign_in
from tests.test_browser_feed import card, feed
from tests.test_browser_lock import kept
from tests.test_browser_offline import CONTROLLED

WHO, OTHER = 7, 8
SHARING = """<form action="%s/shared" method="post" enctype="multipart/form-data">
    <input name="title" value="A line"><input name="text" value="%s"><input name="url" value="">
    <input name="photo" type="file"><button>Share</button></form>"""
OFFER = """() => {
    const offer = new Event("beforeinstallprompt", { cancelable: true });
    offer.prompt = async () => { window.asked = true; };
    dispatchEvent(offer);
    return offer.defaultPrevented;
}"""


@pytest.fixture
async def server(tmp_path: Path, database_url: str) -> AsyncIterator[Served]:
    SHOTS.mkdir(exist_ok=True)
    async with served(tmp_path, database_url) as server:
        yield server


@asynccontextmanager
async def reading(
    browser: Browser, server: Served, language: str, who: int = WHO
) -> AsyncGenerator[Page]:
    """Somebody before a feed whose first secret is public and whose second is not."""
    words, read = (EN, "Read") if language == "en-GB" else (ZH, "看")
    async with phone(browser, server.url, language) as page:
        await page.route("**/v1/feed*", feed)
        await page.route("**/like", lambda route: route.fulfill(status=204))
        await sign_in(page, who, words)
        await page.get_by_role("link", name=read, exact=True).click()
        await expect(page.get_by_role("article").first).to_be_visible()
        yield page


async def picture(page: Page, more: str, pass_on: str) -> bytes:
    await page.get_by_role("article").first.get_by_role("button", name=more).click()
    async with page.expect_download() as download:
        await page.get_by_role("button", name=pass_on).click()
    assert (await download.value).suggested_filename == "mimi.jpg"
    return (await (await download.value).path()).read_bytes()


async def test_a_picture_says_nothing_of_who_passes_it_on(server: Served) -> None:
    """To the byte the same from a phone in Chinese, dark and with large letters."""
    async with chromium() as browser:
        async with reading(browser, server, "en-GB") as page:
            made = await picture(page, "More", "Share as a picture")
            await page.get_by_role("article").nth(1).get_by_role("button", name="More").click()
            await expect(page.get_by_text("once everybody may see it")).to_be_visible()
            await expect(page.get_by_role("button", name="Share as a picture")).to_have_count(0)
        async with reading(browser, server, "zh-CN", OTHER) as page:
            await page.emulate_media(color_scheme="dark")
            await page.evaluate("document.documentElement.dataset.text = 'larger'")
            await page.set_viewport_size({"width": 320, "height": 700})
            other = await picture(page, "更多", "作为图片分享")
    (SHOTS / "picture.jpg").write_bytes(made)
    assert made == other
    assert str(card(0)["secret"]).encode() not in made
    with Image.open(BytesIO(made)) as image:
        assert image.size == (1080, 1920)
        plain = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "icc_profile"}
        assert set(image.info) <= plain, "more than how to show its pixels"
        assert len(image.getcolors(2**21) or []) > 500, "nothing is drawn"


async def test_what_another_app_shares_reaches_the_composer_alone(server: Served) -> None:
    """Without a network, so that nothing of it can have gone to the server; a draft is not lost."""
    async with chromium() as browser, phone(browser, server.url, "en-GB") as page:
        await sign_in(page, WHO, EN)
        await page.evaluate(CONTROLLED)
        await page.wait_for_load_state("networkidle")
        await page.context.set_offline(True)
        await share(page, server, "of another app", picture_file())
        box = page.get_by_label("Your secret")
        await expect(box).to_have_value("A line\nof another app")
        await expect(page.locator(".stage .photo.shown")).to_be_visible()

        async def is_a_draft() -> bool:
            stores = {one["name"]: one for one in await kept(page)}
            there = "of another app" in stores["mimi-draft"]["things"]
            return there and not stores["mimi-shared"]["keys"]

        await eventually(is_a_draft)
        await share(page, server, "a second", None)
        await expect(page.get_by_text("you have a draft")).to_be_visible()
        await page.screenshot(path=SHOTS / "shared-en.png")
        await page.get_by_role("button", name="Keep the draft").click()
        await expect(box).to_have_value("A line\nof another app")
        await share(page, server, "a third", None)
        await page.get_by_role("button", name="Use it and drop the draft").click()
        await expect(box).to_have_value("A line\na third")
        await expect(page.locator(".stage .photo")).to_have_count(0)


def picture_file() -> dict[str, Any]:
    file = BytesIO()
    Image.new("RGB", (64, 64), "teal").save(file, "PNG")
    return {"name": "x.png", "mimeType": "image/png", "buffer": file.getvalue()}


async def share(page: Page, server: Served, text: str, photo: dict[str, Any] | None) -> None:
    """As a phone does it: a form that comes from nowhere."""
    await page.goto("about:blank")
    await page.set_content(SHARING % (server.url, text))
    if photo:
        await page.locator("input[type=file]").set_input_files([photo])  # pyright: ignore[reportArgumentType]
    await page.get_by_role("button", name="Share").click()
    await page.wait_for_url("**/#/tell/shared")


async def test_it_can_be_put_on_the_home_screen(server: Served) -> None:
    async with chromium() as browser, phone(browser, server.url, "en-GB") as page:
        await sign_in(page, WHO, EN)
        devtools = await page.context.new_cdp_session(page)
        manifest = await devtools.send("Page.getAppManifest")
        assert manifest["errors"] == []
        assert '"share_target"' in manifest["data"]
        assert await page.evaluate(OFFER), "the browser would ask in the middle of something"
        await page.goto("/#/tell")
        await page.get_by_label("Your secret").fill("…")
        await page.get_by_role("button", name="Let it go").click()
        await page.get_by_role("button", name="Put it there").click()
        assert await page.evaluate("window.asked")
        await expect(page.get_by_role("button", name="Put it there")).to_have_count(0)


async def test_keys_do_what_buttons_do_and_can_be_turned_off(server: Served) -> None:
    async with chromium() as browser, reading(browser, server, "en-GB") as page:
        await keys_are_there(page)
        await page.keyboard.press("j")
        await page.keyboard.press("j")
        second = page.get_by_role("article").nth(1)
        await expect(second).to_be_focused()
        await page.keyboard.press("l")
        await expect(second.locator(".like")).to_have_attribute("aria-pressed", "true")
        await page.keyboard.press("m")
        await expect(page.get_by_role("dialog", name="Why do I see this?")).to_be_visible()
        await page.keyboard.press("Escape")
        await goes_by_the_palette(page)
        await page.keyboard.press("?")
        await page.wait_for_timeout(500)  # it fades in, for the picture
        await page.screenshot(path=SHOTS / "keys-en.png")
        await page.get_by_role("checkbox", name="Single letters").uncheck()
        await page.keyboard.press("Escape")
        await page.keyboard.press("n")
        await page.keyboard.press("Control+k")
        await expect(page.get_by_role("combobox")).to_be_visible()
        assert "tell" not in page.url


async def goes_by_the_palette(page: Page) -> None:
    await page.keyboard.press("Control+k")
    await expect(page.get_by_role("combobox")).to_be_focused()
    await page.wait_for_timeout(500)
    await page.screenshot(path=SHOTS / "palette-en.png")
    await page.keyboard.type("invite")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1, name="Invite")).to_be_focused()
    await page.keyboard.press("Control+k")
    await expect(page.get_by_role("combobox")).to_be_focused()
    await page.keyboard.type("hide")
    options = page.get_by_role("option")
    await expect(options).to_have_text(["Lock and hide"])  # without a lock there is no cover
    await page.get_by_role("combobox").fill("")
    await page.keyboard.type("read")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article").first).to_be_visible()


async def test_a_swipe_opens_the_menu_and_two_taps_like(server: Served) -> None:
    async with chromium() as browser, reading(browser, server, "en-GB") as page:
        await page.evaluate("navigator.vibrate = (ms) => (window.felt = (window.felt ?? 0) + ms)")
        first = page.get_by_role("article").first
        await two_taps(page, first.locator(".words"))
        await expect(first.locator(".like")).to_have_attribute("aria-pressed", "true")
        assert await page.evaluate("window.felt") > 0
        await swipe(page, to=120, down=300)
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await page.evaluate("scrollTo(0, 0)")
        await swipe(page, to=120, down=10)
        await expect(page.get_by_role("dialog", name="Why do I see this?")).to_be_visible()


async def two_taps(page: Page, where: Locator) -> None:
    """A tenth of a second apart by the finger's clock, however slow this machine is."""
    box = await where.bounding_box()
    assert box
    finger = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    devtools = await page.context.new_cdp_session(page)
    began = time()
    for at, (kind, points) in product((0.0, 0.1), (("touchStart", [finger]), ("touchEnd", []))):
        touch = {"type": kind, "touchPoints": points, "timestamp": began + at}
        await devtools.send("Input.dispatchTouchEvent", touch)


async def swipe(page: Page, to: int, down: int) -> None:
    """A finger to the left, and down by so much."""
    devtools = await page.context.new_cdp_session(page)
    for step in range(9):
        at = {"x": 300 - (300 - to) * step // 8, "y": 300 + down * step // 8}
        kind = "touchStart" if step == 0 else "touchMove"
        await devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [at]})
    await devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
