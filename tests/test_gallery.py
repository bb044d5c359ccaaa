"""What is drawn by code, as a phone shows it: masks that differ, looks that words stand on.

`npm run gallery` in `web` shows the same page.
"""

import subprocess
from collections.abc import AsyncIterator
from io import BytesIO
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.async_api import Page, Route

from tests.browser import chromium

WEB = Path(__file__).parent.parent / "web"
SHOTS = Path(__file__).parent / "shots"
Pixels = NDArray[np.float64]  # height, width, channel: 0..1

CONFUSED = 0.08  # root mean square over a mask of 40 px; the nearest that people confused had .05
INK = 0.9446  # luminance of #fff8ee
READABLE = (INK + 0.05) / 4.5 - 0.05


@pytest.fixture
async def gallery(tmp_path: Path) -> AsyncIterator[Page]:
    build = ["npx", "vite", "build", "gallery", "--outDir", str(tmp_path), "--logLevel", "error"]
    subprocess.run(build, cwd=WEB, check=True)  # noqa: ASYNC221 - nobody waits

    async def answer(route: Route) -> None:
        await route.fulfill(path=tmp_path / (route.request.url.split("/", 3)[3] or "index.html"))

    async with chromium() as browser:
        page = await browser.new_page(viewport={"width": 1600, "height": 900})
        page.set_default_timeout(120_000)  # milliseconds, to paint 256 masks
        await page.route("**/*", answer)
        await page.goto("http://gallery.test/")
        yield page


async def seen(page: Page, section: str, each: str) -> dict[str, Pixels]:
    """What every thing of a section looks like, by its name."""
    place = page.locator(section)
    shot = Image.open(BytesIO(await place.screenshot(path=SHOTS / f"{section[1:]}.png")))
    pixels = np.asarray(shot.convert("RGB"), dtype=float) / 255
    boxes = await place.evaluate(
        """(section, each) => [...section.querySelectorAll(each)].map((one) => {
            const [from, to] = [section.getBoundingClientRect(), one.getBoundingClientRect()];
            const name = one.ariaLabel ?? one.title;
            return [name, to.x - from.x, to.y - from.y, to.width, to.height];
        })""",
        each,
    )
    return {
        name: pixels[round(y) : round(y + height), round(x) : round(x + width)]
        for name, x, y, width, height in boxes
    }


async def test_no_two_masks_look_alike(gallery: Page) -> None:
    masks = await seen(gallery, "#masks", ".mask")
    assert len(masks) == 256
    flat = {name: mask.ravel() for name, mask in masks.items()}
    apart = sorted(
        (float(np.sqrt(np.mean((flat[one] - flat[other]) ** 2))), one, other)
        for one, other in combinations(flat, 2)
    )
    for far, one, other in apart[:12]:
        print(f"{far:.3f} {one} / {other}")
    assert apart[0][0] > CONFUSED


async def test_every_look_is_dark_enough_for_words(gallery: Page) -> None:
    """To the pixel, where half-transparent shapes lie on each other too."""
    looks = await seen(gallery, "#looks", ".card")
    assert len(looks) == 64
    for name, look in looks.items():
        assert look.std() > 0.01, f"{name} is empty"
        assert luminance(look).max() <= READABLE + 0.002, name  # a step of 1/255 is .001


def luminance(pixels: Pixels) -> Pixels:
    """As WCAG 2 has it."""
    linear = np.where(pixels <= 0.04045, pixels / 12.92, ((pixels + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]
