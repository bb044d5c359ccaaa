"""Terms, privacy and the question of age, as a newcomer meets them."""

from pathlib import Path

from playwright.async_api import expect

from mimi.town.numbers import number
from tests.browser import chromium, phone, served
from tests.conftest import CODE
from tests.test_browser import BO, EN, SHOTS, ZH


async def test_age_is_asked_before_the_number(tmp_path: Path, database_url: str) -> None:
    SHOTS.mkdir(exist_ok=True)
    async with (
        served(tmp_path, database_url, LEAST_AGE="16") as server,
        chromium() as browser,
    ):
        async with phone(browser, server.url, "en-GB") as page:
            await page.goto("/")
            await expect(page.get_by_role("link", name="Terms")).to_be_visible()
            await page.screenshot(path=SHOTS / "texts-en.png")
            await page.get_by_role("button", name=EN["start"]).click()
            await expect(page.get_by_role("heading", name="Are you at least 16?")).to_be_visible()
            await expect(page.get_by_label(EN["phone"], exact=True)).to_have_count(0)
            await page.screenshot(path=SHOTS / "age-en.png")
            await page.get_by_role("button", name="Not yet").click()
            await expect(page.get_by_role("status")).to_contain_text("when you are 16")
            await expect(page.get_by_role("button", name="16")).to_have_count(0)
            await page.reload()
            async with page.context.expect_page() as opened:
                await page.goto("/")
                await page.get_by_role("link", name="Privacy").click()
            text = await opened.value
            await expect(text.get_by_text("not adapted this text yet")).to_be_visible()
            await text.screenshot(path=SHOTS / "privacy-en.png")
            async with page.context.expect_page() as opened:
                await page.get_by_role("link", name="Promises").click()
            promised = (await opened.value).get_by_role("heading", name="At least 12 people")
            await expect(promised).to_be_visible()
        async with phone(browser, server.url, "zh-CN") as page:
            await page.goto("/")
            await page.get_by_role("button", name=ZH["start"]).click()
            await expect(page.get_by_role("button", name="我满 16 岁了")).to_be_visible()
            await page.screenshot(path=SHOTS / "age-zh.png")
            await page.get_by_role("button", name="我满 16 岁了").click()
            await page.get_by_label(ZH["phone"], exact=True).fill(number(BO))
            await page.get_by_role("button", name=ZH["send"]).click()
            await page.get_by_label(ZH["code"], exact=True).fill(CODE)
            await page.get_by_role("button", name=ZH["enter"]).click()
            await expect(page.get_by_role("button", name=ZH["later"])).to_be_visible()
            await page.goto("/#/settings")
            await page.screenshot(path=SHOTS / "texts-zh.png")
            await page.goto("/privacy")
            await page.screenshot(path=SHOTS / "privacy-zh.png", full_page=True)
