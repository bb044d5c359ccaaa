"""The whole job without a pointer: Tab, Enter, Space and letters, from the welcome to an answer."""

from pathlib import Path

from playwright.async_api import Page, expect

from mimi.town.numbers import number
from tests.browser import DAY, Served, chromium, phone, served
from tests.conftest import CODE
from tests.test_browser import ZH, is_post_to

MATES, ME = range(4), 100
SMALL = {"CIRCLE__K": "4", "CIRCLE__FULL": "5", "CIRCLE__MOST": "8"}
MOST = 60  # steps from one thing to another
FOCUSED = """() => {
    const one = document.activeElement;
    const named = one.getAttribute("aria-label") ?? one.labels?.[0]?.innerText ?? one.innerText;
    return [one.tagName.toLowerCase(), (named ?? "").trim()];
}"""


async def go_to(page: Page, name: str) -> None:
    """Tab until something with this name has the focus."""
    seen: list[str] = []
    for _ in range(MOST):
        await page.keyboard.press("Tab")
        _, named = await page.evaluate(FOCUSED)
        if name in named:
            return
        seen.append(named)
    raise AssertionError(f"Tab does not reach {name}, only {seen}")


async def press(page: Page, name: str) -> None:
    await go_to(page, name)
    await page.keyboard.press("Enter")


async def write(page: Page, name: str, text: str) -> None:
    await go_to(page, name)
    await page.keyboard.insert_text(text)


async def is_titled(page: Page, title: str) -> None:
    """The new screen's title has the focus, so that it is what is read out."""
    heading = page.get_by_role("heading", level=1, name=title)
    await expect(heading).to_be_focused()


async def test_the_whole_job_by_keyboard(tmp_path: Path, database_url: str) -> None:
    async with (
        served(tmp_path, database_url, **SMALL) as server,
        chromium() as browser,
        phone(browser, server.url, "zh-CN") as page,
    ):
        await joins(page)
        await finds_friends(page)
        await reads_and_likes(server, page)
        await answers(page)
        await tells(page)
        await speaks_other_languages(page)


async def joins(page: Page) -> None:
    await page.goto("/")
    await expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    foot = page.get_by_role("navigation", name="条款、隐私、保证与投诉")
    await expect(foot).to_be_visible()  # all is here
    await press(page, ZH["start"])
    await is_titled(page, "你的手机号")
    await write(page, ZH["phone"], number(ME))
    await page.keyboard.press("Enter")
    await expect(page.get_by_label(ZH["code"], exact=True)).to_be_focused()
    await page.keyboard.type(CODE)
    await page.keyboard.press("Enter")
    await is_titled(page, "保管好你的保险箱")
    await expect(page.get_by_role("button", name=ZH["later"])).to_be_visible()
    await press(page, ZH["later"])
    await expect(page.get_by_role("navigation", name="主要页面")).to_be_visible()


async def finds_friends(page: Page) -> None:
    await page.goto("/#/friends/numbers")
    await is_titled(page, "用手机号找朋友")
    await page.get_by_role("textbox").focus()
    await page.keyboard.insert_text("\n".join(number(mate) for mate in MATES))
    async with page.expect_response("**/v1/contacts"):
        await press(page, ZH["look"])
    await expect(page.get_by_role("status")).to_be_visible()


async def reads_and_likes(server: Served, page: Page) -> None:
    mates = [await server.member(mate, [*MATES, ME]) for mate in MATES]
    for _ in range(9):
        await server.wait(DAY)
    for mate in mates:
        await mate.fetch_tokens()
    await mates[0].tell("我其实很怕黑。")
    await server.editions()
    async with page.expect_response("**/v1/bulletin"):
        await page.reload()
    await press(page, "看")
    await is_titled(page, "Mimi")
    await expect(page.get_by_text("我其实很怕黑。")).to_be_visible()
    async with page.expect_response("**/like") as answer:
        await press(page, "喜欢")
    assert (await answer.value).status == 204
    await press(page, "看回应")
    await is_titled(page, "一个秘密")


async def answers(page: Page) -> None:
    await write(page, "回应这个秘密", "我也是。")
    async with page.expect_response(is_post_to("/comments")) as answer:
        await press(page, "发出")
    assert (await answer.value).status == 202
    await expect(page.get_by_text("在路上")).to_be_visible()
    await page.go_back()
    await is_titled(page, "Mimi")


async def tells(page: Page) -> None:
    await page.goto("/#/tell")
    await is_titled(page, "说一个秘密")
    await write(page, "你的秘密", "今天我没有去。")
    async with page.expect_response(is_post_to("/v1/secrets")) as answer:
        await press(page, "说出去")
    assert (await answer.value).status == 202


async def speaks_other_languages(page: Page) -> None:
    """At once, and so that a screen reader changes its voice."""
    await page.goto("/#/settings")
    await is_titled(page, "设置")  # the title takes the focus, and then it is the member's
    await go_to(page, "简体中文")
    await page.keyboard.press("ArrowDown")
    await expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    await expect(page.get_by_role("heading", level=1, name="設定")).to_be_visible()
    await expect(page.get_by_role("radio", name="繁體中文")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.get_by_role("navigation", name="Main pages")).to_be_visible()
    await expect(page.get_by_role("heading", level=1, name="Settings")).to_be_visible()
