"""The whole job as newcomers meet it: in Chromium, at the width of a phone, in two languages."""

import io
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random

import anyio
from PIL import Image
from playwright.async_api import Page, Response, expect

from mimi.client import Device
from mimi.town import photos, stock
from mimi.town.numbers import number
from tests.browser import DAY, Served, chromium, phone, served
from tests.conftest import CODE

COMMUNITY = 17  # members; three communities are more than one circle may hold
SECRETS_EACH = 13  # 17 members tell more than 200
ANN, BO = 100, 101
SHOTS = Path(__file__).parent / "shots"  # `make pictures` puts some of them into the README


def community(which: int) -> range:
    return range(which * COMMUNITY, (which + 1) * COMMUNITY)


def newcomers_friends(who: int) -> list[int]:
    """Ann has three friends in one circle, Bo has one in each of three."""
    first = [community(which).start for which in range(3)]
    return [0, 1] if who == ANN else first


async def towns(server: Served) -> list[Device]:
    """Three communities that do not know each other; some members have a newcomer's number."""
    members: list[Device] = []
    for which in range(3):
        for index in community(which):
            known = [who for who in (ANN, BO) if index in newcomers_friends(who)]
            members.append(await server.member(index, [*community(which), *known]))
    for _ in range(9):  # the longest wait in the pool, and a day for what follows from it
        await server.wait(DAY)
    for member in members:
        await member.fetch_tokens()
    return members


def lines(language: str) -> list[str]:
    return [line.text for line in stock.secrets() if line.language == language]


async def fill_the_first_circle(server: Served, members: list[Device]) -> None:
    """After Ann has come: a friend made later opens nothing earlier."""
    texts = lines("en")
    for which in range(SECRETS_EACH):
        for index in community(0):
            text = texts[(which * COMMUNITY + index) % len(texts)]
            await members[index].tell(text, look=stock.LOOKS[9 * (which + index) % 64])
    await server.editions()


async def sign_in(page: Page, who: int, words: dict[str, str]) -> None:
    await page.goto("/")
    await page.get_by_role("button", name=words["start"]).click()
    await page.get_by_label(words["phone"], exact=True).fill(number(who))
    await page.get_by_role("button", name=words["send"]).click()
    await page.get_by_label(words["code"], exact=True).fill(CODE)
    await page.get_by_role("button", name=words["enter"]).click()
    await page.get_by_role("button", name=words["later"]).click()


async def paste(page: Page, friends: list[int], words: dict[str, str]) -> None:
    await page.goto("/#/friends/numbers")
    await page.get_by_role("textbox").fill("\n".join(number(friend) for friend in friends))
    await page.get_by_role("button", name=words["look"]).click()
    await expect(page.get_by_role("status")).to_be_visible()


EN = {
    "start": "Sign in or join",
    "phone": "Phone number",
    "send": "Send me a code",
    "code": "Code",
    "enter": "Sign in",
    "later": "Later",
    "look": "Look with these",
}
ZH = {
    "start": "登录或注册",
    "phone": "手机号",
    "send": "发送验证码",
    "code": "验证码",
    "enter": "登录",
    "later": "以后再说",
    "look": "用这",
}


async def test_two_newcomers_do_the_whole_job(tmp_path: Path, database_url: str) -> None:
    SHOTS.mkdir(exist_ok=True)
    async with served(tmp_path, database_url) as server, chromium() as browser:
        members = await towns(server)
        async with phone(browser, server.url, "en-GB") as ann:
            await comes_in_by_numbers_and_invite(server, ann, members)
            await fill_the_first_circle(server, members)
            await scrolls_past_two_hundred(ann)
            await likes_and_shares(ann)
            await answers_under_changing_masks(server, ann)
            await tells_with_a_photo(server, ann, members)
        async with phone(browser, server.url, "zh-CN") as bo:
            await reads_from_three_circles(server, bo, members)


def is_post_to(path: str) -> Callable[[Response], bool]:
    return lambda answer: answer.request.method == "POST" and answer.url.endswith(path)


async def sends(page: Page, doing: Awaitable[object]) -> Response:
    """A secret goes out a whole beat after what was signed. Here beats go by at once, on a clock
    that was installed before the page was loaded, or before it comes online, when it counts anew.
    """
    async with page.expect_response(is_post_to("/v1/secrets"), timeout=60_000) as answer:
        await doing
        while not answer.is_done():
            await anyio.sleep(0.3)
            await page.clock.fast_forward(20_000)  # milliseconds: BEAT of upkeep.ts
    return await answer.value


