"""An address book through the page: what leaves the device, what stays on it, and what is said."""

import json
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Page, Request, expect

from mimi.town.numbers import number
from tests.browser import chromium, import_contacts, phone, served
from tests.test_browser import EN, ZH, sign_in

BOOKS = Path(__file__).parent / "contacts"
BOOK = BOOKS / "iphone-abroad-3.0.vcf"
TABLE = BOOKS / "google.csv"
ME = 99  # whose books these are, as their answers say
# What the book holds besides numbers: names, a company, mail, addresses, a birthday, a label, a
# number in a note and in a link.
OTHERS = [
    *("Quillfeather", "小月亮", "若兰", "Tumbledown", "odalys@", "Marmalade", "1991-07-13"),
    *("Grandmother", "555 0177", "2135550178", "ruolan.example"),
]


def answer(book: Path) -> dict[str, Any]:
    return json.loads(book.with_name(f"{book.name}.json").read_text())


def photos(book: str) -> list[str]:
    """The beginning of each."""
    return [part.split(":", 1)[1][:40] for part in book.split("PHOTO;")[1:]]


@asynccontextmanager
async def newcomer(
    folder: Path, database_url: str, language: str = "en-GB", script: str = ""
) -> AsyncGenerator[tuple[Page, list[Request]]]:
    """Somebody signed in, and all requests from then on, a worker's too."""
    async with (
        served(folder, database_url) as server,
        chromium() as browser,
        phone(browser, server.url, language) as page,
    ):
        await page.add_init_script(script)
        await sign_in(page, ME, EN if language == "en-GB" else ZH)
        made: list[Request] = []

        def note(request: Request) -> None:
            made.append(request)

        page.context.on("request", note)
        yield page, made


def uploads(requests: Iterable[Request]) -> list[Any]:
    return [one.post_data_json for one in requests if one.url.endswith("/v1/contacts")]


async def said(requests: Iterable[Request]) -> str:
    """Everything that left the device: addresses, headers and bodies."""
    parts: list[object] = []
    for request in requests:
        parts += [request.url, await request.all_headers(), request.post_data]
        parts += [json.loads(request.post_data)] if request.post_data else []
    return "\n".join(map(str, parts))


KEPT = """async () => {
  const done = asked => new Promise((yes, no) => {
    asked.onsuccess = () => yes(asked.result);
    asked.onerror = no;
  });
  const kept = [JSON.stringify({...localStorage, ...sessionStorage}), ...await caches.keys()];
  for (const {name} of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      const things = db.transaction(store).objectStore(store).getAll();
      kept.push(JSON.stringify(await done(things)));
    }
    db.close();
  }
  return kept.join("\\n");
}"""


async def test_only_numbers_of_an_address_book_leave_the_device_or_stay_on_it(
    tmp_path: Path, database_url: str
) -> None:
    text = BOOK.read_text()
    secret = [*OTHERS, *photos(text)]
    assert [one for one in secret if one not in text] == [], "the test looks for what is there"
    async with newcomer(tmp_path, database_url) as (page, made):
        await import_contacts(page, BOOK, TABLE)
        await expect(page.get_by_text("Numbers being looked for: 7")).to_be_visible()
        await expect(page.get_by_text("Not recognised and not used: 1")).to_be_visible()
        await page.goto("/#/friends/known")
        await expect(page.get_by_text("+12135550103")).to_be_visible()
        told, kept = await said(made), await page.evaluate(KEPT)
    numbers = answer(BOOK)["sent"] + answer(TABLE)["sent"]
    assert uploads(made) == [{"own": [number(ME)], "numbers": numbers}]
    assert [one for one in secret if one in told] == []
    assert [one for one in secret if one in kept] == []
    assert [one for one in answer(BOOK)["sent"] if one not in kept] == []


async def test_what_was_read_is_said_before_anything_is_sent(
    tmp_path: Path, database_url: str
) -> None:
    async with newcomer(tmp_path, database_url, "zh-CN") as (page, made):
        await page.goto("/#/friends/numbers")
        chooser, status = page.locator("input[type=file]"), page.get_by_role("status")
        await chooser.set_input_files(BOOKS / "short-and-hot.vcf")
        await expect(status).to_contain_text("读到 1 个号码")
        await expect(status).to_contain_text("另有 15 处不是手机号")
        await page.get_by_role("button", name="不用它们了").click()
        await expect(page.get_by_role("button", name="用这 0 个号码找")).to_be_disabled()
        await chooser.set_input_files(BOOKS / "a-workbook.csv")
        await expect(status).to_contain_text("没有读到手机号")
        assert await page.get_by_role("button", name="从手机通讯录里选").count() == 0, "no picker"
    assert uploads(made) == []


async def test_of_more_than_a_server_takes_the_first_are_used(
    tmp_path: Path, database_url: str
) -> None:
    book = tmp_path / "many.csv"
    lines = [f"+1{213 + at // 100}55501{at % 100:02}" for at in range(5_003)]
    book.write_text("\n".join(lines))
    async with newcomer(tmp_path, database_url) as (page, made):
        await page.goto("/#/friends/numbers")
        await page.locator("input[type=file]").set_input_files(book)
        await expect(page.get_by_text("the other 3 will not be sent")).to_be_visible()
        async with page.expect_response("**/v1/contacts") as taken:
            await page.get_by_role("button", name="Look with these numbers (5000)").click()
        assert (await taken.value).status == 200
    assert [one["numbers"] for one in uploads(made)] == [lines[:5_000]]


PICKER = """
  const picked = [["(213) 555-0101", "+1 213 555 0101"], [], ["213-555-0102", "911"]];
  Object.defineProperty(navigator, "contacts", { value: {
    select: async (properties, options) => {
      window.asked = [properties, options];
      return picked.map(tel => ({ tel }));
    } } });
"""


async def test_the_contact_picker_is_asked_for_numbers_alone(
    tmp_path: Path, database_url: str
) -> None:
    async with newcomer(tmp_path, database_url, script=PICKER) as (page, made):
        await page.goto("/#/friends/numbers")
        await page.get_by_role("button", name="Pick from my contacts").click()
        await expect(page.get_by_role("status")).to_contain_text("Numbers read: 2.")
        assert await page.evaluate("window.asked") == [["tel"], {"multiple": True}]
        assert uploads(made) == []
        await page.get_by_role("button", name="Look with these").click()
        await expect(page.get_by_text("Numbers being looked for: 2")).to_be_visible()
    assert [one["numbers"] for one in uploads(made)] == [["+12135550101", "+12135550102"]]
