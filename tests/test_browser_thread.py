"""A thread as two phones see it: told for a day, answered, replied to, followed, closed, gone."""

from pathlib import Path
from uuid import UUID

import pytest
from playwright.async_api import Page, Request, expect

from mimi.client import Device, Refused
from mimi.town.numbers import number
from tests.browser import DAY, Served, chromium, phone, served
from tests.test_browser import EN, SHOTS, ZH, came_without_a_sender, is_post_to, sign_in

MATES = range(13)
AUTHOR, READER = 100, 101  # in the browser
TEXT = "I have kept every letter that I never sent."
MINUTES = 300
UPLOAD = """contacts => fetch("/v1/contacts", {
    method: "PUT",
    headers: {"content-type": "application/json"},
    body: JSON.stringify(contacts),
}).then(answer => answer.status)"""


async def test_a_thread_from_telling_to_its_end(tmp_path: Path, database_url: str) -> None:
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
        await tells_for_a_day(server, author)
        secret = (await mates[0].read())[0]["secret"]
        first = await says(server, mates[0], secret, "Me too. A shoebox full.")
        await looks_at_the_options(reader)
        await follows(server, reader, mates[1], secret)
        await replies(server, author, reader, secret)
        await closes(server, author, mates[2], secret)
        await mates[0].remove_comment(UUID(secret), first)
        await is_closed_after_the_night(server, author, reader, mates[3], secret)
        await takes_an_answer_back(author, secret)
        await is_gone_after_its_day(server, author, reader)
        await takes_another_back(server, author, mates[0])


def everybody() -> list[int]:
    return [*MATES, AUTHOR, READER]


async def sign_in_as(page: Page, who: int, words: dict[str, str]) -> None:
    await sign_in(page, who, words)
    contacts = [number(one) for one in everybody() if one != who]
    assert await page.evaluate(UPLOAD, {"own": [number(who)], "numbers": contacts}) == 200


async def form_a_circle(server: Served, mates: list[Device]) -> None:
    for _ in range(9):
        await server.wait(DAY)
    for mate in mates:
        await mate.fetch_tokens()


async def opened(page: Page, path: str) -> None:
    """As if the page were opened anew: it asks for everything that it asks for by itself."""
    await page.goto(f"/#/{path}")
    async with page.expect_response("**/v1/bulletins"):
        await page.reload()


async def tells_for_a_day(server: Served, page: Page) -> None:
    await opened(page, "tell")
    await page.get_by_label("Your secret").fill(TEXT)
    await page.get_by_text("Options").click()
    await expect(page.get_by_text("Anyone · 1 month")).to_be_visible()
    await page.get_by_label("Stays with people near me").check()
    await page.get_by_label("1 day", exact=True).check()
    await page.get_by_text("When it disappears").scroll_into_view_if_needed()
    await page.screenshot(path=SHOTS / "options-en.png", full_page=True)
    async with page.expect_response(is_post_to("/v1/secrets")) as answer:
        await page.get_by_role("button", name="Let it go").click()
    told = await answer.value
    await came_without_a_sender(told)
    sent = told.request.post_data or ""
    assert '"reach":"near"' in sent
    assert '"life":"day"' in sent
    await expect(page.get_by_text("It is told")).to_be_visible()
    await opened(page, "tell")
    await expect(page.get_by_text("Anyone · 1 month")).to_be_attached()  # nothing is remembered
    await server.editions()
    await opened(page, "mine")
    await expect(page.get_by_text("Near only · gone after a day")).to_be_visible()


async def looks_at_the_options(page: Page) -> None:
    await opened(page, "tell")
    await page.get_by_text("选项").click()
    await expect(page.get_by_text("可以走远 · 一个月")).to_be_visible()
    await page.get_by_label("一周", exact=True).check()
    await expect(page.get_by_text("可以走远 · 一周")).to_be_visible()
    await page.screenshot(path=SHOTS / "options-zh.png", full_page=True)


async def says(server: Served, mate: Device, secret: str, text: str) -> UUID:
    await mate.fetch_tokens()
    comment = await mate.comment(await mate.card(secret), text)
    await server.wait(MINUTES)
    return comment


async def follows(server: Served, page: Page, mate: Device, secret: str) -> None:
    """What comes after is announced on this phone; nothing was sent when the bell was pressed."""
    await page.goto("about:blank")  # nothing that was asked before answers for what comes
    async with page.expect_response("**/v1/help"):  # the last that it asks for by itself
        await page.goto(f"/#/secret/{secret}")
    await page.wait_for_load_state("networkidle")
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/page/assets/" not in request.url:  # its own files come whenever it has nothing to do
            asked.append(request.url)

    page.on("request", note)
    await page.get_by_role("button", name="关注新回应").click()
    await expect(page.get_by_text("已关注。只有这台设备知道。")).to_be_visible()
    assert asked == []
    await page.screenshot(path=SHOTS / "bell-zh.png")
    await says(server, mate, secret, "写了没寄的信，也是信。")
    await says(server, mate, secret, "我有一抽屉。")
    await opened(page, "mine")
    await expect(page.locator(".tab-mine .news")).to_have_text("2")
    await expect(page.get_by_text("2 条新回应", exact=True)).to_be_visible()
    await page.screenshot(path=SHOTS / "follow-zh.png")
    await page.get_by_role("link", name="打开").click()
    await expect(page.get_by_text("我有一抽屉。")).to_be_visible()
    await page.goto("/#/mine")
    await expect(page.get_by_text("没有新回应")).to_be_visible()
    await expect(page.locator(".tab-mine .news")).to_have_count(0)


