"""A newcomer keeps the vault, loses the device and comes back: by passkey, PIN and words."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, CDPSession, Page, expect

from mimi.client import Device
from mimi.town.numbers import number
from tests.browser import DAY, Served, chromium, import_contacts, phone, served
from tests.conftest import CODE
from tests.test_browser import SHOTS, ZH, sends, sign_in

MATES, ME = range(4), 4
SMALL = {"CIRCLE__K": "4", "CIRCLE__FULL": "5", "CIRCLE__MOST": "6"}
PIN = "lanterns at sea"
TOLD = "I kept the letter."
SHARED = Path(__file__).parent / "contacts" / "iphone-3.0.vcf"  # as an iPhone shares its book
THEIRS = {
    "+86 138 0000 0001": "+1 201 555 0100",
    "138-0000-0002": "201-555-0101",
    "(201) 555-0101": "(201) 555-0102",
    "555-\r\n 0102": "555-\r\n 0103",
}


def address_book(folder: Path) -> Path:
    """That file with the numbers of the mates, each written as it was."""
    book = SHARED.read_bytes().decode()
    for written, other in THEIRS.items():
        assert written in book
        book = book.replace(written, other)
    path = folder / "contacts.vcf"
    path.write_bytes(book.encode())
    return path


@asynccontextmanager
async def authenticator(page: Page, prf: bool = True) -> AsyncGenerator[CDPSession]:
    """A passkey provider, with PRF or an old one, whose user always agrees."""
    cdp = await page.context.new_cdp_session(page)
    await cdp.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "ctap2Version": "ctap2_1",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "hasPrf": prf,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    await cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield cdp


def at_localhost(server: Served) -> str:
    """Passkeys belong to a name."""
    return server.url.replace("127.0.0.1", "localhost")


async def with_number(page: Page) -> None:
    await page.goto("/")
    await page.get_by_role("button", name="Sign in or join").click()
    await page.get_by_label("Phone number", exact=True).fill(number(ME))
    await page.get_by_role("button", name="Send me a code").click()
    await page.get_by_label("Code", exact=True).fill(CODE)
    await page.get_by_role("button", name="Sign in", exact=True).click()


async def keeps_by_all_three(page: Page) -> str:
    """The words."""
    await expect(page.get_by_text("Without any of these")).to_be_visible()
    await page.screenshot(path=SHOTS / "keep-en.png", full_page=True)
    passkey = page.get_by_role("button", name="A passkey")
    await passkey.click()
    await expect(passkey).to_contain_text("kept")
    await page.get_by_role("button", name="A PIN or a passphrase").click()
    for label in ("New PIN or passphrase", "Once more"):
        await page.get_by_label(label).fill("123456")
    keep = page.get_by_role("button", name="Keep with this")
    await keep.click()
    await expect(page.get_by_text("This is too easy to guess")).to_be_visible()
    for label in ("New PIN or passphrase", "Once more"):
        await page.get_by_label(label).fill(PIN)
    await page.screenshot(path=SHOTS / "pin-en.png", full_page=True)
    await keep.click()
    pin = page.get_by_role("button", name="A PIN or a passphrase")
    await expect(pin).to_contain_text("kept", timeout=90_000)
    words = await writes_words_down(page)
    await page.screenshot(path=SHOTS / "kept-en.png", full_page=True)
    await page.get_by_role("button", name="Done, go on").click()
    return words


async def writes_words_down(page: Page) -> str:
    await page.get_by_role("button", name="12 words on paper").click()
    lines = page.locator(".words-list li")
    await expect(lines).to_have_count(12)
    words = await lines.all_inner_texts()
    await page.get_by_role("button", name="I have written them down").click()
    asked = await page.get_by_label("Word ").locator("..").inner_text()
    await page.get_by_label("Word ").fill(words[int(asked.split()[1]) - 1])
    await page.get_by_role("button", name="Check").click()
    await expect(page.get_by_role("button", name="12 words on paper")).to_contain_text("kept")
    return " ".join(words)


async def makes_friends_and_tells(
    server: Served, page: Page, mates: list[Device], folder: Path
) -> None:
    await import_contacts(page, address_book(folder))
    for _ in range(9):
        await server.wait(DAY)
    for mate in mates:
        await mate.fetch_tokens()
    await page.goto("/#/tell")
    await page.clock.install()
    await page.reload()
    await page.get_by_label("Your secret").fill(TOLD)
    sent = await sends(page, page.get_by_role("button", name="Let it go").click())
    assert sent.status == 202
    await server.editions()
    assert TOLD in [card["text"] for card in await mates[0].read()]


async def is_back(page: Page) -> None:
    """Friends, circle, and above all the own secret, which nobody else could tell is theirs."""
    await page.goto("/#/feed")
    await page.reload()
    await expect(page.get_by_text(TOLD)).to_be_visible()
    await page.goto("/#/mine")
    await expect(page.get_by_text(TOLD)).to_be_visible()
    await page.goto("/#/friends")
    await expect(page.get_by_role("heading", name="The feed is open")).to_be_visible()


async def forgets(page: Page, cdp: CDPSession, kinds: str) -> None:
    """What this page's site kept is thrown away; passkeys are not the site's."""
    origin = await page.evaluate("location.origin")
    await page.goto("about:blank")
    await cdp.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": kinds})


async def comes_back_by_pin(browser: Browser, server: Served) -> None:
    async with phone(browser, at_localhost(server), "en-GB") as page:
        await with_number(page)
        await expect(page.get_by_text("This number has an account already")).to_be_visible()
        await page.get_by_role("button", name="Use my PIN or passphrase").click()
        await page.get_by_label("PIN or passphrase").fill("lanterns on sea")
        await page.get_by_role("button", name="Open my vault").click()
        await expect(page.get_by_text("This PIN is wrong")).to_be_visible(timeout=90_000)
        await expect(page.get_by_text("9 tries left")).to_be_visible()
        await page.screenshot(path=SHOTS / "waiting-en.png", full_page=True)
        await page.get_by_label("PIN or passphrase").fill(PIN)
        await page.get_by_role("button", name="Open my vault").click()
        await expect(page).to_have_url(f"{at_localhost(server)}/#/feed", timeout=90_000)
        await is_back(page)


async def comes_back_by_words(browser: Browser, server: Served, words: str) -> None:
    async with phone(browser, server.url, "en-GB") as page:
        await with_number(page)
        await expect(page.get_by_role("button", name="Use my passkey")).to_be_disabled()
        await page.get_by_role("button", name="Use my 12 words").click()
        await page.get_by_role("textbox").fill(words)
        await page.get_by_role("button", name="Open my vault").click()
        await expect(page).to_have_url(f"{server.url}/#/feed", timeout=90_000)
        await is_back(page)


async def comes_back_by_passkey(page: Page, cdp: CDPSession) -> None:
    await forgets(page, cdp, "all")
    await with_number(page)
    await page.get_by_role("button", name="Use my passkey").click()
    await expect(page.get_by_role("heading", name="This number has")).not_to_be_attached()
    await is_back(page)


async def loses_only_what_the_browser_threw_away(page: Page, cdp: CDPSession) -> None:
    """As a browser does to a site that was not visited for a week: the cookie stays."""
    await forgets(page, cdp, "indexeddb,local_storage,cache_storage")
    await page.goto("/")
    await expect(page.get_by_role("heading", name="Your vault is not here")).to_be_visible()
    await page.screenshot(path=SHOTS / "lost-en.png", full_page=True)
    await page.get_by_role("button", name="Use my passkey").click()
    await expect(page.get_by_text("This device forgot your number")).to_be_visible()
    await page.get_by_label("Phone number", exact=True).fill(number(ME))
    await page.get_by_role("button", name="Send me a code").click()
    await page.get_by_label("Code", exact=True).fill(CODE)
    await page.get_by_role("button", name="Verify it").click()
    await expect(page.get_by_text(f"Signed in with {number(ME)}")).to_be_visible()
    await is_back(page)


async def test_a_newcomer_loses_the_device_and_comes_back(
    tmp_path: Path, database_url: str
) -> None:
    SHOTS.mkdir(exist_ok=True)
    async with served(tmp_path, database_url, **SMALL) as server, chromium() as browser:
        mates = [await server.member(mate, [*MATES, ME]) for mate in MATES]
        async with (
            phone(browser, at_localhost(server), "en-GB") as page,
            authenticator(page) as cdp,
        ):
            await with_number(page)
            words = await keeps_by_all_three(page)
            await makes_friends_and_tells(server, page, mates, tmp_path)
            await comes_back_by_pin(browser, server)
            await comes_back_by_words(browser, server, words)
            await comes_back_by_passkey(page, cdp)
            await loses_only_what_the_browser_threw_away(page, cdp)


async def test_a_passkey_that_holds_no_key_is_said_to_be_none(
    tmp_path: Path, database_url: str
) -> None:
    async with (
        served(tmp_path, database_url) as server,
        chromium() as browser,
        phone(browser, at_localhost(server), "en-GB") as page,
        authenticator(page, prf=False),
    ):
        await with_number(page)
        passkey = page.get_by_role("button", name="A passkey")
        await passkey.click()
        await expect(page.get_by_text("it lacks PRF")).to_be_visible()
        await expect(passkey).not_to_contain_text("kept")


async def test_who_keeps_nothing_is_told_and_asked_again(tmp_path: Path, database_url: str) -> None:
    """An old device may let a new one in, but without the vault: that says what is given up."""
    async with (
        served(tmp_path, database_url) as server,
        chromium() as browser,
        phone(browser, server.url, "zh-CN") as old,
        phone(browser, server.url, "zh-CN") as new,
    ):
        await sign_in(old, ME, ZH)
        await is_asked_again(old)
        await is_warned_before_another_number_comes_in(old)
        await waits_and_is_let_in(old, new)
        await starts_anew(new)
        await takes_the_vault_back(old)


async def is_asked_again(page: Page) -> None:
    settings = page.get_by_role("link", name="设置")
    await expect(settings).to_contain_text("保险箱还没有保管好")
    await settings.click()
    await expect(page.get_by_text("你的保险箱只在这台设备上")).to_be_visible()
    await page.screenshot(path=SHOTS / "settings-zh.png", full_page=True)
    await page.get_by_role("link", name="现在保管好").click()
    await expect(page.get_by_text("通行密钥需要网站名字")).to_be_visible()
    await page.screenshot(path=SHOTS / "vault-zh.png", full_page=True)
    await page.get_by_role("button", name="PIN 或口令").click()
    for label in ("新的 PIN 或口令", "再写一次"):
        await page.get_by_label(label).fill(PIN)
    await page.get_by_role("button", name="用它保管").click()
    await expect(page.get_by_role("button", name="PIN 或口令")).to_contain_text(
        "已有", timeout=90_000
    )
    await expect(settings).not_to_contain_text("保险箱还没有保管好")
    await page.screenshot(path=SHOTS / "vault-kept-zh.png", full_page=True)
    await page.get_by_role("button", name="去掉").click()
    await expect(settings).to_contain_text("保险箱还没有保管好")
    await page.get_by_role("button", name="纸上的 12 个词").click()
    await page.get_by_role("button", name="显示 12 个词").click()
    await page.get_by_role("button", name="抄好了").click()
    await page.screenshot(path=SHOTS / "check-zh.png", full_page=True)


async def is_warned_before_another_number_comes_in(page: Page) -> None:
    await page.goto("/#/sign-in")
    await page.get_by_label(ZH["phone"], exact=True).fill(number(ME + 1))
    await page.get_by_role("button", name=ZH["send"]).click()
    await expect(page.get_by_text("用这个号码登录会清除它")).to_be_visible()
    await page.get_by_role("button", name=ZH["send"]).click()
    await expect(page.get_by_label(ZH["code"], exact=True)).to_be_visible()


async def waits_and_is_let_in(old: Page, new: Page) -> None:
    await new.goto("/#/sign-in")
    await new.get_by_label(ZH["phone"], exact=True).fill(number(ME))
    await new.get_by_role("button", name=ZH["send"]).click()
    await new.get_by_label(ZH["code"], exact=True).fill(CODE)
    await new.get_by_role("button", name=ZH["enter"]).click()
    await expect(new.get_by_text("这个号码已经有账户了")).to_be_visible()
    await new.screenshot(path=SHOTS / "waiting-zh.png", full_page=True)
    await old.goto("/#/settings/devices")
    await old.reload()
    await old.get_by_role("button", name="批准").click()
    await expect(old.get_by_role("button", name="批准")).not_to_be_attached()
    await new.get_by_role("button", name="批准了，再看看").click()


async def starts_anew(page: Page) -> None:
    await expect(page.get_by_text("你的保险箱不在这里")).to_be_visible()
    await page.reload()
    await page.get_by_text("一个办法都没有").click()
    await page.screenshot(path=SHOTS / "lost-zh.png", full_page=True)
    start = page.get_by_role("button", name="换一个新的保险箱")
    await expect(start).to_be_disabled()
    await page.get_by_label("我明白").check()
    await start.click()
    await expect(page.get_by_role("link", name="设置")).to_contain_text("保险箱还没有保管好")


async def takes_the_vault_back(page: Page) -> None:
    """It may have been a stranger with the number who began a new one."""
    await page.reload()
    await page.get_by_role("link", name="账户换了另一个保险箱").click()
    await page.get_by_role("link", name="去看看").click()
    await page.screenshot(path=SHOTS / "replaced-zh.png", full_page=True)
    await page.get_by_role("button", name="换回这台设备的保险箱").click()
    settings = page.get_by_role("link", name="设置")
    await expect(settings).not_to_contain_text("账户换了另一个保险箱")
