"""The console's whole job in a browser, at the width of a phone and of a desk."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from uuid import UUID

import anyio
import asyncpg
from anyio import to_thread
from playwright.async_api import Browser, Page, ViewportSize, expect
from pyotp.totp import TOTP

from mimi import moderators
from mimi.app import make_kit
from mimi.rooms import moderation, photos
from mimi.rooms.accounts import Viewer
from mimi.rooms.photos import Photo
from mimi.settings import Settings
from tests.access import Findings, look, watch
from tests.browser import PHONE, Served, chromium, phone, served
from tests.conftest import MONDAY
from tests.scene import TELL
from tests.staff import PASSPHRASE
from tests.test_browser import EN, sign_in
from tests.test_browser_return import at_localhost, authenticator

SHOTS = Path(__file__).parent / "shots/console"
THESIS = "Robert Hargreaves copied his thesis, and everybody in the office knows it."
AFFAIR = "Robert Hargreaves has been seeing somebody from the third floor since March."
UNNOTICED = "She sold her grandmother's ring and told the family that it was stolen."
FLOWER = Path(str(files("sklearn.datasets") / "images/flower.jpg"))
DESK: ViewportSize = {"width": 1280, "height": 900}


@asynccontextmanager
async def desk(
    browser: Browser, server: Served, findings: Findings, size: ViewportSize, language: str
) -> AsyncGenerator[Page]:
    """A moderator's browser. Passkeys belong to a name, so the console is opened by one."""
    context = await browser.new_context(
        base_url=at_localhost(server), viewport=size, locale=language
    )
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    await watch(page, findings)
    yield page
    await context.close()
    assert errors == []


async def shown(page: Page, name: str, findings: Findings) -> None:
    await look(page, name, findings)
    await page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


async def link(settings: Settings, name: str) -> str:
    """What `mimi moderators add` prints, from its path on."""
    printed = await to_thread.run_sync(moderators.add, settings, name)
    return "/console#" + printed.partition("#")[2]


async def enrols_with_a_passkey(page: Page, path: str, findings: Findings) -> None:
    await page.goto(path)
    await expect(page.get_by_role("heading", name="Ada")).to_be_visible()
    await page.get_by_label("Passphrase").fill("short")
    await page.get_by_role("button", name="Add a passkey").click()
    await expect(page.get_by_role("alert")).to_contain_text("12")
    await page.get_by_label("Passphrase").fill(PASSPHRASE)
    await shown(page, "enrol-en", findings)
    await page.get_by_role("button", name="Add a passkey").click()
    await expect(page.get_by_role("heading", name="Queue")).to_be_visible()


async def signs_in_again(page: Page, findings: Findings) -> None:
    await page.get_by_role("button", name="Sign out").click()
    await page.get_by_label("Your moderator name").fill("Ada")
    await page.get_by_label("Passphrase").fill("not this one at all")
    await page.get_by_role("button", name="Sign in with a passkey").click()
    await expect(page.get_by_role("alert")).to_contain_text("wrong")
    await shown(page, "sign-in-en", findings)
    await page.get_by_label("Passphrase").fill(PASSPHRASE)
    await page.get_by_role("button", name="Sign in with a passkey").click()
    await expect(page.get_by_role("heading", name="Queue")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("heading", name="Queue")).to_be_visible()


async def enrols_with_an_app(page: Page, path: str, now: int, findings: Findings) -> None:
    await page.goto(path)
    await page.get_by_label("口令").fill(PASSPHRASE)
    await page.get_by_role("button", name="改用验证器应用").click()
    await expect(page.locator(".qr svg")).to_be_visible()
    await shown(page, "enrol-app-zh", findings)
    letters = await page.locator(".mono").inner_text()
    await page.get_by_label("验证器上的六位数").fill(TOTP(letters).at(now))
    await page.get_by_role("button", name="用这个验证码完成").click()
    await expect(page.get_by_role("heading", name="待处理")).to_be_visible()


async def told(server: Served, settings: Settings) -> None:
    """Two secrets that somebody asks to be taken down, and one with a picture that nobody has
    noticed."""
    database_url = settings.database_url
    db = await asyncpg.connect(database_url)
    await db.execute("INSERT INTO editions VALUES ($1)", MONDAY)
    for at, text in enumerate((THESIS, AFFAIR, UNNOTICED)):
        await db.execute(TELL, UUID(int=1), UUID(int=at + 7), MONDAY, text, 3)
    await db.execute("UPDATE secrets SET photo = true WHERE text = $1", UNNOTICED)
    await db.close()
    await pictured(settings, UUID(int=9))
    for text in (THESIS, AFFAIR):
        asked = {"quotation": text, "name": "Robert Hargreaves", "words": "Please, that is me."}
        answer = await server.http.post("/v1/takedowns", json=asked)
        assert answer.status_code == 201, answer.text
    await server.wait(300)


