"""Thousands of cards in Chromium: what is drawn and kept stays as small as with a hundred.

MIMI_TEST_CARDS: how many; `make ci-slow` scrolls through 10,000.
"""

import json
import os
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from playwright.async_api import CDPSession, Page, Request, Route, expect

from mimi.town import stock
from tests.browser import chromium, eventually, keys_are_there, phone, served
from tests.conftest import MONDAY
from tests.test_browser import EN, SHOTS, sign_in

CARDS, PAGE = int(os.environ.get("MIMI_TEST_CARDS", "2000")), 40
WHO = 7
LINES = stock.secrets()
MEGABYTE = 1_000_000
FAST = 12  # screens a frame: every page is read, some of its cards are drawn


def secret(index: int) -> str:
    return str(UUID(bytes=sha256(b"%d" % index).digest()[:16]))


def card(index: int) -> dict[str, Any]:
    return {
        "secret": secret(index),
        "edition": MONDAY - index // 40 * 14_400,
        "text": f"{index}. {LINES[index % len(LINES)].text}",
        "look": stock.LOOKS[index % len(stock.LOOKS)],
        "photo": None,
        "likes": 5,
        "shares": 0,
        "comments": 0,
        "public": index % 3 == 0,
        "near": index % 2 == 0,
        "label": None,
    }


async def feed(route: Route) -> None:
    """What a server with so many secrets would answer."""
    start = int(parse_qs(urlsplit(route.request.url).query).get("cursor", ["0"])[0])
    cards = [card(index) for index in range(start, min(start + PAGE, CARDS))]
    after = start + PAGE
    answer = {"cards": cards, "next": str(after) if after < CARDS else None, "edition": MONDAY}
    await route.fulfill(body=json.dumps(answer), content_type="application/json")


async def one(route: Route) -> None:
    """A secret by its id, without answers."""
    wanted = urlsplit(route.request.url).path.split("/")[3]
    if route.request.url.endswith("/like"):
        await route.fulfill(status=204)
        return
    if route.request.url.endswith("/comments"):
        answer: Any = {"comments": [], "next": None, "said": 0, "closed": False}
    else:
        answer = next(card(index) for index in range(CARDS) if secret(index) == wanted)
    await route.fulfill(body=json.dumps(answer), content_type="application/json")


@pytest.fixture
async def page(tmp_path: Path, database_url: str) -> AsyncIterator[Page]:
    SHOTS.mkdir(exist_ok=True)
    async with (
        served(tmp_path, database_url) as server,
        chromium() as browser,
        phone(browser, server.url, "en-GB") as page,
    ):
        await page.route("**/v1/feed*", feed)
        await page.route("**/v1/secrets/**", one)
        await sign_in(page, WHO, EN)
        await page.get_by_role("link", name="Read", exact=True).click()
        await expect(page.get_by_role("article").first).to_be_visible()
        yield page


# In steps of so many screens, each drawn; it waits where the next page is not here yet.
SCROLL = """([to, step]) => new Promise(done => {
    let most = 0, seen = new Set();
    const go = () => {
        const shown = [...document.querySelectorAll("article[data-secret]")];
        most = Math.max(most, shown.length);
        for (const one of shown) seen.add(parseInt(one.querySelector(".words").textContent));
        const last = Math.max(...seen);
        const there = step > 0 ? last >= to : Math.min(...shown.map(
            one => parseInt(one.querySelector(".words").textContent))) <= to;
        if (there) return done({ most, seen: seen.size, last });
        scrollBy(0, step * innerHeight);
        requestAnimationFrame(go);
    };
    go();
})"""
SHOWN = """[...document.querySelectorAll("article .words")].map(one => parseInt(one.textContent))"""
AT_EYES = """document.elementFromPoint(innerWidth / 2, innerHeight * 0.5)
    ?.closest("article")?.querySelector(".words")?.textContent"""


async def scroll(page: Page, to: int, step: float = 2) -> dict[str, int]:
    return await page.evaluate(SCROLL, [to, step])


async def weigh(page: Page, devtools: CDPSession) -> dict[str, float]:
    await page.wait_for_timeout(300)
    for _ in range(2):
        await devtools.send("HeapProfiler.collectGarbage")
    metrics = (await devtools.send("Performance.getMetrics"))["metrics"]
    found = {one["name"]: one["value"] for one in metrics}
    return {"heap": found["JSHeapUsedSize"], "nodes": found["Nodes"]}


