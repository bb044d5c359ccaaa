"""Somebody who goes through every screen of the page, in one language and one theme."""

import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Literal

from playwright.async_api import Browser, Page, Route, expect

from mimi.client import Device
from mimi.town.numbers import number
from tests import album
from tests.access import Findings, look, watch
from tests.browser import DAY, PHONE, Served, by_key, eventually
from tests.conftest import CODE

MATES = range(4)
WHOLE = "MIMI_TEST_SCREENS" in os.environ  # all screens, and not one manner for each
ALBUM = os.environ.get("MIMI_TEST_SCREENS") == "album"  # pictures of them, and nothing measured
SLOWER = 4  # times, as a cheap phone is
NOWHERE = "00000000-0000-4000-8000-000000000000"
Theme = Literal["light", "dark"]
SETTINGS = [
    *["", "appearance", "notices", "vault", "pin", "words", "lock", "own", "devices", "number"],
    *["circle", "elsewhere", "jury", "about"],
]
FRIENDS = ["friends", "friends/numbers", "friends/invite", "friends/known"]
INSIDE = [*(f"settings/{part}" for part in [*SETTINGS, "delete"]), *FRIENDS, "mine"]


def called(manner: tuple[str, Theme]) -> str:
    """As pictures and findings name it: zh-dark."""
    language, theme = manner
    return f"{language[:2]}-{theme}"


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
        screen = name.replace("/", "-").strip("-")
        if ALBUM:
            await album.take(self.page, screen, self.manner)
        else:
            await look(self.page, f"{screen}-{self.manner}", self.findings)

    async def open(self, path: str, name: str = "") -> None:
        """As if it were the first thing that is opened."""
        await self.page.goto(f"/#/{path}")
        await eventually(self._is_placed)
        await self.page.reload()
        await self.look(name or path)

    async def _is_placed(self) -> bool:
        """The server was heard of, so that its banner stands from the first moment on."""
        return await self.page.evaluate("localStorage.getItem('mimi-place') !== null")

    async def press(self, selector: str) -> None:
        await self.page.locator(selector).first.click()

    @asynccontextmanager
    async def its_turn(self) -> AsyncGenerator[None]:
        """On a cheap phone: what comes late moves what stands, which a fast machine would hide.

        A slowed page that waits takes as much of the machine as one that works, so only this one.
        """
        if ALBUM or not WHOLE:
            yield
            return
        cdp = await self.page.context.new_cdp_session(self.page)
        await cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        yield
        await cdp.send("Emulation.setCPUThrottlingRate", {"rate": 1})


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
    yield Walk(page, called(manner), who, findings)
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
    await one.page.locator(".sample-foot").first.scroll_into_view_if_needed()
    await one.look("feed-sample")
    for path in INSIDE:
        await one.open(path)
        await expect(one.page.locator("main [role=alert]")).to_have_count(0)
    await one.page.route("**/v1/jury*", asks_a_juror)
    await one.open("settings/jury", "settings-jury-asked")
    await makes_a_poster(one)
    await one.press("nav.tabs .tab-settings")
    await one.page.locator("main .button.danger").click()
    await one.page.wait_for_selector("dialog[open]")
    await one.look("sign-out")


async def asks_a_juror(route: Route) -> None:
    task = {"task": NOWHERE, "text": "She lives at the corner. 她住在街角。", "rule": "bullying"}
    await route.fulfill(json={"asked": True, "task": task})


async def makes_a_poster(one: Walk) -> None:
    await one.open("friends/invite", "invite-group")
    await one.page.locator("input[type=radio]").nth(1).check()
    await one.press("form button.primary")
    await one.page.wait_for_selector(".qr svg")
    await one.look("invite-ready")
    await one.page.locator("a[href*=poster]").click()
    await one.page.locator("main input").fill("三班 · Class 3")
    await one.page.wait_for_selector(".poster .qr svg")
    await one.look("poster")


async def looks_at_what_needs_no_account(one: Walk, invite: str) -> None:
    for text in ("terms", "privacy", "rules", "promises"):
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
    await opens_what_lies_over_it(one)
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


async def opens_what_lies_over_it(one: Walk) -> None:
    await one.press("article .more")
    await one.page.wait_for_selector("dialog[open]")
    await one.look("card-menu")
    for key, name, what in (("Control+k", "palette", ".commands"), ("?", "keys", "dl.keys")):
        await one.page.keyboard.press("Escape")
        await by_key(one.page, key, one.page.locator(f"dialog[open] {what}"))
        await one.look(name)
    await one.page.keyboard.press("Escape")


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
        await mate.tell(f"Nr. {at} 秘密", look="rose-petals")
    await server.editions()
    card = (await mates[0].read())[0]
    for mate in mates[1:]:
        await mate.comment(card, "I felt that too. 我也是。")
    await server.wait(300)
    return str(card["secret"])


async def before_the_gate(walks: list[Walk]) -> None:
    for one in walks:
        one.looks = WHOLE or one is walks[0]
        async with one.its_turn():
            await joins(one)
            if one.looks:
                await looks_before_the_gate_opens(one)
            await befriend(one)