async def came_without_a_sender(answer: Response) -> None:
    """Taken, though it carried neither cookie nor session."""
    assert answer.status == 202
    assert not {"cookie", "authorization"} & (await answer.request.all_headers()).keys()


async def comes_in_by_numbers_and_invite(server: Served, page: Page, members: list[Device]) -> None:
    """The gate stays shut at two friends and opens at the third."""
    await sign_in(page, ANN, EN)
    await paste(page, newcomers_friends(ANN), EN)
    await server.wait(DAY)
    await page.goto("/#/friends")
    await page.reload()
    await expect(page.get_by_role("heading", name="The feed is not open yet")).to_be_visible()
    await page.goto("/#/feed")
    await expect(page.get_by_role("heading", name="A few friends to go")).to_be_visible()
    await page.screenshot(path=SHOTS / "gate-en.png")

    invite = await members[2].invite()
    await page.goto(f"/i/#{invite}")
    await page.reload()
    await page.get_by_role("button", name="Accept").click()
    await expect(page.get_by_role("status")).to_be_visible()
    await server.wait(DAY)
    await page.goto("/#/friends")
    await page.reload()
    await expect(page.get_by_role("heading", name="The feed is open")).to_be_visible()
    await page.screenshot(path=SHOTS / "friends-en.png")


# And drawn: cards that no frame came to are never in the page.
SCROLLED = """new Promise((drawn) => {
    scrollBy(0, 2 * innerHeight);
    requestAnimationFrame(() => requestAnimationFrame(drawn));
})"""


async def scrolls_past_two_hundred(page: Page) -> None:
    """Not one secret comes twice, and none of the circle is missing at the end."""
    await page.goto("/#/feed")
    await page.reload()
    await expect(page.get_by_role("article").first).to_be_visible()
    await page.screenshot(path=SHOTS / "feed-en.png")
    seen: list[str] = []
    ended = False
    while not ended:
        ended = await page.get_by_text("That is all for now").count() > 0
        shown = await page.evaluate(
            "[...document.querySelectorAll('article[data-secret]')].map(a => a.dataset.secret)"
        )
        assert len(shown) == len(set(shown)), "a card stands twice in the feed"
        seen += [secret for secret in shown if secret not in seen]
        await page.evaluate(SCROLLED)
    assert len(seen) == COMMUNITY * SECRETS_EACH


async def likes_and_shares(page: Page) -> None:
    await page.evaluate("window.scrollTo(0, 0)")
    card = page.get_by_role("article").first
    like = card.get_by_role("button", name="Like")
    async with page.expect_response("**/like") as answer:
        await like.click()
    assert (await answer.value).status == 204
    await expect(like).to_have_attribute("aria-pressed", "true")
    async with page.expect_response("**/share") as answer:
        await card.get_by_role("button", name="Share").click()
    assert (await answer.value).status == 200


async def answers_under_changing_masks(server: Served, page: Page) -> None:
    await page.get_by_role("article").first.get_by_role("link", name="Read answers").click()
    box = page.get_by_label("Answer this secret")
    for text in ("I felt that too.", "Be kind to yourself.", "Thank you for telling."):
        await box.fill(text)
        async with page.expect_response(is_post_to("/comments")) as answer:
            await page.get_by_role("button", name="Send", exact=True).click()
        await came_without_a_sender(await answer.value)
    await server.wait(300)
    await page.reload()
    lines = page.locator("li.comment:not(.pending)")
    await expect(lines).to_have_count(3)
    names = [await lines.nth(at).get_by_role("img").get_attribute("aria-label") for at in range(3)]
    assert all(names)
    assert len(set(names)) > 1, "one person, one mask"
    await page.screenshot(path=SHOTS / "thread-en.png")