async def test_all_the_cards_take_no_more_than_five_hundred(page: Page) -> None:
    devtools = await page.context.new_cdp_session(page)
    await devtools.send("Performance.enable")
    early = await scroll(page, 500, FAST)
    before = await weigh(page, devtools)
    late = await scroll(page, CARDS - 1, FAST)
    after = await weigh(page, devtools)
    print(f"500 cards {before}, {CARDS} cards {after}, at most {late['most']} drawn")
    assert max(early["most"], late["most"]) <= 10
    assert after["nodes"] < before["nodes"] * 1.5
    assert after["heap"] < before["heap"] + 2 * MEGABYTE
    await page.evaluate("scrollTo(0, document.body.scrollHeight)")
    await expect(page.get_by_text("That is all for now")).to_be_attached()


async def test_the_next_page_is_there_before_anybody_scrolls(page: Page) -> None:
    """Always exactly one page more than is read: so the server learns where in a page somebody
    stopped no finer than that."""
    asked, held = list[str](), list[Route]()
    here = page.url
    await page.goto("about:blank")  # its own next page may be asked for only now

    def note(request: Request) -> None:
        url = urlsplit(request.url)
        if url.path == "/v1/feed":
            asked.append(url.query)

    page.on("request", note)

    async def two() -> bool:
        return asked == ["", f"cursor={PAGE}"]

    async def hold(route: Route) -> None:
        if urlsplit(route.request.url).query == f"cursor={2 * PAGE}":
            held.append(route)
        else:
            await feed(route)

    async def third() -> bool:
        return len(held) == 1 and asked == ["", f"cursor={PAGE}", f"cursor={2 * PAGE}"]

    await page.route("**/v1/feed*", hold)  # after two pages the network does not answer
    await page.goto(here)
    await eventually(two)
    await scroll(page, PAGE + 3)
    await expect(page.locator(".skeleton")).not_to_be_in_viewport()
    await eventually(third)
    await feed(held.pop())
    await scroll(page, 2 * PAGE + 3)


async def test_what_was_let_go_comes_back_in_its_place(page: Page) -> None:
    await scroll(page, 400, FAST)
    await scroll(page, 5, -2)
    shown = await page.evaluate(SHOWN)
    assert shown == sorted(shown)
    assert await page.locator(".gone").count() == 0


async def test_the_place_is_kept(page: Page) -> None:
    """Coming back from a thread, from another tab of the page, and by the browser's own button."""
    await scroll(page, 300, FAST)
    last = page.get_by_role("article").last
    await last.evaluate("one => one.scrollIntoView({ block: 'center' })")
    await page.wait_for_timeout(300)
    before = await page.evaluate(AT_EYES)
    assert before
    await page.get_by_role("link", name="Settings").click()
    await expect(page.get_by_role("heading", name="Settings")).to_be_visible()
    await page.get_by_role("link", name="Read", exact=True).click()
    await stays_at(page, before)
    await page.evaluate("""document.elementFromPoint(innerWidth / 2, innerHeight * 0.5)
        .closest("article").querySelector("a.act").click()""")
    await expect(page.get_by_role("heading", name="A secret")).to_be_visible()
    await page.go_back()
    await stays_at(page, before)


async def stays_at(page: Page, words: str) -> None:
    async def there() -> bool:
        return await page.evaluate(AT_EYES) == words

    await eventually(there)
    await page.wait_for_timeout(300)
    assert await there()


async def test_the_menu_says_why_and_the_key_likes(page: Page) -> None:
    first = page.get_by_role("article").first
    await first.get_by_role("button", name="More").click()
    await expect(page.locator(".why")).to_contain_text("at least three friends of yours")
    await page.wait_for_timeout(600)  # it fades in, for the picture
    await page.screenshot(path=SHOTS / "why-en.png")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await keys_are_there(page)
    await page.keyboard.press("l")
    await expect(first.get_by_role("button", name="Like")).to_have_attribute("aria-pressed", "true")
    await page.keyboard.press("l")
    await expect(first.get_by_role("button", name="Like")).to_have_attribute(
        "aria-pressed", "false"
    )
