"""Notifications as a member meets them: explained, asked for, rung, and said why they cannot be."""

from pathlib import Path

from playwright.async_api import Browser, Page, expect

from mimi.client import Device
from tests.browser import PHONE, Served, chromium, served
from tests.push_service import PushService, Receiver
from tests.ringing import can_be_rung, rung
from tests.test_browser import EN, ZH, sign_in
from tests.test_browser_offline import CONTROLLED, READ, SMALL, comes_in

SHOTS = Path(__file__).parent / "shots"
DENIED = "Object.defineProperty(Notification, 'permission', { get: () => 'denied' })"


async def phone_with_push(
    browser: Browser, server: Served, receiver: Receiver, service: PushService
) -> Page:
    context = await browser.new_context(base_url=server.url, viewport=PHONE, locale="en-GB")
    page = await context.new_page()
    await can_be_rung(page, receiver, service.url)
    return page


async def test_rung_from_the_server_to_the_lock_screen(
    tmp_path: Path, database_url: str, service: PushService
) -> None:
    """Turned on by a tap, pushed at the edition, shown by the service worker in plain words; an
    open thread reads answers by itself; turned off again."""
    receiver = Receiver(7)
    async with served(tmp_path, database_url, **SMALL) as server, chromium() as browser:
        page = await phone_with_push(browser, server, receiver, service)
        mates = await comes_in(server, page)
        await page.evaluate(CONTROLLED)
        await turns_on(page)
        await mates[1].tell("Told while the phone lay there.", edition="next")
        await server.wait(4 * 3600)
        (push,) = service.take()
        shown = await rung(page, server.url, receiver.opened(push.body))
        assert shown == [["Mimi", "A new edition is out", "edition"]]
        await hears_an_answer(page, server, mates)
        await finds_out_by_itself(page, server, mates)
        await offers_a_new_edition(page, server, mates)
        await turns_off(page, server, mates, service)
        await page.context.close()


async def turns_on(page: Page) -> None:
    await page.goto("/#/settings")
    await page.get_by_role("link", name="Notifications").click()
    await expect(page.get_by_text("no content, no names")).to_be_visible()
    hours = page.get_by_role("checkbox")
    await expect(hours).to_have_count(6)
    assert sum([await one.is_checked() for one in await hours.all()]) == 1, "once a day"
    await page.screenshot(path=SHOTS / "notices-en.png", full_page=True)
    for one in await hours.all():
        await one.check()
    async with page.expect_response("**/v1/subscription") as answer:
        await page.get_by_role("button", name="Turn on").click()
    assert (await answer.value).ok
    await expect(page.get_by_text("Notifications are on for this device")).to_be_visible()


async def hears_an_answer(page: Page, server: Served, mates: list[Device]) -> None:
    """By the chime: by its own clock the page would not look for five minutes."""
    (card,) = [card for card in await mates[2].read() if card["text"] == READ]
    async with page.expect_response("**/v1/chimes"):
        await page.goto("/")
    await page.goto(f"/#/secret/{card['secret']}")
    await expect(page.get_by_text("Nobody has answered yet")).to_be_visible()
    await mates[2].comment(card, "It came by itself")
    await server.wait(300)
    await expect(page.get_by_text("It came by itself")).to_be_visible()


async def finds_out_by_itself(page: Page, server: Served, mates: list[Device]) -> None:
    """What is new in a thread that it follows, which no server was told: once."""
    await page.get_by_role("button", name="Follow its answers").click()
    await page.goto("/#/feed")
    (card,) = [card for card in await mates[3].read() if card["text"] == READ]
    await mates[3].comment(card, "And another one")
    await server.wait(300)
    async with page.expect_response("**/v1/bulletins"):
        await page.reload()
    await page.goto("/#/mine")
    new = page.locator("section", has=page.get_by_role("heading", name="What is new"))
    await expect(new.get_by_role("link")).to_contain_text("1 new answer")
    await page.screenshot(path=SHOTS / "news-en.png", full_page=True)
    await new.get_by_role("link").click()
    await expect(page.get_by_text("And another one")).to_be_visible()
    await page.goto("/#/mine")
    await expect(page.get_by_text("Nothing new")).to_be_visible()
    await expect(new).to_have_count(0)


async def offers_a_new_edition(page: Page, server: Served, mates: list[Device]) -> None:
    """Gently: what is being read stays where it is until the member asks for more."""
    await page.goto("/#/feed")
    await expect(page.get_by_text(READ)).to_be_visible()
    await page.evaluate("Math.random = () => 0.05")  # it looks after a second, not up to twenty
    await mates[1].tell("Fresh from the press.", edition="next")
    await server.wait(4 * 3600)
    pill = page.get_by_role("status").get_by_role("button", name="A new edition is out")
    await expect(pill).to_be_in_viewport()
    await expect(page.get_by_text(READ)).to_be_visible()
    await expect(page.get_by_text("Fresh from the press.")).to_have_count(0)
    await page.screenshot(path=SHOTS / "fresh-en.png")
    await pill.click()
    await expect(page.get_by_text("Fresh from the press.")).to_be_in_viewport()
    await expect(pill).to_have_count(0)


async def turns_off(page: Page, server: Served, mates: list[Device], service: PushService) -> None:
    await page.goto("/#/settings/notices")
    async with page.expect_response("**/v1/subscription"):
        await page.get_by_role("button", name="Turn off").click()
    await expect(page.get_by_role("button", name="Turn on")).to_be_visible()
    service.take()
    await mates[1].tell("Told to nobody's phone.", edition="next")
    await server.wait(4 * 3600)
    assert service.take() == []


async def test_a_browser_that_cannot_be_rung_says_so(tmp_path: Path, database_url: str) -> None:
    """As those inside other apps, and a phone on which somebody said no."""
    async with served(tmp_path, database_url) as server, chromium() as browser:
        one = await browser.new_context(
            base_url=server.url, viewport=PHONE, locale="zh-CN", service_workers="block"
        )
        page = await one.new_page()
        await sign_in(page, 1, ZH)
        await page.goto("/#/settings/notices")
        await expect(page.get_by_text("例如微信里的浏览器")).to_be_visible()
        await page.screenshot(path=SHOTS / "notices-zh.png", full_page=True)
        await one.close()
        other = await browser.new_context(base_url=server.url, viewport=PHONE, locale="en-GB")
        page = await other.new_page()
        await page.add_init_script(DENIED)
        await sign_in(page, 2, EN)
        await page.evaluate(CONTROLLED)
        await page.goto("/#/settings/notices")
        await expect(page.get_by_text("does not let Mimi notify you")).to_be_visible()
        await other.close()
