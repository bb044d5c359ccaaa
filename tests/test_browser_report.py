"""Reporting at the width of a phone: gone at once, and what author and reporter are told of it."""

import re
from pathlib import Path

from playwright.async_api import Page, expect

from mimi.client import Device
from tests.browser import DAY, Served, chromium, phone, served
from tests.test_browser import EN, SHOTS, ZH, came_without_a_sender, is_post_to
from tests.test_browser_thread import (
    AUTHOR,
    MATES,
    READER,
    everybody,
    form_a_circle,
    opened,
    sign_in_as,
)

SLUR = "Everybody in 3B knows what she did last summer."
KIND = "你不是一个人，我在想着你。"
DARK = "Some nights I do not see the point of waking up."


async def test_a_report_and_what_comes_of_it(tmp_path: Path, database_url: str) -> None:
    SHOTS.mkdir(exist_ok=True)
    async with (
        served(tmp_path, database_url, FOUNDERS="none") as server,
        chromium() as browser,
        phone(browser, server.url, "en-GB") as author,
        phone(browser, server.url, "zh-CN") as reader,
    ):
        mates = [await server.member(mate, everybody()) for mate in MATES]
        await sign_in_as(author, AUTHOR, EN)
        await sign_in_as(reader, READER, ZH)
        await form_a_circle(server, mates)
        for text in (SLUR, DARK):
            await tells(author, text)
        await server.editions()
        await reports(reader, mates[0])
        [dark] = await mates[0].read()
        assert dark["text"] == DARK
        await worries(reader, dark["secret"])
        await night(server, mates[0])
        await learns(reader)
        await appeals(author)
        await says_that_one_is_safe(author)
        await night(server, mates[0])
        assert (await mates[0].card(dark["secret"]))["safe"]
        await sees_that(reader, dark["secret"])


async def tells(page: Page, text: str) -> None:
    await opened(page, "tell")
    await page.get_by_label("Your secret").fill(text)
    await page.get_by_role("button", name="Let it go").click()
    await expect(page.get_by_text("It is told")).to_be_visible()


async def night(server: Served, device: Device) -> None:
    now = (await device.place())["now"]
    await server.wait(DAY - now % DAY)


async def reports(page: Page, mate: Device) -> None:
    """One tap in the menu of the card; nobody sees it any more, this phone first."""
    await opened(page, "feed")
    assert {card["text"] for card in await mate.read()} == {SLUR, DARK}
    card = page.locator("li").filter(has_text=SLUR)
    await card.get_by_role("button", name="更多").click()
    await page.get_by_role("button", name="举报").click()
    await expect(page.get_by_text("没有人知道是你举报的")).to_be_visible()
    await page.wait_for_timeout(300)  # it fades in, for the picture
    await page.screenshot(path=SHOTS / "report-zh.png")
    async with page.expect_response(is_post_to("/v1/reports")) as answer:
        await page.get_by_role("button", name="点名说了某个人").click()
    assert (await answer.value).status == 202
    await expect(page.get_by_text("它已经从你这里消失")).to_be_visible()
    await expect(page.get_by_text(SLUR)).to_have_count(0)
    await expect(page.get_by_text(DARK)).to_be_visible()
    await page.screenshot(path=SHOTS / "reported-zh.png")


async def worries(page: Page, secret: str) -> None:
    """Who does may send a kind word too: held on the phone, and sent later, as any answer."""
    await opened(page, "feed")
    await page.get_by_role("button", name="更多").click()
    await page.get_by_role("button", name="举报").click()
    await page.get_by_role("button", name="担心写的人会伤害自己").click()
    await expect(page.get_by_text("也想说句温暖的话吗")).to_be_visible()
    await page.wait_for_timeout(300)  # it fades in, for the picture
    await page.screenshot(path=SHOTS / "kind-zh.png")
    await page.get_by_role("button", name=KIND).click()
    await expect(page.get_by_text("一会儿就送出去")).to_be_visible()
    await page.goto(f"/#/secret/{secret}")
    own = page.locator(".comment.pending").filter(has_text=KIND)
    sent = re.compile("正在发出|在路上")  # before the page's next beat, and after it
    await expect(own).to_contain_text(sent)


async def learns(page: Page) -> None:
    await opened(page, "mine")
    await expect(page.get_by_text("你举报过的")).to_be_visible()
    await expect(page.get_by_text("先对所有人隐藏了，等人看")).to_be_visible()
    await page.screenshot(path=SHOTS / "receipt-zh.png")


async def appeals(page: Page) -> None:
    await opened(page, "mine")
    notice = page.locator(".own").filter(has_text=SLUR)
    await expect(notice).to_contain_text("Hidden from everybody until somebody has looked")
    await page.screenshot(path=SHOTS / "notice-en.png", full_page=True)
    await notice.get_by_role("button", name="Appeal").click()
    await page.get_by_label("Your words").fill("It is a line of a song.")
    await page.wait_for_timeout(300)  # it fades in, for the picture
    await page.screenshot(path=SHOTS / "appeal-en.png")
    async with page.expect_response(is_post_to("/v1/appeals")) as answer:
        await page.get_by_role("button", name="Send it").click()
    await came_without_a_sender(await answer.value)
    await expect(notice).to_contain_text("It arrives tonight")


async def says_that_one_is_safe(page: Page) -> None:
    notice = page.locator(".own").filter(has_text=DARK)
    await expect(notice).to_contain_text("Somebody who read this worries about you")
    async with page.expect_response(is_post_to("/v1/safe")) as answer:
        await notice.get_by_role("button", name="I am safe").click()
    await came_without_a_sender(await answer.value)
    await expect(notice).to_contain_text("whoever reads it sees that you are safe")


async def sees_that(page: Page, secret: str) -> None:
    await opened(page, f"secret/{secret}")
    await expect(page.get_by_text("写的人说：我没事。")).to_be_visible()
    await page.screenshot(path=SHOTS / "safe-zh.png")
