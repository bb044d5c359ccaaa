"""Pictures of every screen in both languages, both themes and four widths, to be looked at.

`make album` takes them and writes the page that shows them: tests/shots/album/index.html.
"""

from collections import defaultdict
from html import escape
from pathlib import Path

from playwright.async_api import Page, ViewportSize

from tests.browser import PHONE

FOLDER = Path(__file__).parent / "shots/album"
SIZES: list[ViewportSize] = [
    {"width": 320, "height": 568},
    PHONE,
    {"width": 768, "height": 1024},
    {"width": 1440, "height": 900},
]
STILL = "() => document.getAnimations().forEach((one) => one.effect.getTiming().iterations === \
Infinity || one.finish())"
STYLE = """body{margin:2rem;font:16px system-ui;background:#ddd}section{margin-bottom:3rem}
div{display:flex;gap:12px;align-items:flex-start;overflow-x:auto}
img{height:420px;max-width:640px;object-fit:cover;object-position:top;box-shadow:0 2px 8px #0004}"""


async def take(page: Page, screen: str, manner: str) -> None:
    """The screen as it stands, at every width; the phone's comes last and stays."""
    FOLDER.mkdir(exist_ok=True, parents=True)
    for size in sorted(SIZES, key=lambda one: one == PHONE):
        await page.set_viewport_size(size)
        await page.evaluate("() => new Promise(requestAnimationFrame)")
        await page.evaluate(STILL)
        path = FOLDER / f"{screen}.{manner}.{size['width']}.jpg"
        await page.screenshot(path=path, type="jpeg", quality=72)


def bind() -> int:
    """Writes the page; gives how many pictures it shows."""
    screens: defaultdict[str, list[str]] = defaultdict(list)
    for file in sorted(FOLDER.glob("*.jpg")):
        screens[file.name.split(".")[0]].append(file.name)
    sections = "".join(_section(name, files) for name, files in screens.items())
    style = f"<!doctype html><meta charset=utf-8><title>Album</title><style>{STYLE}</style>"
    (FOLDER / "index.html").write_text(style + sections)
    return sum(map(len, screens.values()))


def _section(name: str, files: list[str]) -> str:
    images = "".join(f'<img loading=lazy src="{one}" title="{one}">' for one in files)
    return f"<section><h2>{escape(name)}</h2><div>{images}</div></section>"
