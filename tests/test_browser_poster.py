"""An invite becomes a poster on one A4 page, and the last invite of a day says so."""

import re
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Page, expect

from tests.browser import chromium, phone, served
from tests.test_browser import EN, SHOTS, ZH, sign_in
from tests.test_browser_lock import everything

CLASS = "Class 3, the evening group"
NARROW = 320


async def invites(page: Page, kind: str, make: str) -> None:
    await page.goto("/#/friends/invite")
    await page.reload()
    await page.get_by_text(kind, exact=True).click()
    await page.get_by_role("button", name=make).click()


async def test_an_invite_is_printed(tmp_path: Path, database_url: str) -> None:
    SHOTS.mkdir(exist_ok=True)
    async with (
        served(tmp_path, database_url, CAPS__INVITES_PER_DAY="2") as server,
        chromium() as browser,
        phone(browser, server.url, "en-GB") as page,
    ):
        sent: list[str] = []
        page.on("request", lambda request: sent.append(f"{request.url} {request.post_data}"))
        await sign_in(page, 5, EN)
        await invites(page, "One person", "Make the invite")
        await expect(page.get_by_role("img", name="QR code of the invite")).to_be_visible()
        await expect(page.get_by_role("link", name="Make a poster")).to_have_count(0)
        await invites(page, "A group", "Make the invite")
        link = await page.locator(".link-text").inner_text()
        code = await page.locator(".qr path").get_attribute("d")
        await page.get_by_role("link", name="Make a poster").click()
        await page.get_by_label("Name of the group").fill(CLASS)
        poster = page.get_by_role("article", name="Poster")
        await expect(poster).to_contain_text("说出来，没人知道是你")
        await expect(poster).to_contain_text("Say it, and nobody knows it was you")
        await expect(poster).to_contain_text(re.compile(r"Until \w+ \d+"))
        await expect(poster).to_contain_text(CLASS)
        await expect(poster).to_contain_text(link)
        assert await poster.locator(".qr path").get_attribute("d") == code
        await is_one_page(page)
        await fits(page)
        assert not any(CLASS in one for one in sent)
        assert CLASS not in await everything(page)
        await page.reload()
        await expect(poster).not_to_contain_text(CLASS)
        again = await page.context.new_page()  # the other one was zoomed as its width changed
        await invites(again, "A group", "Make the invite")
        await expect(again.get_by_role("alert")).to_contain_text("enough invites for today")
        await again.screenshot(path=SHOTS / "invites-enough.png")


async def is_one_page(page: Page) -> None:
    """On paper the poster is all there is."""
    await page.emulate_media(media="print", color_scheme="dark")
    await page.set_viewport_size({"width": 794, "height": 1123})
    shot = await page.screenshot(path=SHOTS / "poster-print.png")
    with Image.open(BytesIO(shot)) as paper:
        assert paper.convert("L").getpixel((5, 5)) == 255  # white, whatever the phone's theme is
    for words in ("Print, or save as PDF", "Name of the group (optional)", "Back"):
        found = page.get_by_text(words).or_(page.get_by_role("button", name=words))
        await expect(found.first).to_be_hidden()
    await expect(page.get_by_role("article")).to_be_visible()
    pdf = await page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    [box] = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf))
    assert [round(float(side) / 72 * 25.4) for side in box] == [210, 297]
    await page.emulate_media(media="screen", color_scheme="light")


async def fits(page: Page) -> None:
    """Nothing of it is cut off, on the narrowest phone either."""
    for width in (390, NARROW):
        await page.set_viewport_size({"width": width, "height": 700})
        over = await page.locator(".poster").evaluate(
            "(one) => one.scrollHeight - one.clientHeight"
        )
        assert over <= 0
        assert await page.evaluate("document.documentElement.scrollWidth") == width
        await page.screenshot(path=SHOTS / f"poster-{width}.png", full_page=True)


async def test_only_an_own_invite_for_a_group_becomes_one(
    tmp_path: Path, database_url: str
) -> None:
    async with (
        served(tmp_path, database_url) as server,
        chromium() as browser,
        phone(browser, server.url, "zh-CN") as page,
    ):
        await sign_in(page, 5, ZH)
        await page.goto("/#/friends/poster/AAAAAAAAAAAAAAAAAAAAAA")
        await expect(page.get_by_text("这台设备上没有这个邀请")).to_be_visible()
        await expect(page.get_by_role("article")).to_have_count(0)
