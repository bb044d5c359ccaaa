"""What an author chooses for a secret: how far it may travel and how long it stays (P1, P12)."""

import json
from itertools import product
from typing import Any
from uuid import UUID

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as some

from mimi.anonymity.options import LIVES, Life, Reach, ends, lowest
from mimi.anonymity.reach import friends_needed
from mimi.kit.chunks import SIZE
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.rooms import secrets
from mimi.rooms.secrets import store_queue
from mimi.settings_tables import Ladder
from tests.conftest import MONDAY, problem
from tests.pen import CIRCLE, Pen, key
from tests.scene import Scene
from tests.test_photos import jpeg_with_everything

MINUTES, HOUR, EDITION, DAY = 300, 3600, 4 * 3600, 86_400
LIVE = list(LIVES)
HOW_FAR: list[Reach] = ["anyone", "near"]


@pytest.fixture
def pen(kit: Kit, http: httpx2.AsyncClient) -> Pen:
    return Pen(kit, http)


@pytest.fixture
async def scene(kit: Kit, http: httpx2.AsyncClient) -> Scene:
    return await Scene(kit, http).still()


# how long ---------------------------------------------------------------------------------


@pytest.mark.parametrize("life", LIVE)
async def test_a_secret_goes_in_the_night_after_its_life_with_all_that_is_its(
    pen: Pen, scene: Scene, life: Life
) -> None:
    viewer = await scene.member()
    await scene.sees(viewer, 1, 3)
    secret = await pen.told(photo=jpeg_with_everything(), life=life)
    await pen.wait(EDITION)
    await pen.said(secret, "抱抱", key(10))
    await viewer.device.like(secret)
    await pen.wait(LIVES[life] - EDITION)  # a night, but its life has hours left
    assert await viewer.reads() == [secret]
    await pen.wait(DAY)
    assert await viewer.reads() == []
    answer = await viewer.device.http.get(f"/v1/secrets/{secret}")
    assert (answer.status_code, problem(answer)) == (404, "not-found")
    for table in ("secrets", "photos", "comments", "reactions"):
        assert await pen.rows(f"SELECT * FROM {table}") == [], table