async def tells_with_a_photo(server: Served, page: Page, members: list[Device]) -> None:
    picture = SHOTS / "photo.jpg"
    picture.write_bytes(photos.take("lanterns", Random(3)))
    await page.goto("/#/tell")
    await page.get_by_label("Your secret").fill("I still sleep with the light on. 🌙")
    await page.locator("input[type=file]").set_input_files(picture)
    await expect(page.get_by_text("When, where and with what it was taken")).to_be_visible()
    await expect(page.locator(".stage .photo.shown")).to_be_visible()
    await page.wait_for_timeout(500)  # it fades in, for the picture
    await page.screenshot(path=SHOTS / "tell-en.png")
    async with page.expect_response(is_post_to("/v1/secrets")) as answer:
        await page.get_by_role("button", name="Let it go").click()
    await came_without_a_sender(await answer.value)
    await server.editions()
    cards = await members[0].read()
    told = next(card for card in cards if card["text"].startswith("I still sleep"))
    with Image.open(io.BytesIO(await members[0].photo(told["secret"]))) as image:
        assert image.format == "WEBP"
        assert not image.getexif()
    await page.goto("/#/mine")
    await page.reload()
    mine = page.locator(".excerpt", has_text="I still sleep with the light on. 🌙")
    await expect(mine).to_be_visible()
    await page.screenshot(path=SHOTS / "mine-en.png")


async def reads_from_three_circles(server: Served, page: Page, members: list[Device]) -> None:
    """Three friends in three circles open the gate; their secrets come when one friend is enough.

    What was told before they were friends stays shut, however far it travels.
    """
    before, after = lines("zh")[:3], lines("zh")[3:6]
    await tell_in_each_circle(server, members, before)
    await sign_in(page, BO, ZH)
    await paste(page, newcomers_friends(BO), ZH)
    await server.wait(DAY)
    await page.goto("/#/friends")
    await page.reload()
    await expect(page.get_by_role("heading", name="信息流打开了")).to_be_visible()
    await tell_in_each_circle(server, members, after)
    await page.goto("/#/feed")
    await page.reload()
    await expect(page.get_by_text("这里还很安静")).to_be_visible()
    await like_in_each_circle(server, members)
    await page.reload()
    for text in after:
        await expect(page.get_by_text(text)).to_be_attached()
    assert await page.get_by_role("article").count() == 3
    await page.screenshot(path=SHOTS / "feed-zh.png")


async def tell_in_each_circle(server: Served, members: list[Device], texts: list[str]) -> None:
    for which, text in enumerate(texts):
        await members[community(which).stop - 1].tell(text, look="rose-petals")
    await server.editions()


async def like_in_each_circle(server: Served, members: list[Device]) -> None:
    """Enough for the rung of one friend, however late it comes, not for everybody."""
    for which in range(3):
        for index in community(which)[:12]:
            for card in await members[index].read():
                if card["text"] in lines("zh"):
                    await members[index].like(card["secret"])
    for _ in range(2):
        await server.wait(3600)


async def test_a_class_of_thirty_on_a_roster_tells_its_first_secret(
    tmp_path: Path, database_url: str
) -> None:
    """Twenty-nine by the client, the thirtieth in the browser; the same day the circle forms."""
    mates = range(29)
    pupil = 29
    async with served(tmp_path, database_url, FOUNDERS="roster") as server, chromium() as browser:
        import_roster(tmp_path, database_url, [number(index) for index in range(30)])
        devices = [await server.member(mate, range(30)) for mate in mates]
        async with phone(browser, server.url, "zh-CN") as page:
            await sign_in(page, pupil, ZH)
            await paste(page, list(mates), ZH)
            await server.wait(DAY)
            for device in devices:
                await device.fetch_tokens()
            await page.goto("/#/tell")
            await page.clock.install()
            await page.reload()
            await page.get_by_label("你的秘密").fill("其实我每天最期待的是放学那段路。")
            let_go = page.get_by_role("button", name="说出去")
            await came_without_a_sender(await sends(page, let_go.click()))
            await page.screenshot(path=SHOTS / "told-zh.png")
            await server.editions()
        for device in devices:
            texts = [card["text"] for card in await device.read()]
            assert texts == ["其实我每天最期待的是放学那段路。"]


def import_roster(folder: Path, database_url: str, numbers: list[str]) -> None:
    file = folder / "class.txt"
    file.write_text("\n".join(numbers))
    run = subprocess.run(
        [Path(sys.executable).parent / "mimi", "roster", "import", file],
        env={"MIMI_DATA": str(folder), "MIMI_DATABASE_URL": database_url, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("30 numbers")
