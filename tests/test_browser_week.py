"""Three members over a week, each on a phone of their own; the clock is moved from day to day.

One tells without a network, two are rung alike when it comes out, one has a lock on her phone.
"""

from contextlib import AsyncExitStack
from pathlib import Path

from playwright.async_api import Page, expect

from mimi.client import Device
from tests.browser import DAY, Served, chromium, phone, served
from tests.push_service import PushService, Receiver
from tests.ringing import can_be_rung, rung, tapped
from tests.test_browser import EN, SHOTS, ZH, is_post_to, paste, sends, sign_in
from tests.test_browser_lock import everything, locks_by_pin, out_of_sight, unlock
from tests.test_browser_offline import CONTROLLED

ANN, BO, CY = 100, 101, 102
MATES = range(3)
ALL = [*MATES, ANN, BO, CY]
SMALL = {"CIRCLE__K": "4", "CIRCLE__FULL": "6", "CIRCLE__MOST": "8"}
SECRET = "I still write letters to my grandmother."
ANSWER = "我也给外婆写信。"
THANKS = "Thank you. She would like yours."
RECEIVERS = {who: Receiver(who) for who in (ANN, BO)}
RUNG = {ANN: ["Mimi", "A new edition is out"], BO: ["Mimi 秘密", "新一期秘密出来了"]}


async def test_three_members_and_a_week(
    tmp_path: Path, database_url: str, service: PushService
) -> None:
    SHOTS.mkdir(exist_ok=True)
    async with (
        served(tmp_path, database_url, **SMALL) as server,
        chromium() as browser,
        AsyncExitStack() as stack,
    ):
        ann, bo, cy = [
            await stack.enter_async_context(phone(browser, server.url, language))
            for language in ("en-GB", "zh-CN", "en-GB")
        ]
        for page, who in ((ann, ANN), (bo, BO)):
            await can_be_rung(page, RECEIVERS[who], service.url)
        await monday_all_come_in(server, ann, bo, cy)
        await that_evening_two_want_to_be_rung_and_ann_sets_a_lock(ann, bo)
        await tuesday_ann_tells_in_a_tunnel(server, ann)
        await both_are_rung_alike(server, service, ann, bo)
        await wednesday_bo_reads_and_answers(server, bo)
        await thursday_ann_hears_of_it_and_thanks(server, ann)
        await friday_cy_likes_what_both_said(server, cy)
        await saturday_ann_ends_the_answers(server, ann)
        await sunday_bo_finds_it_closed_and_leaves(server, bo)


async def monday_all_come_in(server: Served, ann: Page, bo: Page, cy: Page) -> None:
    mates = [await server.member(mate, ALL) for mate in MATES]
    for page, who, words in ((ann, ANN, EN), (bo, BO, ZH), (cy, CY, EN)):
        await sign_in(page, who, words)
        await paste(page, [one for one in ALL if one != who], words)
    await server.wait(DAY)
    await fetch_tokens(mates, ann, bo, cy)


async def fetch_tokens(mates: list[Device], *pages: Page) -> None:
    """As the devices do it by themselves, when they are opened."""
    for mate in mates:
        await mate.fetch_tokens()
    for page in pages:
        await opens(page, "feed")


async def opens(page: Page, screen: str) -> None:
    """The app, on this screen, with all that it asks when it opens."""
    await page.goto(f"/#/{screen}")
    async with page.expect_response("**/v1/bulletin"):
        await page.reload()
    await page.wait_for_load_state("networkidle")


async def that_evening_two_want_to_be_rung_and_ann_sets_a_lock(ann: Page, bo: Page) -> None:
    for page, turn_on in ((ann, "Turn on"), (bo, "打开通知")):
        await page.evaluate(CONTROLLED)
        await page.goto("/#/settings/notices")
        hours = page.get_by_role("checkbox")
        await expect(hours).to_have_count(6)
        for hour in await hours.all():
            await hour.check()
        async with page.expect_response("**/v1/subscription") as answer:
            await page.get_by_role("button", name=turn_on).click()
        assert (await answer.value).ok
    await locks_by_pin(ann)


async def tuesday_ann_tells_in_a_tunnel(server: Served, ann: Page) -> None:
    await ann.context.set_offline(True)
    await ann.get_by_role("link", name="Tell", exact=True).click()
    await ann.get_by_label("Your secret").fill(SECRET)
    await ann.get_by_role("button", name="Let it go").click()
    await expect(ann.get_by_role("heading", name="Kept, and waiting")).to_be_visible()
    await ann.clock.install()
    assert (await sends(ann, ann.context.set_offline(False))).status == 202
    await server.editions()


