"""Hard words and hard photos on a card: read by everybody, at the width of the smallest phone."""

from collections.abc import AsyncIterator, Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.async_api import Locator, Page, Route, expect

from tests.browser import chromium, phone, served
from tests.conftest import MONDAY
from tests.test_browser import EN, SHOTS, sign_in
from tests.test_browser_feed import secret
from tests.test_gallery import READABLE, luminance

WHO = 7
SIDE = 800  # pixels of a photo
PHOTOS: dict[str, Callable[[NDArray[np.int64], NDArray[np.int64]], Any]] = {
    "white": lambda x, y: x * 0 + 255,
    "a fine board": lambda x, y: (x // 2 + y // 2) % 2 * 255,
    "stars": lambda x, y: (x % 97 + y % 89 < 3) * 255,
    "a bright window": lambda x, y: (abs(x - 400) + abs(y - 400) < 60) * 255,
    "noise": lambda x, y: np.random.default_rng(1).integers(0, 256, x.shape),
    "stripes": lambda x, y: (x // 7 % 2) * 255,
}
WORDS = {
    "arabic": "لم أخبر أحدا أنني ما زلت أنتظر رسالته كل مساء.",
    "both ways": "אני עדיין אומר good night למקום הריק שלו.",
    "families": "👨‍👩‍👧‍👦" * 120,
    "one word": "a" * 280,
    "full": "我" * 279 + "。",
    "marks": "她说：“我知道。”我说：“不，你不知道！”——后来（很久以后）没再提起，《那一天》。" * 3,
    "lines": "one\ntwo\n\nthree " * 12,
    "address": "https://example.org/" + "very-long-path/" * 14,
}
CARDS = [*PHOTOS, *WORDS]
VEILED = "stars"
NOT_FIRST = "。，、！？：；）」》”…,.!?:;)"
LINES = """(words) => {
    const [text, range, lines] = [words.firstChild, document.createRange(), []];
    const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });
    for (const { index, segment } of letters.segment(text.data)) {
        range.setStart(text, index);
        range.setEnd(text, index + segment.length);
        const { top, left, right, width, height } = range.getBoundingClientRect();
        if (!width) continue;
        const last = lines.at(-1);
        if (!last || Math.abs(last.top - top) > height / 2)
            lines.push({ text: segment, top, left, right });
        else Object.assign(last, { text: last.text + segment, left: Math.min(last.left, left),
            right: Math.max(last.right, right) });
    }
    const box = words.getBoundingClientRect();
    return lines.map(({ text, left, right }) => [text, left - box.left, box.right - right]);
}"""


async def feed(route: Route) -> None:
    whole = [
        {
            "secret": secret(index),
            "edition": MONDAY,
            "text": WORDS.get(name, "Words on a photo."),
            "look": "night-roofs",
            "photo": f"/v1/photos/{secret(index)}" if name in PHOTOS else None,
            "likes": 5,
            "shares": 0,
            "comments": 0,
            "public": True,
            "near": False,
            "label": None,
            "veiled": name == VEILED,
        }
        for index, name in enumerate(CARDS)
    ]
    await route.fulfill(json={"cards": whole, "next": None, "edition": MONDAY})


async def photo(route: Route) -> None:
    which = next(at for at in range(len(CARDS)) if secret(at) in route.request.url)
    y, x = np.mgrid[:SIDE, :SIDE]
    pixels = np.asarray(PHOTOS[CARDS[which]](x, y), dtype=np.uint8)
    file = BytesIO()
    Image.fromarray(pixels).convert("RGB").save(file, "PNG")
    await route.fulfill(body=file.getvalue(), content_type="image/png")


@pytest.fixture
async def page(tmp_path: Path, database_url: str) -> AsyncIterator[Page]:
    SHOTS.mkdir(exist_ok=True)
    async with (
        served(tmp_path, database_url) as server,
        chromium() as browser,
        phone(browser, server.url, "en-GB") as page,
    ):
        await page.route("**/v1/feed*", feed)
        await page.route("**/v1/photos/*", photo)
        await sign_in(page, WHO, EN)
        await page.set_viewport_size({"width": 320, "height": 640})
        await page.get_by_role("link", name="Read", exact=True).click()
        yield page


async def test_hard_cards_are_read_by_everybody(page: Page) -> None:
    for name in CARDS:
        card = page.locator(f"article[data-secret='{secret(CARDS.index(name))}']")
        await expect(card).to_be_attached()
        await card.scroll_into_view_if_needed()
        if name in PHOTOS:
            await leaves_words_a_contrast(page, name)
        else:
            await breaks_as_it_should(page, name)


async def is_asked_first(card: Locator) -> None:
    """What may show somebody naked is not even fetched before."""
    await expect(card.locator("img")).to_have_count(0)
    await card.get_by_role("button", name="May show nudity: show the photo").click()


async def leaves_words_a_contrast(page: Page, name: str) -> None:
    """Of 4.5 to one, against the brightest pixel behind the words and not against a mean."""
    card = page.locator(f"article[data-secret='{secret(CARDS.index(name))}']")
    if name == VEILED:
        await is_asked_first(card)
    await expect(card.locator(".photo.shown")).to_be_visible()
    await card.evaluate("one => one.getAnimations({subtree: true}).forEach(a => a.finish())")
    await page.screenshot(path=SHOTS / f"photo-{name.replace(' ', '-')}.png")
    words = card.locator(".words")
    await words.evaluate("one => one.style.color = one.style.textShadow = 'transparent'")
    shot = Image.open(BytesIO(await words.screenshot())).convert("RGB")
    behind = luminance(np.asarray(shot, dtype=float) / 255)
    assert behind.max() <= READABLE, (name, behind.max())


async def breaks_as_it_should(page: Page, name: str) -> None:
    words = page.locator(f"article[data-secret='{secret(CARDS.index(name))}'] .words")
    await page.screenshot(path=SHOTS / f"words-{name.replace(' ', '-')}.png")
    lines: list[tuple[str, float, float]] = await words.evaluate(LINES)
    assert all(left >= 0 and right >= 0 for _, left, right in lines), "a line leaves the card"
    assert [line for line, _, _ in lines if line.lstrip()[:1] in NOT_FIRST] == []
    if name in ("arabic", "both ways"):
        assert await words.evaluate("one => getComputedStyle(one).direction") == "rtl"
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide == await page.evaluate("innerWidth")
