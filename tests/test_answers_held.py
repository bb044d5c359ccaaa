"""Answers are looked at when they come out: what may harm is shown to the near alone."""

from uuid import UUID

import httpx2
import pytest

from mimi.kit.kit import Kit
from mimi.rooms import moderation
from tests.community import EDITION
from tests.pen import Pen, key
from tests.scene import Member, Scene
from tests.test_moderation import decide, reader

HARSH = "加微信 vx88997766，日赚三千"
KIND = "我也这么觉得"
COMMENTS = 300


@pytest.fixture
async def scene(kit: Kit, http: httpx2.AsyncClient) -> Scene:
    return await Scene(kit, http).still()


@pytest.fixture
def pen(kit: Kit, http: httpx2.AsyncClient) -> Pen:
    return Pen(kit, http)


async def answered(pen: Pen) -> UUID:
    """A public secret with both answers."""
    secret = await pen.told("今天的云像鲸鱼")
    await pen.wait(EDITION)
    await pen.make_public(secret)
    for number, text in enumerate((HARSH, KIND)):
        await pen.said(secret, text, key(number + 2))
    await pen.wait(COMMENTS)
    return secret


async def strangers(pen: Pen, secret: UUID) -> set[str]:
    """What whoever has the link reads."""
    answer = await pen.http.get(f"/v1/secrets/{secret}/comments")
    return {comment["text"] for comment in answer.json()["comments"]}


async def near(member: Member, secret: UUID) -> set[str]:
    return {comment["text"] for comment in await member.device.comments(secret)}


async def test_what_may_harm_is_shown_to_the_near_alone_and_waits_in_the_queue(
    scene: Scene, pen: Pen
) -> None:
    """Nobody loses a word that was said to them, and it travels no further."""
    secret, member = await answered(pen), await reader(scene)
    assert await strangers(pen, secret) == {KIND}
    assert await near(member, secret) == {HARSH, KIND}
    async with pen.kit.database.reading() as db:
        (case,) = await moderation.queue(db)
    assert (case.kind, case.rule, case.hold) == ("comment", "spam", "stays")


@pytest.mark.parametrize(
    ("outcome", "outside", "inside"),
    [("kept", True, True), ("stays", False, True), ("removed", False, False)],
)
async def test_a_decision_shows_it_to_all_to_the_near_or_to_nobody(
    scene: Scene, pen: Pen, outcome: moderation.Outcome, outside: bool, inside: bool
) -> None:
    secret, member = await answered(pen), await reader(scene)
    await decide(scene, outcome)
    assert (HARSH in await strangers(pen, secret)) == outside
    assert (HARSH in await near(member, secret)) == inside
    assert await strangers(pen, secret) >= {KIND}


async def test_what_was_decided_is_not_looked_at_again(scene: Scene, pen: Pen) -> None:
    secret = await answered(pen)
    await decide(scene, "kept")
    await pen.wait(COMMENTS)
    assert HARSH in await strangers(pen, secret)


async def test_an_answer_that_came_out_while_nobody_looked_is_looked_at_later(pen: Pen) -> None:
    """A window that was missed is made up for."""
    secret = await answered(pen)
    await pen.do("UPDATE comments SET held = false")
    await pen.do("DELETE FROM cases")
    await pen.do("DELETE FROM holds")
    await pen.do("UPDATE jobs SET done = done - $1 WHERE job = 'looks at answers'", COMMENTS)
    await pen.wait(2 * COMMENTS)
    assert await strangers(pen, secret) == {KIND}