async def test_the_night_goes_once_through_all_that_end(
    pen: Pen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each time from the first, a night of a million members took twenty minutes."""
    asked, ended = list[tuple[UUID, UUID]](), store_queue.ended

    async def noted(db: Connection, by: int, *last: UUID) -> list[tuple[UUID, UUID]]:
        asked.append((last[0], last[1]))
        return await ended(db, by, *last)

    monkeypatch.setattr(store_queue, "ended", noted)
    fill = """
        INSERT INTO secrets (circle, secret, ends,
            edition, text, look, photo, needed, likes, shares, comments)
        SELECT md5((n % 3)::text)::uuid, gen_random_uuid(), $1, 0, '', '', false, 3, 0, 0, 0
        FROM generate_series(1, $2) AS made (n)
    """
    await pen.do(fill, MONDAY + 1, 2 * SIZE + 1)
    await pen.do(fill, MONDAY + 2 * DAY, 3)
    asked.clear()
    await pen.wait(DAY)
    assert asked == sorted(set(asked))
    assert len(asked) == 4
    assert len(await pen.rows("SELECT * FROM secrets")) == 3


async def test_no_edition_takes_a_secret_whose_life_has_ended(pen: Pen, scene: Scene) -> None:
    """Else who sees one go by day would know that it was not taken back: that is of the night."""
    viewer = await scene.member()
    await scene.sees(viewer, 1, 3)
    secret = await pen.told(life="day")
    await pen.wait(EDITION)
    await pen.wait(DAY)
    for _ in range(4):  # editions, the last one just before the night
        assert await viewer.reads() == [secret]
        await pen.wait(EDITION)
    assert await viewer.reads() == [secret]
    await pen.wait(EDITION)
    assert await viewer.reads() == []


async def test_a_public_one_goes_for_everybody(pen: Pen) -> None:
    secret = await pen.told(life="day")
    await pen.wait(EDITION)
    await pen.do("UPDATE secrets SET needed = 0")
    await pen.do("INSERT INTO public_secrets VALUES ($1, $2)", secret, CIRCLE)
    assert (await pen.http.get(f"/v1/secrets/{secret}")).status_code == 200
    await pen.wait(2 * DAY)
    assert (await pen.http.get(f"/v1/secrets/{secret}")).status_code == 404
    assert await pen.rows("SELECT * FROM public_secrets") == []


async def test_each_life_ends_with_the_first_night_after_it(pen: Pen) -> None:
    """A brute force over the nights of a month, for secrets of two editions and every life."""
    out: dict[UUID, tuple[int, int]] = {}
    for number, (edition, life) in enumerate(product((1, 2), LIVE)):
        secret = await pen.told(by=key(number + 1), life=life)
        out[secret] = (MONDAY + edition * EDITION, LIVES[life])
        if number % len(LIVE) == len(LIVE) - 1:
            await pen.wait(EDITION)
    await pen.wait(DAY - 2 * EDITION)
    for day in range(1, 33):
        night = MONDAY + day * DAY
        left = {one for one, (edition, life) in out.items() if edition + life > night}
        assert set(await pen.column("SELECT secret FROM secrets")) == left, day
        await pen.wait(DAY)
    assert await pen.rows("SELECT * FROM secrets") == []


async def test_a_server_that_keeps_less_keeps_less(pen: Pen, kit: Kit) -> None:
    assert ends(0, "month", kit.settings.rhythm.secret_life) == 30 * DAY
    assert ends(0, "month", 3 * DAY) == ends(0, "week", 3 * DAY) == 3 * DAY


@given(some.integers(0, 2**40), some.sampled_from(LIVE), some.integers(60, 60 * DAY))
def test_a_life_never_ends_before_its_edition_nor_after_the_servers(
    edition: int, life: Life, longest: int
) -> None:
    end = ends(edition, life, longest)
    assert edition < end <= edition + longest
    assert end - edition == ends(0, life, longest), "depends on when"


# how far ----------------------------------------------------------------------------------


async def liked_by_all(pen: Pen, scene: Scene, reach: Reach) -> UUID:
    """A secret that twelve people of a small audience like for a day."""
    secret = await pen.told(reach=reach)
    await pen.wait(EDITION)
    for needed in (1, 2, 3):
        await scene.do("INSERT INTO audiences VALUES ($1, $2, 0, 1)", CIRCLE, needed)
    for _ in range(12):
        fan = await scene.member()
        await scene.sees(fan, 1, 3)
        await fan.device.like(secret)
    await pen.wait(HOUR)
    for _ in range(4):
        await pen.wait(HOUR)
    return secret


async def test_what_is_meant_to_stay_near_stays_there(pen: Pen, scene: Scene) -> None:
    near, far = await scene.member(), await scene.member()
    await scene.sees(near, 1, 1, 2, 3)
    await scene.sees(far, 1, 1, 2)
    secret = await liked_by_all(pen, scene, "near")
    card = await near.device.card(secret)
    assert card["likes"] in {5, 10}
    assert not card["public"]
    link = await near.device.share(secret)
    assert await near.reads() == [secret]
    assert await far.reads() == []
    for headers in ({}, {"authorization": f"Bearer {far.device.session}"}):
        answer = await pen.http.get(f"/v1/secrets/{link.rpartition('/')[2]}", headers=headers)
        assert (answer.status_code, problem(answer)) == (404, "not-found")


async def test_by_itself_it_becomes_public(pen: Pen, scene: Scene) -> None:
    secret = await liked_by_all(pen, scene, "anyone")
    assert (await pen.http.get(f"/v1/secrets/{secret}")).json()["public"]


async def test_nothing_that_counts_can_move_it(pen: Pen, kit: Kit) -> None:
    """The row itself refuses a rung that its author did not allow."""
    secret = await pen.told(reach="near")
    await pen.wait(EDITION)
    async with kit.database.transaction() as db:
        await secrets.set_reach(db, CIRCLE, secret, 1000, 1000, 0)
    assert await pen.column("SELECT needed FROM secrets") == [3]
    assert await pen.rows("SELECT * FROM public_secrets") == []


@given(
    some.integers(0, 5000),
    some.dictionaries(some.integers(1, 4), some.integers(0, 5000)),
    some.integers(1, 4),
)
def test_no_score_lifts_a_near_one(score: int, audience: dict[int, int], first: int) -> None:
    for reach in HOW_FAR:
        bottom, rung = lowest(reach, first), first
        for _ in range(first + 1):
            rung = friends_needed(score, audience, Ladder(), rung, bottom)
        assert rung == first or reach == "anyone"


# what nobody is told ------------------------------------------------------------------------


async def test_no_answer_says_what_was_chosen(pen: Pen, scene: Scene) -> None:
    """The same bytes but for the id, whatever was chosen: card, feed, thread, bulletins."""
    viewer = await scene.member()
    await scene.sees(viewer, 1, 1, 2, 3)
    await scene.do("INSERT INTO members VALUES ($1, $2, 0)", CIRCLE, viewer.account)
    told = [
        await pen.told("…", key(number + 1), reach=reach, life=life)
        for number, (reach, life) in enumerate(product(HOW_FAR, LIVE))
    ]
    await pen.wait(EDITION)
    cards = {json.dumps({**await viewer.device.card(one), "secret": ""}) for one in told}
    assert len(cards) == 1
    for path in ("feed", "bulletin"):
        page = (await viewer.device.ask("GET", f"/v1/{path}")).json()
        rows = page["cards" if path == "feed" else "secrets"]
        assert {row["secret"] for row in rows} == set(map(str, told))
        assert len({json.dumps({**row, "secret": ""}) for row in rows}) == 1
    threads = {
        (await viewer.device.ask("GET", f"/v1/secrets/{one}/comments")).content for one in told
    }
    assert len(threads) == 1


async def test_no_sealed_row_does_either(pen: Pen) -> None:
    for number, (reach, life) in enumerate(product(HOW_FAR, LIVE)):
        await pen.told("x" * (number + 1), key(number + 1), reach=reach, life=life)
    assert len(await pen.column("SELECT DISTINCT length(sealed) FROM queue")) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("reach", "friends"), ("reach", 3), ("life", "year"), ("life", None), ("life", "")],
)
async def test_a_choice_that_is_none_is_named_and_costs_no_token(
    pen: Pen, field: str, value: Any
) -> None:
    token = await pen.token()
    answer = await pen.tell(token, "…", **{field: value})
    assert (answer.status_code, problem(answer)) == (400, "invalid-request")
    assert answer.json()["where"] == [field]
    assert (await pen.tell(token)).status_code == 202


async def test_a_request_with_another_choice_is_another_request(pen: Pen) -> None:
    token = await pen.token()
    assert (await pen.tell(token, life="day")).status_code == 202
    assert (await pen.tell(token, life="day")).status_code == 202
    assert problem(await pen.tell(token, life="week")) == "token-spent"
