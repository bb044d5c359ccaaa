"""A member locks the page on this device, opens it again, and hides it at once."""

from pathlib import Path
from typing import Any

from playwright.async_api import Page, expect

from mimi.town.numbers import number
from tests.access import Findings, look
from tests.browser import by_key, chromium, eventually, phone, served
from tests.test_browser import EN, SHOTS, sign_in
from tests.test_browser_return import at_localhost, authenticator

ME = 100
PIN = "lanterns at sea"
TRADITIONAL = {
    "start": "登入或註冊",
    "phone": "手機號碼",
    "send": "傳送驗證碼",
    "code": "驗證碼",
    "enter": "登入",
    "later": "以後再說",
}
HARD = 90_000  # milliseconds: Argon2id of 64 MB
DRAFT = "I never sent the letter."
# A phone is put away and taken out again; its timers slept meanwhile.
AWAY = """(seconds) => {
    const see = (hidden) => {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    };
    const now = Date.now;
    see(true);
    Date.now = () => now() + 1000 * seconds;
    see(false);
    Date.now = now;
}"""
KEPT = """async () => {
    const read = ({ name }) => new Promise((resolve) => {
        indexedDB.open(name).onsuccess = ({ target: { result } }) => {
            const all = result.transaction("things").objectStore("things");
            const [keys, things] = [all.getAllKeys(), all.getAll()];
            all.transaction.oncomplete = () => {
                resolve({ name, keys: keys.result, things: JSON.stringify(things.result) });
                result.close();
            };
        };
    });
    return Promise.all((await indexedDB.databases()).map(read));
}"""


async def test_a_lock_keeps_the_device_shut(tmp_path: Path, database_url: str) -> None:
    async with (
        served(tmp_path, database_url) as server,
        chromium() as browser,
        phone(browser, at_localhost(server), "en-GB") as page,
        authenticator(page),
    ):
        await sign_in(page, ME, EN)
        await page.goto("/#/tell")
        await page.get_by_role("textbox", name="Your secret").fill(DRAFT)
        await writes_down(page)
        await locks_by_pin(page)
        await finds_nothing_in_the_open(page)
        await opens_by_pin(page)
        await locks_when_nobody_looks(page)
        await hides(page)
        await hides_by_the_palette(page)
        await locks_by_passkey_too(page)
        await takes_the_lock_away(page)
        assert DRAFT in await everything(page)


async def writes_down(page: Page) -> None:
    """The draft, a moment later."""

    async def there() -> bool:
        return DRAFT in await everything(page)

    await eventually(there)


async def test_who_cannot_open_it_begins_anew(tmp_path: Path, database_url: str) -> None:
    async with (
        served(tmp_path, database_url) as server,
        chromium() as browser,
        phone(browser, at_localhost(server), "zh-TW") as page,
    ):
        await sign_in(page, ME, TRADITIONAL)
        await page.goto("/#/settings/lock")
        await expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
        await page.get_by_role("button", name="這台裝置的 PIN 或口令").click()
        for field in await page.locator("input[type=password]").all():
            await field.fill(PIN)
        await page.get_by_role("button", name="用它上鎖").click()
        await page.get_by_role("button", name="現在鎖上").click()
        await page.get_by_role("button", name="打不開了").click()
        await page.screenshot(path=SHOTS / "lock-erase-hant.png")
        await page.get_by_role("button", name="清除，從頭登入").click()
        await expect(page.get_by_role("heading", name="說出來，沒人知道是你")).to_be_visible()
        assert [one["keys"] for one in await kept(page) if one["keys"]] == []


async def kept(page: Page) -> list[dict[str, Any]]:
    return await page.evaluate(KEPT)


async def everything(page: Page) -> str:
    return "".join(one["things"] for one in await kept(page))


async def locks_by_pin(page: Page) -> None:
    await page.goto("/#/settings/lock")
    await page.get_by_role("button", name="PIN or passphrase of this device").click()
    for field in await page.locator("input[type=password]").all():
        await field.fill(PIN)
    await page.screenshot(path=SHOTS / "lock-settings.png", full_page=True)
    await page.get_by_role("button", name="Lock with this").click()
    await expect(page.get_by_role("button", name="Lock now")).to_be_visible(timeout=HARD)


async def finds_nothing_in_the_open(page: Page) -> None:
    """Neither words, nor the number, nor under which id something of one's own lies."""
    found = await kept(page)
    things = "".join(one["things"] for one in found)
    assert DRAFT not in things
    assert number(ME) not in things
    assert things.count('"sealed"') == sum(len(one["keys"]) for one in found) > 3
    assert all(len(key) == 64 for one in found for key in one["keys"])


