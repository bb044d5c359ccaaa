"""Notifications as a member meets them: explained, asked for, rung, and said why they cannot be."""

from pathlib import Path
from typing import Any

from playwright.async_api import Browser, CDPSession, Page, expect

from mimi.client import Device
from tests.browser import PHONE, Served, chromium, served
from tests.push_service import PushService, Receiver
from tests.test_browser import EN, ZH, sign_in
from tests.test_browser_offline import CONTROLLED, READ, SMALL, comes_in

SHOTS = Path(__file__).parent / "shots"
# Chromium asks Google for a subscription; here it gets one of the test's own push service.
FAKE = """({ endpoint, p256dh, auth }) => {
    let kept = null;
    PushManager.prototype.getSubscription = async () => kept;
    PushManager.prototype.subscribe = async ({ applicationServerKey: key }) => {
        const text = key.replaceAll("-", "+").replaceAll("_", "/");
        const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
        return (kept = {
            endpoint,
            options: { applicationServerKey: bytes.buffer },
            toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
            unsubscribe: async () => ((kept = null), true),
        });
    };
}"""
DENIED = "Object.defineProperty(Notification, 'permission', { get: () => 'denied' })"
# Once there are some: waiting for a function does not wait for what its promise says.
NOTICES = """async () => {
    const worker = await navigator.serviceWorker.ready;
    for (;;) {
        const shown = await worker.getNotifications();
        if (shown.length) return shown.map(({ title, body, tag }) => [title, body, tag]);
        await new Promise((soon) => setTimeout(soon, 50));
    }
}"""


async def phone_with_push(browser: Browser, server: Served, device: dict[str, Any]) -> Page:
    context = await browser.new_context(
        base_url=server.url, viewport=PHONE, locale="en-GB", permissions=["notifications"]
    )
    page = await context.new_page()
    await page.add_init_script(f"({FAKE})({device})")
    return page


async def registration(page: Page) -> tuple[CDPSession, str]:
    """How the tools of a browser call the page's service worker."""
    session = await page.context.new_cdp_session(page)
    found: list[str] = []

    def note(event: dict[str, Any]) -> None:
        found.extend(one["registrationId"] for one in event["registrations"])

    session.on("ServiceWorker.workerRegistrationUpdated", note)
    await session.send("ServiceWorker.enable")
    await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return session, found[0]


async def test_rung_from_the_server_to_the_lock_screen(
    tmp_path: Path, database_url: str, service: PushService
) -> None:
    """Turned on by a tap, pushed at the edition, shown by the service worker in plain words; an
    open thread reads answers by itself; turned off again."""
    receiver = Receiver(7)
    device = receiver.subscription(service.url, [])
    async with served(tmp_path, database_url, **SMALL) as server, chromium() as browser:
        page = await phone_with_push(browser, server, device)
        mates = await comes_in(server, page)
        await page.evaluate(CONTROLLED)
        await turns_on(page)
        await mates[1].tell("Told while the phone lay there.", edition="next")
        await server.wait(4 * 3600)
        (push,) = service.take()
        said = receiver.opened(push.body)
        await rings(page, server, said.decode())
        await hears_an_answer(page, server, mates)
        await finds_out_by_itself(page, server, mates)
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


async def rings(page: Page, server: Served, said: str) -> None:
    session, found = await registration(page)
    await session.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": server.url, "registrationId": found, "data": said},
    )
    assert await page.evaluate(NOTICES) == [["Mimi", "A new edition is out", "edition"]]


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
