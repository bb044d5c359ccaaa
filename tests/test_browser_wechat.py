"""Two newcomers come by WeChat, with an invite card, in Chromium at the width of a phone."""

from pathlib import Path

from playwright.async_api import Browser, Page, expect

from tests.accounts_elsewhere import tables
from tests.browser import PHONE, Served, chromium, served
from tests.classroom import classroom, editions_pass
from tests.conftest import CODE
from tests.others import Others

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


async def in_wechat(browser: Browser, url: str, language: str) -> Page:
    context = await browser.new_context(
        base_url=url, viewport=PHONE, locale=language, is_mobile=True, user_agent=AGENT
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


async def binds_a_number(server: Served, page: Page) -> None:
    await page.goto("/#/settings/number")
    await page.get_by_label("Phone number", exact=True).fill("+44 7400 123456")
    await page.get_by_role("button", name="Send me a code").click()
    await page.get_by_label("Code", exact=True).fill(CODE)
    await page.get_by_role("button", name="Verify it").click()
    await page.wait_for_url("**/settings")
    await expect(page.get_by_text("+447400123456")).to_be_visible()
