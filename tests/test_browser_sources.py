"""A class that the operator brought by the command line, joined in Chromium."""

import sys
from pathlib import Path

import anyio
from playwright.async_api import expect

from mimi.town.numbers import number
from tests.browser import chromium, environment, phone, served
from tests.test_browser import EN, SHOTS, sign_in


async def test_a_class_is_joined_under_friends(tmp_path: Path, database_url: str) -> None:
    SHOTS.mkdir(exist_ok=True)
    file = tmp_path / "class.csv"
    file.write_text("".join(f"Pupil {one},{number(one)}\n" for one in range(5)))
    data = tmp_path / "data"
    command = [str(Path(sys.executable).parent / "mimi"), "roster", "import", str(file)]
    async with served(data, database_url) as server:
        said = await anyio.run_process(
            [*command, "--group", "Class 3"], env=environment(data, database_url, 0x7FFF)
        )
        assert said.stdout == b"5 numbers are on the roster\n"
        for one in range(1, 4):
            device = await server.member(one, [])
            (source,) = (await device.ask("GET", "/v1/sources")).json()
            await device.ask("PUT", f"/v1/sources/{source['source']}")
        async with chromium() as browser, phone(browser, server.url, "en-GB") as page:
            await sign_in(page, 0, EN)
            await page.goto("/#/friends")
            choice = page.get_by_label("Be friends with the people of Class 3")
            await choice.click()
            await expect(choice).to_be_checked()
            await page.screenshot(path=SHOTS / "sources-en.png", full_page=True)
            await server.wait(86_400)
            await page.reload()
            await expect(page.get_by_text("The feed is open", exact=True)).to_be_visible()
