"""Every screen by axe, in both languages and both themes; and what the page asks of a browser.

`make web-check` looks at every screen in all four combinations and prints the figures; `make test`
looks at each once: what comes before the gate in Chinese and light, what lies behind it in English
and dark.
"""

import os
import re
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import httpx2
import pytest
from playwright.async_api import Browser, Page, expect

from mimi.client import Device
from mimi.town.numbers import number
from tests.access import FIRST, FIRST_BYTES, Findings, directives, first_bytes, look, watch
from tests.browser import DAY, PHONE, Served, chromium, served
from tests.conftest import CODE

MATES = range(4)
SMALL = {"CIRCLE__K": "4", "CIRCLE__FULL": "6", "CIRCLE__MOST": "10", "LEAST_AGE": "16"}
WHOLE = "MIMI_TEST_SCREENS" in os.environ
SHOTS = Path(__file__).parent / "shots/access"
SLOWER = 4  # times, as a cheap phone is
NOWHERE = "00000000-0000-4000-8000-000000000000"
Theme = Literal["light", "dark"]
MANNERS: list[tuple[str, Theme]] = [("zh-CN", "light"), ("en-GB", "dark")]
OTHERS: list[tuple[str, Theme]] = [("zh-CN", "dark"), ("en-GB", "light")]
SETTINGS = [
    *["", "appearance", "vault", "pin", "words", "lock", "own", "devices", "number", "circle"],
    "about",
]
FRIENDS = ["friends", "friends/numbers", "friends/invite", "friends/known"]
INSIDE = [*(f"settings/{part}" for part in [*SETTINGS, "delete"]), *FRIENDS, "mine"]


@dataclass
class Walk:
    """Somebody who goes through the page in one language and one theme."""

    page: Page
    manner: str
    who: int
    findings: Findings
    looks: bool = True

    async def look(self, name: str) -> None:
        """Once the screen stands; the picture is for people to look at."""
        await self.page.wait_for_selector("main h1, main h2, main .aside")
        if not self.looks:
            return
        await self.page.wait_for_load_state("networkidle" if WHOLE else "load")
        named = f"{name.replace('/', '-').strip('-')}-{self.manner}"
        if WHOLE:
            await self.page.screenshot(path=SHOTS / f"{named}.png", full_page=True)
        await look(self.page, named, self.findings)

    async def open(self, path: str, name: str = "") -> None:
        """As if it were the first thing that is opened."""
        await self.page.goto(f"/#/{path}")
        await self.page.reload()
        await self.look(name or path)

    async def press(self, selector: str) -> None:
        await self.page.locator(selector).first.click()


@asynccontextmanager
async def walk(
    browser: Browser, server: Served, manner: tuple[str, Theme], who: int, findings: Findings
) -> AsyncGenerator[Walk]:
    language, theme = manner
    context = await browser.new_context(
        base_url=server.url,
        viewport=PHONE,
        locale=language,
        color_scheme=theme,
        has_touch=True,
        is_mobile=True,
    )
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    await watch(page, findings)
    if WHOLE:  # what comes late moves what stands: on a fast machine nobody would see it
        cdp = await context.new_cdp_session(page)
        await cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield Walk(page, f"{language[:2]}-{theme}", who, findings)
    await context.close()
    assert errors == []


async def joins(one: Walk) -> None:
    await one.open("", "welcome-1")
    for card in (2, 3):
        await one.press("main .button.primary")
        await one.look(f"welcome-{card}")
    await one.press("main .button.primary")
    await one.look("age")
    await one.press("main .button.primary")
    await one.look("phone")
    await one.page.locator("input[type=tel]").fill(number(one.who))
    await one.press("form button.primary")
    await one.page.wait_for_selector(".code-input")
    await one.page.locator("input[type=checkbox]").check()
    await one.look("code")
    await one.page.locator("input[type=checkbox]").uncheck()
    await one.page.locator(".code-input").fill(CODE)
    await one.press("form button.primary")
    await one.page.wait_for_selector(".panel")
    await one.look("keep")
    await one.press("main .button.quiet")
    await expect(one.page.locator("nav.tabs")).to_be_visible()
    await one.look("joined")


async def looks_before_the_gate_opens(one: Walk) -> None:
    await one.open("feed", "feed-gate")
    for path in INSIDE:
        await one.open(path)
    await one.press("nav.tabs .tab-settings")
    await one.page.locator("main .button.danger").click()
    await one.page.wait_for_selector("dialog[open]")
    await one.look("sign-out")


async def looks_at_what_needs_no_account(one: Walk, invite: str) -> None:
    for text in ("terms", "privacy"):
        await one.page.goto(f"/{text}")
        await one.look(text)
    await one.page.goto(f"/s/{NOWHERE}")
    await one.look("secret-closed")
    await one.page.goto(f"/i/#{invite}")
    await one.look("invited")


async def comes_again_on_another_device(one: Walk) -> None:
    await one.open("sign-in", "sign-in-again")
    await one.press("main .button.primary")
    await one.page.locator("input[type=tel]").fill(number(one.who))
    await one.press("form button.primary")
    await one.page.locator(".code-input").fill(CODE)
    await one.press("form button.primary")
    await one.page.wait_for_selector(".rows, .ways, .way")
    await one.look("waiting")