async def replies(server: Served, author: Page, reader: Page, secret: str) -> None:
    """The author hears of answers without having pressed anything, and replies to the first."""
    await opened(author, "mine")
    await expect(author.locator(".tab-mine .news")).to_have_text("3")
    await author.screenshot(path=SHOTS / "mine-news-en.png")
    await opened(author, f"secret/{secret}")
    await expect(author.get_by_text("Answers come out together every 5 minutes")).to_be_visible()
    await author.get_by_role("button", name="Reply", exact=True).first.click()
    await expect(author.get_by_text("Replying to")).to_be_visible()
    await author.get_by_label("Answer this secret").fill("Then you know how heavy paper is.")
    await author.screenshot(path=SHOTS / "replying-en.png")
    async with author.expect_response(is_post_to("/comments")) as answer:
        await author.get_by_role("button", name="Send", exact=True).click()
    await came_without_a_sender(await answer.value)
    await server.wait(MINUTES)
    for page in (author, reader):
        await opened(page, f"secret/{secret}")
        quote = page.locator("li.comment:not(.pending) .quote")
        await expect(quote).to_contain_text("A shoebox full.")
        await quote.scroll_into_view_if_needed()
    await author.screenshot(path=SHOTS / "reply-en.png")
    await reader.screenshot(path=SHOTS / "reply-zh.png")
    await opened(author, "mine")
    await expect(author.locator(".tab-mine .news")).to_have_count(0)  # one's own is no news


async def closes(server: Served, page: Page, mate: Device, secret: str) -> None:
    await page.get_by_role("button", name="End answers").click()
    await page.wait_for_timeout(300)  # it fades in, for the picture
    await page.screenshot(path=SHOTS / "closing-en.png")
    async with page.expect_response(is_post_to("/closings")) as answer:
        await page.get_by_role("button", name="End tonight").click()
    await came_without_a_sender(await answer.value)
    await expect(page.get_by_text("Answers end tonight")).to_be_visible()
    await says(server, mate, secret, "Said before the night.")


async def is_closed_after_the_night(
    server: Served, author: Page, reader: Page, mate: Device, secret: str
) -> None:
    now = (await mate.place())["now"]
    await server.wait(DAY - now % DAY)
    await mate.fetch_tokens()
    with pytest.raises(Refused) as refused:
        await mate.comment(await mate.card(secret), "Too late.")
    assert refused.value.name == "thread-closed"
    await opened(author, f"secret/{secret}")
    await expect(author.get_by_text("Its author has ended the answers")).to_be_visible()
    await expect(author.get_by_text("Said before the night.")).to_be_visible()
    await expect(author.get_by_text("A shoebox full.")).to_have_count(0)
    await expect(author.get_by_text("What this replied to is no longer here")).to_be_visible()
    await expect(author.get_by_role("button", name="Reply", exact=True)).to_have_count(0)
    await opened(reader, f"secret/{secret}")
    closed = reader.get_by_text("作者已经结束这里的回应")
    await closed.scroll_into_view_if_needed()
    await reader.screenshot(path=SHOTS / "closed-zh.png")
    await opened(author, "mine")
    await expect(author.get_by_text("Answers have ended")).to_be_visible()


async def takes_an_answer_back(page: Page, secret: str) -> None:
    await opened(page, f"secret/{secret}")
    async with page.expect_response(is_post_to("/v1/removals")) as answer:
        await page.get_by_role("button", name="Remove", exact=True).click()
    await came_without_a_sender(await answer.value)


async def is_gone_after_its_day(server: Served, author: Page, reader: Page) -> None:
    await server.wait(DAY)
    await opened(reader, "feed")
    await expect(reader.get_by_text("这里还很安静")).to_be_visible()
    await opened(author, "mine")
    await expect(author.get_by_text("No longer there")).to_be_visible()


async def takes_another_back(server: Served, page: Page, mate: Device) -> None:
    await opened(page, "tell")
    await page.get_by_label("Your secret").fill("I posted one of them.")
    await page.get_by_role("button", name="Let it go").click()
    await expect(page.get_by_text("It is told")).to_be_visible()
    await server.editions()
    assert len(await mate.read()) == 1
    await opened(page, "mine")
    await page.get_by_role("button", name="Remove", exact=True).click()
    async with page.expect_response(is_post_to("/v1/removals")) as answer:
        await page.get_by_role("button", name="Remove tonight").click()
    await came_without_a_sender(await answer.value)
    await expect(page.get_by_text("Gone tonight")).to_be_visible()
    await server.wait(DAY)
    assert await mate.read() == []