async def opens_by_pin(page: Page) -> None:
    await page.get_by_role("button", name="Lock now").click()
    await expect(page.get_by_role("heading", name="Mimi is locked")).to_be_visible()
    await expect(page.locator("nav.tabs")).to_have_count(0)
    await page.screenshot(path=SHOTS / "locked.png")
    await is_accessible(page)
    await page.get_by_label("PIN or passphrase").fill(f"not {PIN}")
    await page.get_by_role("button", name="Open", exact=True).click()
    alert = page.get_by_role("alert")
    await expect(alert).to_have_text("That does not open it. Try again.", timeout=HARD)
    await unlock(page)
    await page.goto("/#/tell")
    await expect(page.get_by_role("textbox", name="Your secret")).to_have_value(DRAFT)


async def is_accessible(page: Page) -> None:
    findings = Findings(page.url)
    await look(page, "shut", findings)
    assert findings.violations == []


async def unlock(page: Page) -> None:
    await page.get_by_label("PIN or passphrase").fill(PIN)
    await page.get_by_role("button", name="Open", exact=True).click()
    await expect(page.locator("nav.tabs")).to_be_visible(timeout=HARD)


async def out_of_sight(page: Page, seconds: int) -> None:
    await page.evaluate(AWAY, seconds)


async def locks_when_nobody_looks(page: Page) -> None:
    """After two minutes; a photo can be picked meanwhile."""
    await page.goto("/#/friends")
    await out_of_sight(page, 100)
    await expect(page.locator("nav.tabs")).to_be_visible()
    async with page.expect_event("load"):
        await out_of_sight(page, 121)
    await expect(page.get_by_role("heading", name="Mimi is locked")).to_be_visible()
    await expect(page.locator("nav.tabs")).to_have_count(0)
    await unlock(page)


async def hides(page: Page) -> None:
    """By two presses of Escape; the way back leads nowhere, a reload shows no more."""
    await page.goto("/#/friends")
    for tab in ("mine", "feed", "settings"):
        await page.locator(f"nav.tabs .tab-{tab}").click()
    title = page.get_by_role("heading", name="Shopping list")
    async with page.expect_event("load") as loaded:
        while not loaded.is_done():  # a busy machine may miss that it was within a moment
            await page.keyboard.press("Escape")
            await page.keyboard.press("Escape")
            await page.wait_for_timeout(1_000)  # longer than a moment, so that two have to do
    await expect(title).to_be_visible()
    await expect(page).to_have_title("Shopping list")
    await page.screenshot(path=SHOTS / "cover.png")
    await is_accessible(page)
    for move in (page.go_back, page.go_forward, page.reload):
        await move()
        await expect(title).to_be_visible()
        assert page.url.endswith("/")
    for _ in range(3):
        await title.get_by_role("button").click()
    await unlock(page)


async def hides_by_the_palette(page: Page) -> None:
    """The first of what has its word; the same cover, and the lock behind it."""
    await by_key(page, "Control+k", page.get_by_role("combobox"))
    await page.get_by_role("combobox").fill("hide")
    await expect(page.get_by_role("option").first).to_have_text("Hide at once")
    async with page.expect_event("load"):
        await page.keyboard.press("Enter")
    title = page.get_by_role("heading", name="Shopping list")
    await expect(title).to_be_visible()
    await expect(page.locator("nav.tabs")).to_have_count(0)
    for _ in range(3):
        await title.get_by_role("button").click()
    await unlock(page)


async def locks_by_passkey_too(page: Page) -> None:
    await page.goto("/#/settings/lock")
    await page.get_by_role("button", name="A passkey").click()
    await expect(page.locator(".way .tag")).to_have_count(2)
    await page.get_by_role("button", name="Lock now").click()
    await page.get_by_role("button", name="Open with finger").click()
    await expect(page.locator("nav.tabs")).to_be_visible()


async def takes_the_lock_away(page: Page) -> None:
    await page.goto("/#/settings/lock")
    await page.get_by_role("button", name="Take the lock away").click()
    sheet = page.get_by_role("dialog")
    await sheet.get_by_label("PIN or passphrase").fill(PIN)
    await sheet.get_by_role("button", name="Take the lock away").click()
    await expect(page.get_by_role("button", name="Lock now")).to_have_count(0, timeout=HARD)
    await page.reload()
    await expect(page.locator("nav.tabs")).to_be_visible()
