"""Tokens that come back, attacked: twice, for others, elsewhere, too early, too late, removed."""

import asyncio
from typing import Any
from uuid import UUID

import httpx2
import pytest

from mimi.client.vault import comment_id, refund, secret_id
from mimi.kit import base64url
from mimi.kit.kit import Kit
from tests.claims import blinded, claim, claim_comment, epoch_of, finished, label_of
from tests.conftest import problem
from tests.pen import CIRCLE, Pen, key

EDITION, HOUR, DAY, WEEK = 4 * 3600, 3600, 86_400, 7 * 86_400
OTHER = UUID(int=2)


@pytest.fixture
def pen(kit: Kit, http: httpx2.AsyncClient) -> Pen:
    return Pen(kit, http)


async def told(
    pen: Pen, by: int = 1, out: int = 2 * DAY, circle: UUID = CIRCLE, **more: Any
) -> tuple[UUID, str]:
    """A secret that has been out for so long, and the token it was told with."""
    token = await pen.token("post", circle)
    assert (await pen.tell(token, "…", key(by), **more)).status_code == 202
    await pen.wait(EDITION - pen.kit.clock.now() % EDITION)
    await pen.wait(out)
    return secret_id(key(by).public), token


async def answered(pen: Pen, secret: UUID, to: int = 9, days: int = 2) -> tuple[UUID, str]:
    """A comment that has been out for so long, and its token."""
    token = await pen.token("comment")
    assert (await pen.say(token, secret, "…", key(to))).status_code == 202
    await pen.wait(5 * 60)
    await pen.wait(days * DAY)
    return comment_id(key(to).public), token


async def a_fresh_week(pen: Pen) -> None:
    """Just after both kinds of epoch have begun, give or take the post epoch."""
    await pen.wait(WEEK - pen.kit.clock.now() % WEEK + HOUR)


# what a member gets --------------------------------------------------------------------------


async def test_a_secret_gives_its_token_back_and_that_can_be_spent_once(pen: Pen) -> None:
    secret, spent = await told(pen)
    answer = await claim(pen, secret, key(1), spent)
    assert answer.status_code == 200, answer.text
    again = finished(pen, answer, spent)
    assert (await pen.tell(again, "more", key(2))).status_code == 202
    assert problem(await pen.tell(again, "and more", key(3))) == "token-spent"


async def test_a_comment_gives_its_token_back(pen: Pen) -> None:
    await a_fresh_week(pen)
    secret, _ = await told(pen, out=0)
    comment, spent = await answered(pen, secret)
    answer = await claim_comment(pen, (secret, comment), key(9), spent)
    assert answer.status_code == 200, answer.text
    again = finished(pen, answer, spent, "comment")
    assert (await pen.say(again, secret, "more", key(8))).status_code == 202
    assert problem(await pen.tell(again, "no", key(3))) == "token-forged"


async def test_the_same_claim_is_answered_again_also_days_later(pen: Pen) -> None:
    secret, spent = await told(pen)
    first = await claim(pen, secret, key(1), spent)
    assert (await claim(pen, secret, key(1), spent)).content == first.content
    await pen.wait(3 * DAY)
    assert (await claim(pen, secret, key(1), spent)).content == first.content


async def test_what_came_back_comes_back_again(pen: Pen) -> None:
    secret, spent = await told(pen)
    for turn in range(2, 5):
        answer = await claim(pen, secret, key(turn - 1), spent, want=turn)
        spent = finished(pen, answer, spent, want=turn)
        assert (await pen.tell(spent, "…", key(turn))).status_code == 202
        await pen.wait(EDITION)
        await pen.wait(2 * DAY)
        secret = secret_id(key(turn).public)
    assert (await claim(pen, secret, key(4), spent, want=9)).is_success


# frauds --------------------------------------------------------------------------------------


async def test_nothing_comes_back_twice(pen: Pen) -> None:
    secret, spent = await told(pen)
    assert (await claim(pen, secret, key(1), spent, want=1)).is_success
    for want in (2, 3):
        assert problem(await claim(pen, secret, key(1), spent, want=want)) == "refunded"
    await pen.wait(5 * DAY)  # what answers a retry is long forgotten
    assert problem(await claim(pen, secret, key(1), spent, want=2)) == "refunded"


async def test_two_claims_at_once_give_one_token(pen: Pen) -> None:
    secret, spent = await told(pen)
    both = [claim(pen, secret, key(1), spent, want=want) for want in (1, 2)]
    answers = await asyncio.gather(*both)
    assert sorted(answer.status_code for answer in answers) == [200, 409]


async def test_a_comment_gives_nothing_back_twice(pen: Pen) -> None:
    await a_fresh_week(pen)
    secret, _ = await told(pen, out=0)
    comment, spent = await answered(pen, secret)
    assert (await claim_comment(pen, (secret, comment), key(9), spent)).is_success
    answer = await claim_comment(pen, (secret, comment), key(9), spent, want=2)
    assert problem(answer) == "refunded"


async def test_nobody_gets_anothers_token(pen: Pen) -> None:
    secret, spent = await told(pen)
    assert problem(await claim(pen, secret, key(2), spent)) == "not-yours"
    key_of_author = base64url.encode(key(1).public)
    forged = await claim(pen, secret, key(2), spent, key=key_of_author)
    assert problem(forged) == "not-yours"
    assert (await claim(pen, secret, key(1), spent)).is_success


