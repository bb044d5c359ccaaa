"""PostgreSQL keeps for each row in which transaction it was written, and where: nobody's clock.

A thief of the disk lays these numbers of one table beside those of another. So what a member's
visit writes, and what a token writes, must never be neighbours that anybody can tell apart (P2).
"""

from typing import Any

import httpx2
import pytest

from mimi.kit.kit import Kit
from tests.conftest import problem
from tests.pen import Pen, key

EDITION, MINUTES = 4 * 3600, 5 * 60
SPENT = "SELECT nullifier, xmin::text AS x, until, receipt FROM nullifiers ORDER BY ctid"


@pytest.fixture
def pen(kit: Kit, http: httpx2.AsyncClient) -> Pen:
    return Pen(kit, http)


async def spent(pen: Pen) -> list[Any]:
    return await pen.rows(SPENT)


async def test_what_was_spent_in_a_window_is_one_transaction(pen: Pen) -> None:
    await pen.wait(0)
    secret = await pen.told("first")
    await pen.wait(EDITION)
    for number in range(2, 9):
        await pen.told(by=key(number))
        await pen.said(secret, by=key(number))
    arrived = await spent(pen)
    assert len({row["x"] for row in arrived}) == 1 + 14
    await pen.wait(EDITION)
    settled = await spent(pen)
    assert len({row["x"] for row in settled}) == 2, "one for each edition"
    assert {(row["until"], row["receipt"]) for row in settled} == {(0, b"")}
    assert {row["nullifier"] for row in settled} == {row["nullifier"] for row in arrived}


async def test_its_place_on_the_disk_is_nobodys(pen: Pen) -> None:
    """By the nullifier, a hash that nobody but the token's holder can make."""
    for number in range(1, 25):
        await pen.told(by=key(number))
    arrived = [row["nullifier"] for row in await spent(pen)]
    await pen.wait(EDITION)
    settled = [row["nullifier"] for row in await spent(pen)]
    assert settled == sorted(arrived) != arrived


async def test_a_comments_window_keeps_receipts_and_blurs_the_rest(pen: Pen) -> None:
    await pen.wait(0)
    token = await pen.token()
    assert (await pen.tell(token, "once")).status_code == 202
    await pen.told(by=key(2))
    await pen.wait(MINUTES)
    assert len({row["x"] for row in await spent(pen)}) == 1
    assert (await pen.tell(token, "once")).status_code == 202, "a retry is still known"
    assert problem(await pen.tell(token, "twice")) == "token-spent"
    assert len(await pen.rows("SELECT * FROM queue")) == 2


async def test_a_token_spent_before_its_release_was_late_stays_spent(pen: Pen) -> None:
    token = await pen.token()
    await pen.tell(token, "once")
    await pen.wait(10 * EDITION)
    assert problem(await pen.tell(token, "once")) == "token-spent"
    assert problem(await pen.tell(token, "twice")) == "token-spent"
