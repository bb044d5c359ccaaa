"""A phone that is rung: a browser's part of Web Push, for which Chromium would ask Google."""

from asyncio import Queue
from typing import Any

import anyio
from playwright.async_api import CDPSession, Page, Worker

from tests.push_service import Receiver

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
# The worker says when its notice stands.
STANDS = """() => {
    const show = registration.showNotification.bind(registration);
    self.stands = new Promise((stands) => {
        registration.showNotification = async (...notice) => {
            await show(...notice);
            delete registration.showNotification;
            stands();
        };
    });
}"""
NOTICES = """async () => {
    const shown = await (await navigator.serviceWorker.ready).getNotifications();
    return shown.map(({ title, body, tag }) => [title, body, tag]);
}"""
# No tool of a browser taps a notice. The page's own worker is told that somebody did while no page
# was open; that a window opens then is the browser's affair, so it only says which.
TAPPED = """async () => {
    const [notification] = await registration.getNotifications();
    let [opened, work] = ["", null];
    clients.matchAll = async () => [];
    clients.openWindow = async (address) => (opened = address);
    const event = new NotificationEvent("notificationclick", { notification });
    event.waitUntil = (promise) => (work = promise);
    dispatchEvent(event);
    await work;
    delete clients.matchAll;
    delete clients.openWindow;
    return [opened, (await registration.getNotifications()).length];
}"""


async def can_be_rung(page: Page, receiver: Receiver, service: str) -> None:
    """Before the page is opened first."""
    await page.context.grant_permissions(["notifications"])
    await page.add_init_script(f"({FAKE})({receiver.subscription(service, [])})")


async def registration(page: Page) -> tuple[CDPSession, str]:
    """How the tools of a browser call the page's service worker."""
    session = await page.context.new_cdp_session(page)
    found = Queue[str]()

    def note(event: dict[str, Any]) -> None:
        for one in event["registrations"]:
            found.put_nowait(one["registrationId"])

    session.on("ServiceWorker.workerRegistrationUpdated", note)
    await session.send("ServiceWorker.enable")
    await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    with anyio.fail_after(20):
        return session, await found.get()  # the answer may be here before the event


async def rung(page: Page, url: str, said: bytes) -> list[list[str]]:
    """The push as it was opened, handed to the service worker; gives the notices it shows.

    Chromium throws a notice away for good when it is asked for its notices just while it puts that
    one up, so they are looked for once, when it stands.
    """
    session, found = await registration(page)
    worker: Worker = page.context.service_workers[0]
    await worker.evaluate(STANDS)
    await session.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": url, "registrationId": found, "data": said.decode()},
    )
    with anyio.fail_after(20):
        await worker.evaluate("self.stands")
    return await page.evaluate(NOTICES)


async def tapped(page: Page) -> str:
    """The notice; gives what opens."""
    worker: Worker = page.context.service_workers[0]
    opened, left = await worker.evaluate(TAPPED)
    assert left == 0, "it is still there"
    return opened