async def test_a_signature_is_for_one_token_and_one_secret(pen: Pen) -> None:
    """Whoever sees a claim on its way can turn it to nothing else."""
    secret, spent = await told(pen)
    other, _ = await told(pen, by=2, out=0)
    assert problem(await claim(pen, secret, key(1), spent, label=str(other))) == "not-yours"
    swapped = base64url.encode(blinded(7).point)
    assert problem(await claim(pen, secret, key(1), spent, blinded=swapped)) == "not-yours"
    removal = base64url.encode(key(1).sign(b"mimi/delete\0" + secret.bytes))
    assert problem(await claim(pen, secret, key(1), spent, signature=removal)) == "not-yours"


async def test_nothing_comes_back_in_another_circle(pen: Pen) -> None:
    secret, _ = await told(pen)
    elsewhere = await pen.token("post", OTHER)
    assert problem(await claim(pen, secret, key(1), elsewhere)) == "not-found"


async def test_nothing_comes_back_for_another_purpose_or_name(pen: Pen) -> None:
    secret, spent = await told(pen)
    comment_token = await pen.token("comment")
    assert problem(await claim(pen, secret, key(1), comment_token)) == "token-forged"
    answer = await claim_comment(pen, (secret, comment_id(key(1).public)), key(1), spent)
    assert problem(answer) == "token-forged"


async def test_nothing_comes_back_of_another_epoch(pen: Pen) -> None:
    secret, spent = await told(pen)
    last = await pen.token("post", epoch=epoch_of(pen) - 28 * DAY)
    assert problem(await claim(pen, secret, key(1), last)) == "token-epoch"
    await pen.wait(28 * DAY - pen.kit.clock.now() % (28 * DAY))
    assert problem(await claim(pen, secret, key(1), spent)) == "token-epoch"


async def test_nothing_is_carried_over(pen: Pen) -> None:
    """Told at the end of an epoch, out in the next, claimed with the next one's label."""
    await pen.wait(28 * DAY - pen.kit.clock.now() % (28 * DAY) - HOUR)
    secret, _ = await told(pen)
    new = await pen.token("post")
    assert problem(await claim(pen, secret, key(1), new)) == "token-epoch"


async def test_what_was_removed_gives_nothing_back(pen: Pen) -> None:
    secret, spent = await told(pen, out=0)
    assert (await pen.remove(secret, key(1))).status_code == 202
    await pen.wait(DAY)
    await pen.wait(DAY)
    assert problem(await claim(pen, secret, key(1), spent)) == "not-found"


async def test_telling_again_what_was_removed_gives_no_second_token(pen: Pen) -> None:
    secret, spent = await told(pen)
    first = await claim(pen, secret, key(1), spent)
    await pen.remove(secret, key(1))
    await pen.wait(DAY)
    secret, spent = await told(pen)
    assert problem(await claim(pen, secret, key(1), spent, want=2)) == "refunded"
    assert (await claim(pen, secret, key(1), spent)).content == first.content


async def test_what_waits_or_expired_gives_nothing_back(pen: Pen) -> None:
    token = await pen.token("post")
    await pen.tell(token, "…", key(1))
    secret = secret_id(key(1).public)
    assert problem(await claim(pen, secret, key(1), token)) == "not-found"
    short, spent = await told(pen, by=2, life="day")
    assert problem(await claim(pen, short, key(2), spent)) == "not-found"


async def test_nothing_comes_back_before_two_days(pen: Pen) -> None:
    secret, spent = await told(pen, out=2 * DAY - 1)
    assert problem(await claim(pen, secret, key(1), spent)) == "too-early"
    await pen.wait(1)
    assert (await claim(pen, secret, key(1), spent)).is_success


async def test_a_comment_waits_two_days_too_and_goes_with_its_removal(pen: Pen) -> None:
    await a_fresh_week(pen)
    secret, _ = await told(pen, out=0)
    comment, spent = await answered(pen, secret, days=0)
    assert problem(await claim_comment(pen, (secret, comment), key(9), spent)) == "too-early"
    await pen.unsay(secret, key(9))
    await pen.wait(2 * DAY)
    assert problem(await claim_comment(pen, (secret, comment), key(9), spent)) == "not-found"


async def test_a_comment_on_a_secret_that_is_gone_gives_nothing_back(pen: Pen) -> None:
    await a_fresh_week(pen)
    secret, _ = await told(pen, out=0)
    comment, spent = await answered(pen, secret, days=1)
    await pen.do("DELETE FROM secrets WHERE circle = $1", CIRCLE)
    await pen.wait(HOUR * 23)
    assert problem(await claim_comment(pen, (secret, comment), key(9), spent)) == "not-found"


@pytest.mark.parametrize("point", [b"", b"\0" * 32, b"\xff" * 32, b"\1" * 31])
async def test_what_is_no_point_is_refused(pen: Pen, point: bytes) -> None:
    secret, spent = await told(pen)
    signature = base64url.encode(key(1).sign(refund(secret, label_of(spent), point)))
    sent = base64url.encode(point)
    answer = await claim(pen, secret, key(1), spent, blinded=sent, signature=signature)
    assert problem(answer) in {"invalid-batch", "invalid-request"}
    assert (await claim(pen, secret, key(1), spent)).is_success, "the refusal used it up"


@pytest.mark.parametrize("header", ["cookie", "authorization"])
async def test_who_asks_says_not_who_he_is(pen: Pen, header: str) -> None:
    pen.http.headers[header] = "x"
    nothing = UUID(int=1)
    token = await pen.token("post")
    assert problem(await claim(pen, nothing, key(1), token)) == "signed-request"
    answer = await claim_comment(pen, (nothing, nothing), key(1), token)
    assert problem(answer) == "signed-request"
