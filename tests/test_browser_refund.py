"""A token that comes back to a member's page, which asks for it by itself."""

from pathlib import Path

from playwright.async_api import Page, expect

from tests.browser import DAY, chromium, phone, served
from tests.test_browser import ANN, EN, came_without_a_sender, is_post_to, paste, sends, sign_in
from tests.test_browser_offline import keeps

OTHERS = range(3)
SMALL = {"CIRCLE__K": "4", "CIRCLE__FULL": "4", "CIRCLE__MOST": "4", "CAPS__POST_TOKENS": "5"}


async def test_a_page_gets_its_token_back(tmp_path: Path, database_url: str) -> None:
    async with (
        served(tmp_path, database_url, **SMALL) as server,
        chromium() as browser,
        phone(browser, server.url, "en-GB") as page,
    ):
        others = [await server.member(one, [*OTHERS, ANN]) for one in OTHERS]
        await page.add_init_script("Math.random = () => 0.05")  # chance says yes
        await sign_in(page, ANN, EN)
        await paste(page, list(OTHERS), EN)
        for _ in range(9):
            await server.wait(DAY)
        for other in others:
            await other.fetch_tokens()
        await page.clock.install()
        await page.reload()
        await tells(page)
        await server.editions()
        for _ in range(4):
            await server.wait(DAY)
        async with page.expect_response(is_post_to("/v1/refunds")) as answer:
            async with page.expect_response(lambda one: one.url.endswith("/v1/bulletin")):
                await page.reload()
            for _ in range(4):  # the page's own work, then beats in which nothing is signed
                await page.wait_for_timeout(1_000)
                await page.clock.run_for(21_000)
        claimed = await answer.value
        assert claimed.status == 200
        assert not {"cookie", "authorization"} & (await claimed.request.all_headers()).keys()
        assert len((await claimed.json())["evaluated"]) == 1
        await keeps(page, "/refund/")
        await page.goto("/#/feed")
        await page.goto("/#/tell")
        await expect(page.get_by_text("5 more this period")).to_be_visible()


async def tells(page: Page) -> None:
    await page.goto("/#/tell")
    await page.get_by_label("Your secret").fill("I still sleep with the light on.")
    let_go = page.get_by_role("button", name="Let it go")
    await came_without_a_sender(await sends(page, let_go.click()))
