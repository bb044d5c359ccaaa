"""Every screen by axe, in both languages and both themes; and what the page asks of a browser.

`make web-walk` looks at every screen in all four combinations and prints the figures; `make test`
looks at each once: what comes before the gate in Chinese and light, what lies behind it in English
and dark.
"""

import os
import re
from contextlib import AsyncExitStack
from pathlib import Path

import httpx2
import pytest

from tests import album
from tests.access import FIRST, FIRST_BYTES, Findings, directives, first_bytes, look
from tests.browser import chromium, served
from tests.walk import (
    ALBUM,
    WHOLE,
    Theme,
    before_the_gate,
    called,
    comes_again_on_another_device,
    fill,
    looks_at_secrets,
    looks_at_what_needs_no_account,
    reads_without_a_network,
    town,
    walk,
)

SMALL = {"CIRCLE__K": "4", "CIRCLE__FULL": "6", "CIRCLE__MOST": "10", "LEAST_AGE": "16"}
MANNERS: list[tuple[str, Theme]] = [("zh-CN", "light"), ("en-GB", "dark")]
OTHERS: list[tuple[str, Theme]] = [("zh-CN", "dark"), ("en-GB", "light")]


def wanted(manner: tuple[str, Theme]) -> bool:
    """The album can be taken in parts, each a few minutes: MANNERS="zh-dark en-light"."""
    named = os.environ.get("MIMI_TEST_MANNERS", "") if ALBUM else ""
    return not named or called(manner) in named.split()


async def test_every_screen_is_for_everybody(tmp_path: Path, database_url: str) -> None:
    manners = [one for one in MANNERS + (OTHERS if WHOLE else []) if wanted(one)]
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
                async with one.its_turn():
                    await looks_at_secrets(one, secret)
                    await reads_without_a_network(one)
        invite = await mates[0].invite()
        for manner, who in list(zip(manners, numbers, strict=True))[:: 1 if WHOLE else 2]:
            async with walk(browser, server, manner, who, findings) as one, one.its_turn():
                await looks_at_what_needs_no_account(one, invite)
                await comes_again_on_another_device(one)
    print(f"{album.bind()} pictures in {album.FOLDER}" if ALBUM else findings)
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
