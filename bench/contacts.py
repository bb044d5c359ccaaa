"""An address book of 5,000 people with photos through the page: `python -m bench.contacts`.

In Chromium, four times slower. Its throttle slows the page's own thread and not the worker in which
the file is read, so the reading is counted four times.
"""

import asyncio
import base64
import json
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from playwright.async_api import Page, expect

from bench.database import database
from bench.serving import PORT, processor, serving
from mimi.town.numbers import AREAS
from tests.browser import chromium, phone
from tests.test_browser import EN, sign_in

PEOPLE = 5_000
PHOTO = 9_000  # bytes; a phone's export has 5 to 20 thousand a person
SLOWER = 4
CARD = """BEGIN:VCARD
VERSION:3.0
N:Example;Person {index};;;
FN:Person {index} Example
ORG:{company};
EMAIL;type=INTERNET;type=HOME:person.{index}@mail.example
TEL;type=CELL;type=VOICE;type=pref:{phone}
ADR;type=HOME:;;{index} Long Road;Springfield;;10000;Nowhere
BDAY:1990-01-02
PHOTO;ENCODING=b;TYPE=JPEG:{photo}
END:VCARD
"""
TASKS = """
  window.longest = 0;
  new PerformanceObserver(seen => {
    for (const { duration } of seen.getEntries()) window.longest = Math.max(longest, duration);
  }).observe({ entryTypes: ["longtask"] });
"""


def main() -> None:
    with TemporaryDirectory(prefix="mimi-bench-") as folder:
        data = Path(folder)
        book = write_book(data / "book.vcf")
        with database(data) as url, serving("app", data, url) as (pid,):
            before = processor(pid)
            figures = asyncio.run(imported(book))
            figures["server_processor_s"] = round(processor(pid) - before, 2)
        figures["megabytes"] = book.stat().st_size // 1_000_000
    show(figures)


def write_book(book: Path) -> Path:
    """As an iPhone writes it, each line folded; valid numbers that belong to nobody."""
    chance = Random(1)
    with book.open("w", newline="\r\n") as file:
        for index in range(PEOPLE):
            raw = base64.b64encode(chance.randbytes(PHOTO)).decode()
            photo = "\n ".join(raw[at : at + 74] for at in range(0, len(raw), 74))
            phone = f"({AREAS[index % len(AREAS)]}) 555-{2000 + index}"
            company = "红星造纸厂" if index % 2 else "Example Ltd"
            file.write(CARD.format(index=index, phone=phone, photo=photo, company=company))
    return book


async def imported(book: Path) -> dict[str, Any]:
    url = f"http://127.0.0.1:{PORT}"
    async with chromium() as browser, phone(browser, url, "en-GB") as page:
        await sign_in(page, 0, EN)
        await page.goto("/#/friends/numbers")
        await page.evaluate(TASKS)
        devtools = await page.context.new_cdp_session(page)
        await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        figures: dict[str, Any] = {"read_s": await read(page, book)}
        figures |= await sent(page)
        figures["longest_task_ms"] = round(await page.evaluate("longest"))
    figures["total_s"] = SLOWER * figures["read_s"] + figures["send_s"]
    return figures


async def read(page: Page, book: Path) -> float:
    """Seconds from choosing the file to the words that say what is in it."""
    began = time.perf_counter()
    await page.locator("input[type=file]").set_input_files(book)
    await expect(page.get_by_text(f"Numbers read: {PEOPLE}")).to_be_visible(timeout=60_000)
    return time.perf_counter() - began


async def sent(page: Page) -> dict[str, Any]:
    """Seconds from the button to the words that say that all are sent and kept."""
    began = time.perf_counter()
    async with page.expect_response("**/v1/contacts", timeout=60_000) as answer:
        await page.locator("form button.primary").click()
    taken = await answer.value
    await expect(page.get_by_text("Numbers being looked for")).to_be_visible(timeout=60_000)
    spent = time.perf_counter() - began
    server = taken.request.timing["responseStart"] / 1000
    return {"send_s": spent, "server_s": server, "refused": len((await taken.json())["refused"])}


def show(figures: dict[str, Any]) -> None:
    print(f"address book: {PEOPLE} people with photos, {figures['megabytes']} MB")
    print(f"read: {figures['read_s']:.2f} s in the worker, which no throttle slows")
    print(f"sent and kept: {figures['send_s']:.2f} s, {SLOWER} times slower;")
    print(f"      {figures['server_s']:.2f} s of it the server; {figures['refused']} refused")
    print(f"      processor of the server: {figures['server_processor_s']} s, sign-in included")
    print(f"total, the reading {SLOWER} times: {figures['total_s']:.2f} s")
    print(f"longest task of the page: {figures['longest_task_ms']} ms (0: none over 50)")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