async def looks_at_secrets(one: Walk, secret: str) -> None:
    await one.open("feed")
    await expect(one.page.locator("article").first).to_be_visible()
    await one.look("feed-full")
    await one.open(f"secret/{secret}", "thread")
    await one.press(".comment .doings button")
    await one.look("thread-replying")
    await one.open(f"secret/{NOWHERE}", "not-found")
    await one.open("tell")
    await one.press(".options summary")
    await one.page.locator("textarea").fill("…")
    await one.look("tell-options")
    await one.press("main button.primary")
    await one.page.wait_for_selector(".told")
    await one.look("told")
    await one.open("mine", "mine-told")


async def reads_without_a_network(one: Walk) -> None:
    await one.page.wait_for_load_state("networkidle")  # all screens are here
    await one.page.context.set_offline(True)
    await one.page.evaluate("location.hash = '#/settings/devices'")
    await one.page.wait_for_selector("[role=alert]")
    await one.look("offline-devices")
    await one.page.evaluate("location.hash = '#/feed'")
    await one.look("offline-feed")
    await one.page.context.set_offline(False)


async def town(server: Served, newcomers: list[int]) -> list[Device]:
    everybody = [*MATES, *newcomers]
    return [await server.member(mate, everybody) for mate in MATES]


async def befriend(one: Walk) -> None:
    """As the screen for numbers does it."""
    await one.page.goto("/#/friends/numbers")
    await one.page.get_by_role("textbox").first.fill("\n".join(number(mate) for mate in MATES))
    await one.page.locator("form button").last.click()
    await one.page.wait_for_selector("[role=status]")


async def fill(server: Served, mates: list[Device]) -> str:
    for _ in range(9):
        await server.wait(DAY)
    for mate in mates:
        await mate.fetch_tokens()
    for at, mate in enumerate(mates):
        await mate.tell(f"A secret of the town, the {at}th. 一个秘密。", look="rose-petals")
    await server.editions()
    card = (await mates[0].read())[0]
    for mate in mates[1:]:
        await mate.comment(card, "I felt that too. 我也是。")
    await server.wait(300)
    return str(card["secret"])


async def before_the_gate(walks: list[Walk]) -> None:
    for one in walks:
        one.looks = WHOLE or one is walks[0]
        await joins(one)
        if one.looks:
            await looks_before_the_gate_opens(one)
        await befriend(one)


async def test_every_screen_is_for_everybody(tmp_path: Path, database_url: str) -> None:
    SHOTS.mkdir(exist_ok=True, parents=True)
    manners = MANNERS + (OTHERS if WHOLE else [])
    numbers = list(range(100, 100 + len(manners)))
    async with served(tmp_path, database_url, **SMALL) as server, chromium() as browser:
        findings = Findings(server.url)
        mates = await town(server, numbers)
        async with AsyncExitStack() as stack:
            walks = [
                await stack.enter_async_context(walk(browser, server, manner, who, findings))
                for manner, who in zip(manners, numbers, strict=True)
            ]
            await before_the_gate(walks)
            secret = await fill(server, mates)
            for one in walks if WHOLE else walks[1:]:
                one.looks = True
                await looks_at_secrets(one, secret)
                await reads_without_a_network(one)
        invite = await mates[0].invite()
        for manner, who in list(zip(manners, numbers, strict=True))[:: 1 if WHOLE else 2]:
            async with walk(browser, server, manner, who, findings) as one:
                await looks_at_what_needs_no_account(one, invite)
                await comes_again_on_another_device(one)
    print(findings)
    assert findings.violations == []
    assert findings.strangers == []
    assert findings.shifting() == []


@pytest.mark.parametrize("whose", FIRST)
def test_the_first_screen_is_light(whose: str) -> None:
    """Fast on a slow network, and nothing of it waits for what other screens need."""
    found = first_bytes(FIRST[whose])
    print(f"first screen {whose}: {found:,} bytes of JavaScript, gzip (bound {FIRST_BYTES:,})")
    assert 0 < found <= FIRST_BYTES


async def test_nothing_but_the_pages_own_files_runs(http: httpx2.AsyncClient) -> None:
    """No text becomes code: not by a tag in the document, not by what a script is given."""
    answer = await http.get("/")
    policy = directives(answer.headers["content-security-policy"])
    print("policy                   ", answer.headers["content-security-policy"])
    assert policy["require-trusted-types-for"] == "'script'"
    assert policy["trusted-types"] == "mimi"
    assert policy["script-src"] == policy["default-src"] == "'self'"
    assert not re.search(r"<script(?![^>]*\ssrc=)", answer.text)
    assert not re.search(r"\son\w+\s*=", answer.text)


async def test_axe_looks() -> None:
    """It finds what is planted: a picture without words and grey letters on grey."""
    async with chromium() as browser:
        page = await browser.new_page()
        await page.set_content(
            "<html lang=en><title>x</title><main><h1>x</h1><img src='data:,'>"
            "<p style='color:#999;background:#888'>grey</p></main>"
        )
        findings = Findings("about:")
        await look(page, "planted", findings)
    assert {line.split(": ")[1] for line in findings.violations} == {"image-alt", "color-contrast"}
