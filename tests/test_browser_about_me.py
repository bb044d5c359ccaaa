"""The page for whoever a secret is about, at the width of a phone."""

from pathlib import Path

from playwright.async_api import expect

from tests.access import Findings
from tests.browser import PHONE, chromium, served
from tests.test_browser_console import SHOTS, desk, shown
from tests.test_browser_return import at_localhost


async def test_whoever_it_is_about_asks(tmp_path: Path, database_url: str) -> None:
    """On a phone, without an account, in both languages."""
    SHOTS.mkdir(exist_ok=True, parents=True)
    async with served(tmp_path, database_url) as server, chromium() as browser:
        findings = Findings(at_localhost(server))
        async with desk(browser, server, findings, PHONE, "zh-CN") as page:
            await page.goto("/about-me")
            await page.get_by_role("button", name="请撤下它").click()
            await expect(page.get_by_role("alert")).to_contain_text("链接")
            await page.get_by_role("button", name="放回来", exact=True).click()
            await expect(page.get_by_text("不用账户、钥匙或联系方式")).to_be_visible()
            await expect(page.get_by_role("button", name="请放回来")).to_be_visible()
            await page.get_by_role("button", name="撤下", exact=True).click()
            await page.get_by_label("里面写了什么").fill("她上学期抄了论文")
            await shown(page, "about-me-zh", findings)
            async with page.expect_response("**/v1/takedowns") as asked:
                await page.get_by_role("button", name="请撤下它").click()
            assert "cookie" not in await (await asked.value).request.all_headers()
            number = await page.locator("output").inner_text()
            await shown(page, "about-me-number-zh", findings)
            await page.get_by_text("我有编号").click()
            await page.get_by_label("你的编号").fill(number)
            await page.get_by_role("button", name="看结果").click()
            await expect(page.locator("details [role=status]")).to_contain_text("还在看")
            await page.get_by_label("English").click()
            await shown(page, "about-me-outcome-en", findings)
    assert findings.violations == []
    assert findings.strangers == []
