"""The whole job by ear: found by role and name in the accessibility tree, done by keys."""

from pathlib import Path

from playwright.async_api import Page

from mimi.town.numbers import number
from tests.browser import DAY, Served, chromium, phone, served
from tests.conftest import CODE
from tests.hearing import Hearing

MATES, ME = range(4), 100
SMALL = {"CIRCLE__K": "4", "CIRCLE__FULL": "5", "CIRCLE__MOST": "8"}
NAMED = {"button", "link", "textbox", "checkbox", "radio", "combobox", "dialog", "image", "article"}


async def test_the_whole_job_by_ear(tmp_path: Path, database_url: str) -> None:
    async with (
        served(tmp_path, database_url, **SMALL) as server,
        chromium() as browser,
        phone(browser, server.url, "en-GB") as page,
    ):
        ear = await Hearing.of(page)
        await joins(page, ear)
        await finds_friends(page, ear)
        await reads(server, page, ear)
        await answers(ear)
        await tells(ear)


async def everything_has_a_name(ear: Hearing) -> None:
    """And there is one title, so that a screen can be told from another."""
    heard = await ear.all()
    assert [str(one) for one in heard if one.role in NAMED and not one.name] == []
    titles = [one for one in heard if one.role == "heading" and ("level", "1") in one.states]
    assert len(titles) == 1, titles


async def joins(page: Page, ear: Hearing) -> None:
    await page.goto("/")
    await ear.find("heading", "Say it, and nobody knows it was you")
    await everything_has_a_name(ear)
    await ear.press("button", "Sign in or join")
    await ear.find("heading", "Your phone number", focused="True")
    await ear.write("Phone number", number(ME))
    await ear.press("button", "Send me a code")
    await ear.write("Code", CODE)
    await everything_has_a_name(ear)
    await ear.press("button", "Sign in")
    await ear.press("button", "Later")
    await ear.find("navigation", "Main pages")


async def finds_friends(page: Page, ear: Hearing) -> None:
    await ear.press("link", "Friends")
    await ear.press("link", "By their numbers")
    await ear.find("heading", "", focused="True")
    await everything_has_a_name(ear)
    box = page.get_by_role("textbox")
    await box.focus()
    await page.keyboard.insert_text("\n".join(number(mate) for mate in MATES))
    async with page.expect_response("**/v1/contacts"):
        await ear.press("button", "Look with these")


async def reads(server: Served, page: Page, ear: Hearing) -> None:
    mates = [await server.member(mate, [*MATES, ME]) for mate in MATES]
    for _ in range(9):
        await server.wait(DAY)
    for mate in mates:
        await mate.fetch_tokens()
    await mates[0].tell("I am afraid of the dark.")
    await server.editions()
    async with page.expect_response("**/v1/bulletin"):
        await page.reload()
    await ear.press("link", "Read")
    await ear.find("article", "A secret from")
    await ear.find("StaticText", "I am afraid of the dark.")
    await everything_has_a_name(ear)
    await ear.press("button", "Like")
    await ear.find("button", "Like", pressed="true")
    await ear.press("button", "More")
    await ear.find("dialog", "Why do I see this?")
    await ear.press("button", "Not now")
    await ear.press("link", "Read answers")
    await ear.find("heading", "A secret", focused="True")


async def answers(ear: Hearing) -> None:
    await everything_has_a_name(ear)
    await ear.write("Answer this secret", "So am I.")
    await ear.press("button", "Send")
    await ear.find("StaticText", "On its way")
    await ear.press("button", "Back")
    await ear.find("button", "Look for new ones")  # going back takes a moment


async def tells(ear: Hearing) -> None:
    await ear.press("link", "Tell")
    await ear.find("heading", "Tell a secret", focused="True")
    await everything_has_a_name(ear)
    await ear.write("Your secret", "I did not go today.")
    await ear.press("button", "Let it go")
    await ear.find("heading", "It is told")