async def pictured(settings: Settings, secret: UUID) -> None:
    kit = make_kit(settings, settings.database_url)
    await kit.database.open()
    files = await photos.rebuild(kit, await anyio.Path(FLOWER).read_bytes())
    async with kit.database.transaction() as db:
        await photos.keep(kit, db, [Photo(UUID(int=1), secret, files)], MONDAY)
    await kit.database.close()


async def works_by_keyboard(page: Page, findings: Findings) -> None:
    """Goes to a case, opens it, proposes a removal, takes it back and proposes it again."""
    rows = page.locator(".beside .rows a")
    await expect(rows).to_have_count(2)
    await page.keyboard.press("j")
    await expect(page.locator(".veil")).to_be_visible()
    await shown(page, "case-veiled-en", findings)
    await page.keyboard.press("o")
    await expect(page.locator(".case blockquote").first).to_contain_text("Robert")
    await proposes_removal(page)
    await expect(page.get_by_text("Hidden; waits for a second")).to_be_visible()
    await expect(page.locator(".veil")).to_be_visible()  # the next one; nobody writes any more
    await page.keyboard.press("u")
    await expect(page.get_by_text("Undone; it waits again")).to_be_visible()
    await expect(rows.filter(has_text="Waits for another")).to_have_count(0)
    await expect(page.locator(".veil")).to_be_visible()
    await page.keyboard.press("o")
    await adds_a_note(page)
    await shown(page, "case-en", findings)
    await proposes_removal(page)
    await expect(rows.filter(has_text="Waits for another")).to_have_count(1)


async def adds_a_note(page: Page) -> None:
    """To all wordings of it, and another in its place."""
    await page.get_by_text("All wordings of it").click()
    await page.get_by_label("A note that everybody sees").fill("It was looked into, and is not so.")
    await page.get_by_label("Source").fill("https://paper.example/")
    await page.get_by_label("Reason").fill("The paper wrote about it.")
    await page.get_by_role("button", name="Do it").click()
    await expect(page.get_by_text("Done, to 1 of them.")).to_be_visible()
    await page.get_by_label("A note that everybody sees").fill("It was looked into twice.")
    await page.get_by_role("button", name="Do it").click()
    await expect(page.get_by_text("stands now: It was looked into twice.")).to_be_visible()


async def proposes_removal(page: Page) -> None:
    await page.keyboard.press("3")
    await page.get_by_label("Reason").last.fill("It names a private person.")
    await page.keyboard.press("Control+Enter")


async def confirms_on_a_phone(page: Page, findings: Findings) -> None:
    await shown(page, "queue-zh", findings)
    await page.locator(".rows a", has_text="有人提议移除").click()
    await page.get_by_role("button", name="打开看").click()
    await page.get_by_role("button", name="移除").click()
    await page.get_by_label("理由").last.fill("点了一个普通人的名字。")
    await shown(page, "deciding-zh", findings)
    await page.get_by_role("button", name="确定").click()
    await expect(page.get_by_text("已处理")).to_be_visible()
    await expect(page.locator(".rows a")).to_have_count(1)


async def finds_what_nobody_reported(page: Page, findings: Findings) -> None:
    await page.get_by_role("link", name="Find").click()
    await page.locator("input[type=file]").set_input_files(FLOWER)
    await expect(page.locator("li.panel")).to_contain_text("ring")
    await page.evaluate("sessionStorage.setItem('mimi-console-done', '24')")  # a long day's work
    await page.reload()
    await page.get_by_label("Words that somebody quotes").fill("SHE sold her grandmother's ring!")
    await page.get_by_role("button", name="Look in all").click()
    await expect(page.get_by_text("Has all of it")).to_be_visible()
    await shown(page, "find-en", findings)
    await page.get_by_role("link", name="Open its case").click()
    await opens_a_photo(page)
    await page.get_by_role("button", name="Keep near").click()
    await page.get_by_label("Reason").last.fill("Nobody is named; it need not travel.")
    await page.get_by_role("button", name="Do it").last.click()
    await expect(page.get_by_text("Done.")).to_be_visible()
    await expect(page.get_by_text("You have seen a lot")).to_be_visible()
    await page.get_by_role("button", name="I have had a break").click()
    await expect(page.get_by_text("You have seen a lot")).to_have_count(0)


