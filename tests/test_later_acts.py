"""What authors do later to comments, by their keys: it shows in the night alone (P1)."""

from uuid import UUID

import httpx2
import pytest

from mimi.client.vault import badge, comment_id
from mimi.kit.kit import Kit
from tests.conftest import problem
from tests.pen import Pen, key, signed

MINUTES, EDITION, HOUR, DAY = 300, 4 * 3600, 3600, 86_400
AUTHOR = key(1)


@pytest.fixture
def pen(kit: Kit, http: httpx2.AsyncClient) -> Pen:
    return Pen(kit, http)


@pytest.fixture
async def secret(pen: Pen) -> UUID:
    """Out, in the circle of the pen's tokens."""
    told = await pen.told(by=AUTHOR)
    await pen.wait(EDITION)
    return told


async def texts(pen: Pen) -> list[str]:
    return await pen.column("SELECT text FROM comments ORDER BY text")


async def test_an_author_speaks_in_the_night(pen: Pen, secret: UUID) -> None:
    await pen.said(secret, "it is me", key(10), AUTHOR)
    await pen.wait(DAY - EDITION - 1)
    assert await texts(pen) == []
    await pen.wait(1)
    assert [tuple(row) for row in await pen.rows("SELECT text, by_author FROM comments")] == [
        ("it is me", True)
    ]
    assert pen.window_keys("comments") == []


async def test_an_author_speaks_three_times_at_most(pen: Pen, secret: UUID) -> None:
    await pen.said(secret, "1", key(11), AUTHOR)
    await pen.wait(DAY)
    await pen.said(secret, "2", key(12), AUTHOR)
    await pen.said(secret, "3", key(13), AUTHOR)
    await pen.said(secret, "unbadged", key(14))
    token, comment = await pen.token("comment"), comment_id(key(15).public)
    badged = signed("post_key", AUTHOR, badge(secret, comment))
    answer = await pen.say(token, secret, "4", key(15), badge=badged)
    assert (answer.status_code, problem(answer)) == (409, "enough-badges")
    assert (await pen.say(token, secret, "4", key(15))).status_code == 202  # not spent
    await pen.wait(DAY)
    assert await texts(pen) == ["1", "2", "3", "4", "unbadged"]
    assert await pen.column("SELECT count(*) FROM comments WHERE by_author") == [3]


async def test_a_badge_that_has_been_read_is_spent(pen: Pen, secret: UUID) -> None:
    for number in range(3):
        await pen.said(secret, str(number), key(11 + number), AUTHOR)
    await pen.unsay(secret, key(13))  # still queued: nobody has read it
    await pen.said(secret, "2", key(14), AUTHOR)
    await pen.wait(DAY)
    await pen.unsay(secret, key(14))
    await pen.wait(DAY)
    assert await texts(pen) == ["0", "1"]
    comment = comment_id(key(15).public)
    badged = signed("post_key", AUTHOR, badge(secret, comment))
    answer = await pen.say(await pen.token("comment"), secret, "3", key(15), badge=badged)
    assert (answer.status_code, problem(answer)) == (409, "enough-badges")


async def test_nobody_else_wears_the_badge(pen: Pen, secret: UUID) -> None:
    token, comment = await pen.token("comment"), comment_id(key(10).public)
    other = signed("post_key", key(2), badge(secret, comment))
    replayed = signed("post_key", AUTHOR, badge(secret, comment_id(key(11).public)))
    for forged in (other, replayed):
        answer = await pen.say(token, secret, by=key(10), badge=forged)
        assert (answer.status_code, problem(answer)) == (403, "not-yours")
    assert (await pen.say(token, secret, by=key(10))).status_code == 202


async def test_a_removal_waits_for_the_night(pen: Pen, secret: UUID) -> None:
    await pen.said(secret, "regretted", key(10))
    await pen.said(secret, "meant", key(11))
    await pen.wait(MINUTES)
    answers = [await pen.unsay(secret, key(10)) for _ in "ab"]
    assert [(one.status_code, one.content) for one in answers] == [(202, b"{}")] * 2
    await pen.wait(HOUR)
    assert await texts(pen) == ["meant", "regretted"]
    await pen.wait(DAY)
    assert await texts(pen) == ["meant"]
    assert await pen.rows("SELECT * FROM comment_queue") == []


async def test_a_queued_comment_is_taken_back_at_once(pen: Pen, secret: UUID) -> None:
    await pen.said(secret, "regretted", key(10))
    await pen.said(secret, "it is me", key(11), AUTHOR)
    for by in (key(10), key(11)):
        assert (await pen.unsay(secret, by)).status_code == 202
    assert await pen.rows("SELECT * FROM comment_queue") == []


async def test_only_its_key_removes_a_comment(pen: Pen, secret: UUID) -> None:
    comment = await pen.said(secret, "mine", key(10))
    await pen.wait(MINUTES)
    for by in (AUTHOR, key(11)):
        assert problem(await pen.unsay(secret, by, comment)) == "not-yours"
    assert problem(await pen.unsay(secret, key(12))) == "not-found"
    await pen.wait(DAY)
    assert await texts(pen) == ["mine"]
