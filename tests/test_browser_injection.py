"""What others wrote is text: of five hundred ways to be script none runs, and each is shown."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser import chromium, phone, served
from tests.payloads import PAYLOADS
from tests.test_browser import EN, sign_in
from tests.test_browser_feed import card, secret

WHO = 7
TOGETHER = 6  # payloads a text: fewer cards to scroll through
TEXTS = ["\n".join(PAYLOADS[at : at + TOGETHER]) for at in range(0, len(PAYLOADS), TOGETHER)]
RAN = "window.ran ?? 0"
SCRIPTED = "document.querySelectorAll('.words *, .answer *, [href^=javascript]').length"
# Screen by screen, each drawn, until so many texts were seen.
READ = """texts => new Promise(done => {
    const seen = new Set();
    const go = () => {
        for (const one of document.querySelectorAll("article .words")) seen.add(one.textContent);
        if (seen.size >= texts) return done([...seen]);
        scrollBy(0, innerHeight / 2);
        requestAnimationFrame(go);
    };
    go();
})"""


async def test_they_run_where_a_page_takes_text_for_markup() -> None:
    """Else it would prove nothing that they do not run here."""
    async with chromium() as browser:
        page = await browser.new_page()
        await page.set_content("<title>x</title>" + "<p>x</p>".join(PAYLOADS))
        await page.wait_for_function(f"({RAN}) >= 300")


@pytest.fixture
async def page(tmp_path: Path, database_url: str) -> AsyncIterator[Page]:
    """Whose console stays silent, also about what a policy stopped."""
    async with (
        served(tmp_path, database_url) as server,
        chromium() as browser,
        phone(browser, server.url, "en-GB") as page,
    ):
        await page.route("**/v1/feed*", feed)
        await page.route("**/v1/secrets/**", one)
        await sign_in(page, WHO, EN)
        yield page


async def feed(route: Route) -> None:
    cards = [card(index) | {"text": text} for index, text in enumerate(TEXTS)]
    answer = {"cards": cards, "next": None, "edition": cards[0]["edition"]}
    await route.fulfill(body=json.dumps(answer), content_type="application/json")


async def one(route: Route) -> None:
    answer: dict[str, Any] = card(0) | {"text": TEXTS[0], "comments": len(TEXTS)}
    if "/comments" in route.request.url:
        comments = [
            {"comment": str(UUID(int=at)), "mask": at, "text": text, "by_author": False}
            for at, text in enumerate(TEXTS)
        ]
        said = [comment | {"reply_to": None} for comment in comments]
        answer = {"comments": said, "next": None, "said": len(said), "closed": False}
    await route.fulfill(body=json.dumps(answer), content_type="application/json")


async def test_none_runs_in_the_feed_or_in_a_thread(page: Page) -> None:
    await reads_the_feed(page)
    await reads_a_thread(page)


async def reads_the_feed(page: Page) -> None:
    await page.get_by_role("link", name="Read", exact=True).click()
    await expect(page.get_by_role("article").first).to_be_visible()
    assert set(await page.evaluate(READ, len(TEXTS))) == set(TEXTS)
    assert await page.evaluate(SCRIPTED) == 0
    assert await page.evaluate(RAN) == 0


async def reads_a_thread(page: Page) -> None:
    await page.goto(f"/#/secret/{secret(0)}")
    said = page.locator("li.comment")
    await expect(said).to_have_count(len(TEXTS))
    shown = await said.locator(".answer").all_text_contents()
    assert set(shown) == set(TEXTS)
    assert await page.evaluate(SCRIPTED) == 0
    assert await page.evaluate(RAN) == 0