async def both_are_rung_alike(server: Served, service: PushService, ann: Page, bo: Page) -> None:
    """The author, whose phone is locked too, and a reader, by the same bytes, which say nothing of
    any secret. The words are those of the phone; the notice leads to the feed."""
    said: dict[int, list[bytes]] = {ANN: [], BO: []}
    for push in service.take():
        (who,) = [who for who, receiver in RECEIVERS.items() if receiver.path == push.path]
        said[who].append(RECEIVERS[who].opened(push.body))
    assert said[ANN] == said[BO] != []
    assert not any(word.encode() in push for push in said[BO] for word in SECRET.split())
    for page, who in ((ann, ANN), (bo, BO)):
        shown = await rung(page, server.url, said[who][-1])
        assert shown == [[*RUNG[who], "edition"]]
    assert await tapped(bo) == "/#/feed"


async def wednesday_bo_reads_and_answers(server: Served, bo: Page) -> None:
    """What opened when he tapped the notice."""
    await opens(bo, "feed")
    await bo.get_by_role("article").filter(has_text=SECRET).get_by_role("link").click()
    await bo.get_by_label("回应这个秘密").fill(ANSWER)
    async with bo.expect_response(is_post_to("/comments")) as answer:
        await bo.get_by_role("button", name="发出", exact=True).click()
    assert (await answer.value).status == 202
    await server.wait(DAY)


async def thursday_ann_hears_of_it_and_thanks(server: Served, ann: Page) -> None:
    """Her device alone knows that the thread is hers, and only once its lock is open."""
    await finds_her_phone_locked(ann)
    await opens_her_lock(ann)
    await expect(ann.get_by_text("1 new", exact=True)).to_be_visible()
    await ann.screenshot(path=SHOTS / "week-mine-en.png")
    await ann.get_by_role("link", name="Open").click()
    await expect(ann.get_by_text(ANSWER)).to_be_visible()
    await ann.get_by_label("Answer this secret").fill(THANKS)
    async with ann.expect_response(is_post_to("/comments")):
        await ann.get_by_role("button", name="Send", exact=True).click()
    await server.wait(DAY)


async def finds_her_phone_locked(ann: Page) -> None:
    """For it lay there for longer than two minutes; somebody who picks it up reads nothing."""
    await ann.goto("/#/mine")
    await expect(ann.get_by_text(SECRET)).to_be_visible()
    async with ann.expect_event("load"):
        await out_of_sight(ann, seconds=121)
    await expect(ann.get_by_role("heading", name="Mimi is locked")).to_be_visible()
    await expect(ann.get_by_text(SECRET)).to_have_count(0)
    assert SECRET not in await everything(ann)
    await ann.screenshot(path=SHOTS / "week-locked-en.png")


async def opens_her_lock(ann: Page) -> None:
    """And her device asks what it could not while it was shut."""
    async with ann.expect_response("**/v1/bulletin"):
        await unlock(ann)


async def friday_cy_likes_what_both_said(server: Served, cy: Page) -> None:
    await opens(cy, "feed")
    card = cy.get_by_role("article").filter(has_text=SECRET)
    async with cy.expect_response("**/like") as liked:
        await card.get_by_role("button", name="Like").click()
    assert (await liked.value).status == 204
    await card.get_by_role("link").click()
    for said in (ANSWER, THANKS):
        await expect(cy.get_by_text(said)).to_be_visible()
    await cy.screenshot(path=SHOTS / "week-thread-en.png")
    await server.wait(DAY)


async def saturday_ann_ends_the_answers(server: Served, ann: Page) -> None:
    """It takes effect in the night, as all that an author does later."""
    await ann.goto("/#/mine")
    await ann.reload()
    await opens_her_lock(ann)
    await ann.get_by_role("button", name="End answers").click()
    async with ann.expect_response(is_post_to("/v1/closings")) as closed:
        await ann.get_by_role("dialog").locator("form button").click()
    assert (await closed.value).status == 202
    await server.wait(DAY)


async def sunday_bo_finds_it_closed_and_leaves(server: Served, bo: Page) -> None:
    await opens(bo, "feed")
    await bo.get_by_role("article").filter(has_text=SECRET).get_by_role("link").click()
    await expect(bo.get_by_text(THANKS)).to_be_visible()
    await expect(bo.get_by_label("回应这个秘密")).to_have_count(0)
    await bo.screenshot(path=SHOTS / "week-closed-zh.png")
