"""Two newcomers come by WeChat, with an invite card, in Chromium at the width of a phone."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.accounts_elsewhere import tables
from tests.browser import PHONE, Served, chromium, served
from tests.classroom import classroom, editions_pass
from tests.conftest import CODE
from tests.others import Others
from tests.test_browser import EN as SIGN_IN
from tests.test_browser import sign_in

SHOTS = Path(__file__).parent / "shots"
AGENT = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36 "
    "MicroMessenger/8.0.50"
)
ZH = {
    "start": "登录或注册",
    "wechat": "用微信登录",
    "enter": "登录",
    "later": "以后再说",
    "accept": "接受",
    "again": "从头再来",
    "down": "那边现在没有回应",
}
EN = {
    "start": "Sign in or join",
    "wechat": "Continue with WeChat",
    "enter": "Sign in",
    "later": "Later",
    "accept": "Accept",
    "again": "Start again",
    "down": "They do not answer",
}


async def in_wechat(browser: Browser, url: str, language: str, agent: str = AGENT) -> Page:
    context = await browser.new_context(
        base_url=url, viewport=PHONE, locale=language, is_mobile=True, user_agent=agent
    )
    return await context.new_page()


async def comes(page: Page, others: Others, who: str, invite: str, words: dict[str, str]) -> None:
    others.want("wechat", person=who)
    await page.goto(f"/i/#{invite}")
    await page.get_by_role("button", name=words["start"]).click()
    await page.get_by_role("button", name=words["wechat"]).click()
    await expect(page.get_by_role("button", name=words["enter"], exact=True)).to_be_visible()
    assert "code=" not in page.url
    await page.screenshot(path=SHOTS / f"arrived-{who}.png")
    await page.get_by_role("button", name=words["enter"], exact=True).click()
    await page.get_by_role("button", name=words["later"]).click()
    await page.get_by_role("button", name=words["accept"]).click()
    await page.wait_for_url("**/friends/joined")


async def test_two_newcomers_come_by_wechat_and_read(
    tmp_path: Path, database_url: str, others: Others
) -> None:
    SHOTS.mkdir(exist_ok=True)
    keys = tables(others, "wechat")["wechat"]
    env = {f"WECHAT__{name.upper()}": value for name, value in keys.items()}
    async with served(tmp_path, database_url, **env) as server, chromium() as browser:
        members = await classroom(server.http)
        card = await members[0].invite("group")
        for member in members[1:4]:
            await member.accept(card)
        anna = await in_wechat(browser, server.url, "zh-CN")
        ben = await in_wechat(browser, server.url, "en-GB")
        await finds_wechat_silent(anna, others)
        await comes(anna, others, "anna", card, ZH)
        await comes(ben, others, "ben", card, EN)
        await server.wait(86_400)
        await members[5].tell("Told among friends")
        await editions_pass(server.http)
        for page in (anna, ben):
            await page.goto("/#/feed")
            await page.reload()
            await expect(page.get_by_text("Told among friends")).to_be_visible()
        await anna.screenshot(path=SHOTS / "feed-by-wechat.png")
        await binds_a_number(server, ben)


async def finds_wechat_silent(page: Page, others: Others) -> None:
    """Somebody who comes while WeChat is busy is told so, and begins again."""
    others.want("wechat", busy=True)
    await page.goto("/#/sign-in")
    await page.get_by_role("button", name=ZH["wechat"]).click()
    await expect(page.get_by_text(ZH["down"])).to_be_visible()
    await page.screenshot(path=SHOTS / "wechat-silent.png")
    await page.get_by_role("button", name=ZH["again"]).click()
    await expect(page.get_by_role("button", name=ZH["wechat"])).to_be_visible()
    others.want("wechat", busy=False)


async def unlinks(page: Page) -> None:
    await page.goto("/#/settings")
    await page.get_by_role("link", name="WeChat and WeCom").click()
    await page.get_by_role("button", name="Unlink").click()


async def binds_a_number(server: Served, page: Page) -> None:
    """Who came by WeChat; without a number nobody could come back, so until then it stays."""
    await unlinks(page)
    await expect(page.get_by_role("alert")).to_contain_text("your only way in")
    await page.get_by_role("link", name="Verify it").click()
    await page.get_by_label("Phone number", exact=True).fill("+44 7400 123456")
    await page.get_by_role("button", name="Send me a code").click()
    await page.get_by_label("Code", exact=True).fill(CODE)
    await page.get_by_role("button", name="Verify it").click()
    await page.wait_for_url("**/settings")
    await expect(page.get_by_text("+447400123456")).to_be_visible()
    await unlinks(page)
    await expect(page.get_by_role("status")).to_contain_text("Unlinked")


async def test_who_came_by_number_links_wechat(
    tmp_path: Path, database_url: str, others: Others
) -> None:
    keys = tables(others, "wechat")["wechat"]
    env = {f"WECHAT__{name.upper()}": value for name, value in keys.items()}
    async with served(tmp_path, database_url, **env) as server, chromium() as browser:
        page = await in_wechat(browser, server.url, "en-GB")
        await sign_in(page, 5, SIGN_IN)
        others.want("wechat", person="cara")
        await page.goto("/#/settings")
        await page.get_by_role("link", name="WeChat and WeCom").click()
        await page.get_by_role("button", name="Link WeChat").click()
        await page.get_by_role("button", name="Connect").click()
        await page.wait_for_url("**/settings")
        await page.get_by_role("link", name="WeChat and WeCom").click()
        await expect(page.get_by_text("It is linked")).to_be_visible()
        await page.screenshot(path=SHOTS / "linked.png")
        other = await in_wechat(browser, server.url, "en-GB")
        await comes_by_wechat(other)
        await expect(other.get_by_role("heading", name="has an account already")).to_be_visible()
        await unlinks(page)
        await expect(page.get_by_role("status")).to_contain_text("Unlinked")
        stranger = await in_wechat(browser, server.url, "en-GB")
        await comes_by_wechat(stranger)
        await expect(stranger.get_by_role("button", name=EN["later"])).to_be_visible()


async def comes_by_wechat(page: Page) -> None:
    await page.goto("/#/sign-in")
    await page.get_by_role("button", name=EN["wechat"]).click()
    await page.get_by_role("button", name=EN["enter"], exact=True).click()


@pytest.mark.parametrize("offered", [True, False])
async def test_a_browser_that_cannot_link_says_where(
    tmp_path: Path, database_url: str, others: Others, offered: bool
) -> None:
    """And where nobody is signed in by others, Settings has no such entry."""
    keys = tables(others, "wechat")["wechat"] if offered else {}
    env = {f"WECHAT__{name.upper()}": value for name, value in keys.items()}
    async with served(tmp_path, database_url, **env) as server, chromium() as browser:
        page = await in_wechat(browser, server.url, "en-GB", AGENT.partition(" Micro")[0])
        await sign_in(page, 6, SIGN_IN)
        await page.goto("/#/settings")
        await expect(page.get_by_role("link", name="Change my number")).to_be_visible()
        entry = page.get_by_role("link", name="WeChat and WeCom")
        await expect(entry).to_have_count(int(offered))
        if offered:
            await entry.click()
            await expect(page.get_by_text("cannot be linked from this browser")).to_be_visible()