async def opens_a_photo(page: Page) -> None:
    """Not even fetched before, and without colour then."""
    await page.get_by_role("button", name="Open it").click()
    async with page.expect_response("**/photo"):
        await page.get_by_role("button", name="Open the photo").click()
    await expect(page.get_by_alt_text("The secret's photo")).to_have_class("grey")


async def answers_an_appeal(page: Page, database_url: str) -> None:
    """Against what was hidden before anybody had looked: this moderator has not acted on it."""
    db = await asyncpg.connect(database_url)
    await db.execute(
        "INSERT INTO appeals SELECT case_id, 'It is a line of a song.', 0 FROM cases WHERE waiting"
    )
    await db.close()
    await page.get_by_role("link", name="Queue").click()
    await page.locator(".rows a", has_text="An appeal").click()
    await page.get_by_role("button", name="Open it").click()
    await expect(page.get_by_text("It is a line of a song.")).to_be_visible()
    await page.keyboard.press("1")
    await page.get_by_label("Reason").last.fill("So it is.")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_text("Nothing waits for you now.")).to_be_visible()


async def answers_a_request(page: Page, findings: Findings) -> None:
    await page.get_by_role("link", name="Requests").click()
    await expect(page.locator("article")).to_have_count(2)
    await page.get_by_role("button", name="Taken down", exact=True).first.click()
    await page.get_by_label("Reason").fill("It was about her.")
    await shown(page, "requests-en", findings)
    await page.get_by_role("button", name="Do it").click()
    await expect(page.locator("article")).to_have_count(1)


async def test_moderators_work(tmp_path: Path, database_url: str) -> None:
    SHOTS.mkdir(exist_ok=True, parents=True)
    async with served(tmp_path, database_url) as server, chromium() as browser:
        settings = Settings(data=str(tmp_path), database_url=database_url)
        findings = Findings(at_localhost(server))
        await told(server, settings)
        now = (await server.http.get("/v1/place")).json()["now"]
        async with desk(browser, server, findings, DESK, "en-GB") as ada, authenticator(ada):
            await enrols_with_a_passkey(ada, await link(settings, "Ada"), findings)
            await signs_in_again(ada, findings)
            await works_by_keyboard(ada, findings)
            async with desk(browser, server, findings, PHONE, "zh-CN") as ben:
                await enrols_with_an_app(ben, await link(settings, "Ben"), now, findings)
                await confirms_on_a_phone(ben, findings)
            await finds_what_nobody_reported(ada, findings)
            await answers_a_request(ada, findings)
            await answers_an_appeal(ada, database_url)
            await ada.get_by_role("link", name="Acts").click()
            await expect(ada.locator(".deed")).to_have_count(9)
            await shown(ada, "acts-en", findings)
    assert findings.violations == []
    assert findings.strangers == []


async def becomes_a_juror(settings: Settings) -> None:
    """The only account there is: it sits in a circle, and its reports were right."""
    kit = make_kit(settings, settings.database_url)
    await kit.database.open()
    async with kit.database.transaction() as db:
        account = await db.fetchval("SELECT account FROM accounts")
        await db.execute("INSERT INTO members VALUES ($1, $2, 0)", UUID(int=2), account)
        tag = await moderation.reporter(kit, db, Viewer(account))
        await db.execute("INSERT INTO reporters VALUES ($1, 4, 0)", tag)
    await kit.database.close()


async def test_a_juror_is_asked(tmp_path: Path, database_url: str) -> None:
    SHOTS.mkdir(exist_ok=True, parents=True)
    async with (
        served(tmp_path, database_url) as server,
        chromium() as browser,
        phone(browser, server.url, "en-GB") as page,
    ):
        await sign_in(page, 1, EN)
        await page.goto("/#/settings/jury")
        await expect(page.get_by_text("reports turned out right")).to_be_visible()
        await becomes_a_juror(Settings(data=str(tmp_path), database_url=database_url))
        await page.reload()
        for answer in ("Yes", "No", "Skip"):
            await expect(page.locator(".judged")).to_be_visible()
            async with page.expect_response("**/v1/jury?language=en") as asked:
                await page.get_by_role("button", name=answer, exact=True).click()
            assert (await (await asked.value).json())["task"]
        await page.screenshot(path=SHOTS / "jury-en.png", full_page=True)
