"""The console's whole job in a browser, at the width of a phone and of a desk."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from anyio import to_thread
from playwright.async_api import Browser, Page, ViewportSize, expect
from pyotp.totp import TOTP

from mimi import moderators
from mimi.settings import Settings
from tests.access import Findings, look, watch
from tests.browser import PHONE, Served, chromium, served
from tests.staff import PASSPHRASE
from tests.test_browser_return import at_localhost, authenticator

SHOTS = Path(__file__).parent / "shots/console"
DESK: ViewportSize = {"width": 1280, "height": 900}


@asynccontextmanager
async def desk(
    browser: Browser, server: Served, findings: Findings, size: ViewportSize, language: str
) -> AsyncGenerator[Page]:
    """A moderator's browser. Passkeys belong to a name, so the console is opened by one."""
    context = await browser.new_context(
        base_url=at_localhost(server), viewport=size, locale=language
    )
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    await watch(page, findings)
    yield page
    await context.close()
    assert errors == []


async def shown(page: Page, name: str, findings: Findings) -> None:
    await look(page, name, findings)
    await page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


async def link(settings: Settings, name: str) -> str:
    """What `mimi moderators add` prints, from its path on."""
    printed = await to_thread.run_sync(moderators.add, settings, name)
    return "/console#" + printed.partition("#")[2]


async def enrols_with_a_passkey(page: Page, path: str, findings: Findings) -> None:
    await page.goto(path)
    await expect(page.get_by_role("heading", name="Ada")).to_be_visible()
    await page.get_by_label("Passphrase").fill("short")
    await page.get_by_role("button", name="Add a passkey").click()
    await expect(page.get_by_role("alert")).to_contain_text("12")
    await page.get_by_label("Passphrase").fill(PASSPHRASE)
    await shown(page, "enrol-en", findings)
    await page.get_by_role("button", name="Add a passkey").click()
    await expect(page.get_by_role("heading", name="Console")).to_be_visible()


async def signs_in_again(page: Page, findings: Findings) -> None:
    await page.get_by_role("button", name="Sign out").click()
    await page.get_by_label("Your moderator name").fill("Ada")
    await page.get_by_label("Passphrase").fill("not this one at all")
    await page.get_by_role("button", name="Sign in with a passkey").click()
    await expect(page.get_by_role("alert")).to_contain_text("wrong")
    await shown(page, "sign-in-en", findings)
    await page.get_by_label("Passphrase").fill(PASSPHRASE)
    await page.get_by_role("button", name="Sign in with a passkey").click()
    await expect(page.get_by_role("heading", name="Console")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("heading", name="Console")).to_be_visible()


async def enrols_with_an_app(page: Page, path: str, now: int, findings: Findings) -> None:
    await page.goto(path)
    await page.get_by_label("口令").fill(PASSPHRASE)
    await page.get_by_role("button", name="改用验证器应用").click()
    await expect(page.locator(".qr svg")).to_be_visible()
    await shown(page, "enrol-app-zh", findings)
    letters = await page.locator(".mono").inner_text()
    await page.get_by_label("验证器上的六位数").fill(TOTP(letters).at(now))
    await page.get_by_role("button", name="用这个验证码完成").click()
    await expect(page.get_by_role("heading", name="审核台")).to_be_visible()


async def test_moderators_work(tmp_path: Path, database_url: str) -> None:
    SHOTS.mkdir(exist_ok=True, parents=True)
    async with served(tmp_path, database_url) as server, chromium() as browser:
        settings = Settings(data=str(tmp_path), database_url=database_url)
        findings = Findings(at_localhost(server))
        now = (await server.http.get("/v1/place")).json()["now"]
        async with desk(browser, server, findings, DESK, "en-GB") as ada, authenticator(ada):
            await enrols_with_a_passkey(ada, await link(settings, "Ada"), findings)
            await signs_in_again(ada, findings)
            async with desk(browser, server, findings, PHONE, "zh-CN") as ben:
                await enrols_with_an_app(ben, await link(settings, "Ben"), now, findings)
    assert findings.violations == []
    assert findings.strangers == []


async def test_whoever_it_is_about_asks(tmp_path: Path, database_url: str) -> None:
    """On a phone, without an account, in both languages."""
    SHOTS.mkdir(exist_ok=True, parents=True)
    async with served(tmp_path, database_url) as server, chromium() as browser:
        findings = Findings(at_localhost(server))
        async with desk(browser, server, findings, PHONE, "zh-CN") as page:
            await page.goto("/about-me")
            await page.get_by_role("button", name="请撤下它").click()
            await expect(page.get_by_role("alert")).to_contain_text("链接")
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
            await page.get_by_role("button", name="English").click()
            await shown(page, "about-me-outcome-en", findings)
    assert findings.violations == []
    assert findings.strangers == []
