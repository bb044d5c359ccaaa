"""What is the member's own: a copy of it, taking it back, and how much is shown."""

import json
from pathlib import Path
from random import Random

import anyio
from playwright.async_api import Page, Request, Route, expect

from mimi.town import photos
from mimi.town.numbers import number
from tests.browser import chromium, phone, served
from tests.test_browser import SHOTS, is_post_to
from tests.test_browser_offline import MATES, ME, READ, SMALL, comes_in

TOLD = "I read the last page first."
SHOWN = "The photo I never showed."


async def test_a_member_keeps_what_is_the_members(tmp_path: Path, database_url: str) -> None:
    async with (
        served(tmp_path, database_url, **SMALL) as server,
        chromium() as browser,
        phone(browser, server.url, "en-GB") as page,
    ):
        mates = await comes_in(server, page)
        await mates[1].tell(SHOWN, photo=photos.take("lanterns", Random(3)))
        await server.editions()
        await asks_for_a_photo(page)
        await hides_numbers(page)
        await tells(page)
        await takes_a_copy(page)
        await takes_everything_back(page)


async def chooses(page: Page, choice: str) -> None:
    await page.goto("/#/settings/appearance")
    await page.get_by_label(choice).check()
    await page.goto("/#/feed")
    await page.reload()


async def asks_for_a_photo(page: Page) -> None:
    """None is fetched before it is asked for."""
    fetched: list[str] = []

    def note(request: Request) -> None:
        if "/v1/photos/" in request.url:
            fetched.append(request.url)

    await chooses(page, "Load on request, to save data")
    page.on("request", note)
    card = page.locator("article", has_text=SHOWN)
    await expect(card).to_be_visible()
    await card.scroll_into_view_if_needed()
    await expect(card.get_by_role("button", name="Show the photo")).to_be_visible()
    assert fetched == []
    await page.screenshot(path=SHOTS / "photo-asked.png")
    await card.get_by_role("button", name="Show the photo").click()
    await expect(card.locator(".photo.shown")).to_be_visible()
    (address,) = fetched
    assert address.endswith("?size=middle"), "as many pixels as this screen is tall, and no more"


async def hides_numbers(page: Page) -> None:
    async def loved(route: Route) -> None:
        answer = await route.fetch()
        body = await answer.json()
        for card in body["cards"]:
            card.update(likes=50, comments=50, shares=50)
        await route.fulfill(response=answer, json=body)

    await page.route("**/v1/feed*", loved)
    await page.reload()
    card = page.locator("article", has_text=READ)
    await expect(card).to_contain_text("50+")
    await chooses(page, "Hide them")
    await expect(card).to_be_visible()
    await expect(card).not_to_contain_text("50")
    await expect(card.get_by_role("link", name="Read answers", exact=True)).to_be_visible()
    await page.unroute("**/v1/feed*")


async def tells(page: Page) -> None:
    await page.goto("/#/tell")
    await page.get_by_label("Your secret").fill(TOLD)
    async with page.expect_response(is_post_to("/v1/secrets")) as answer:
        await page.get_by_role("button", name="Let it go").click()
    assert (await answer.value).status == 202


async def takes_a_copy(page: Page) -> None:
    """What is here and what the server says; nothing by which others could write as the member."""
    await page.goto("/#/settings/own")
    await page.screenshot(path=SHOTS / "own.png", full_page=True)
    async with page.expect_download() as download:
        await page.get_by_role("button", name="Save the copy").click()
    copy = json.loads(await anyio.Path(await (await download.value).path()).read_text())
    assert [one["text"] for one in copy["device"]["my-secrets"].values()] == [TOLD]
    assert copy["device"]["me"]["me"]["phone"] == number(ME)
    assert len(copy["device"]["numbers"]["all"]) == len(MATES)
    assert set(copy["server"]) == {"account", "devices", "vault", "friends", "circle"}
    assert copy["server"]["friends"]["friends"] == "3-5"
    assert len(copy["server"]["account"]["joined"]) == len("2026-11-02")
    assert not {"vault", "tokens", "offers"} & set(copy["device"])


async def takes_everything_back(page: Page) -> None:
    await page.get_by_role("button", name="Take everything back").click()
    sheet = page.get_by_role("dialog")
    await expect(sheet).to_contain_text("Take back 1 secret and 0 answers?")
    await sheet.get_by_role("button", name="Take everything back").click()
    await expect(page.get_by_text("1 goes in the nights to come.")).to_be_visible()
    await page.goto("/#/mine")
    await expect(page.get_by_text("Goes in one of the nights to come")).to_be_visible()
    await page.goto("/#/settings/own")
    await page.get_by_role("button", name="Keep those that are left").click()
    await expect(page.get_by_role("button", name="Take everything back")).to_be_visible()
