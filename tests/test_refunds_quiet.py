"""What a token that comes back tells others, and how many anybody can have by it."""

from typing import Any

import httpx2
import pytest

from mimi.client.vault import secret_id
from mimi.kit.kit import Kit
from tests.claims import claim, epoch_of, finished
from tests.conftest import problem
from tests.pen import CIRCLE, Pen, key
from tests.test_refunds import DAY, EDITION, told


@pytest.fixture
def pen(kit: Kit, http: httpx2.AsyncClient) -> Pen:
    return Pen(kit, http)


# what it tells -------------------------------------------------------------------------------


async def test_all_answers_have_one_size_and_headers(pen: Pen) -> None:
    answers: list[httpx2.Response] = []
    for by in (1, 2, 3):
        secret, spent = await told(pen, by=by)
        answers.append(await claim(pen, secret, key(by), spent, want=by))
    assert len({len(answer.content) for answer in answers}) == 1
    assert len({tuple(answer.headers.multi_items()) for answer in answers}) == 1


async def test_a_claim_writes_rows_that_look_like_spent_tokens_and_nothing_else(pen: Pen) -> None:
    secret, spent = await told(pen)
    before = await everything(pen)
    await claim(pen, secret, key(1), spent)
    after = await everything(pen)
    assert {table for table in after if after[table] != before[table]} == {"nullifiers"}
    new = await pen.rows("SELECT * FROM nullifiers WHERE until > 0")
    assert [(len(row["nullifier"]), len(row["receipt"])) for row in new] == [(32, 32)] * 2
    assert {row["until"] for row in new} == {pen.kit.edition() + EDITION}
    await pen.wait(EDITION)
    settled = await pen.rows("SELECT DISTINCT until, receipt, epoch FROM nullifiers")
    assert [tuple(row) for row in settled] == [(0, b"", epoch_of(pen))]


async def test_only_the_keyring_can_say_what_was_claimed(
    pen: Pen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hash without a key could be tried for every item that is out."""
    secret, spent = await told(pen)
    made, tag = set[bytes](), pen.kit.keys.tag

    def noted(purpose: str, *parts: bytes) -> bytes:
        made.add(tag(purpose, *parts))
        return tag(purpose, *parts)

    monkeypatch.setattr(pen.kit.keys, "tag", noted)
    assert (await claim(pen, secret, key(1), spent)).is_success
    new = await pen.rows("SELECT nullifier, receipt FROM nullifiers WHERE until > 0")
    assert len({*new}) == 2
    assert {value for row in new for value in row} <= made


async def everything(pen: Pen) -> dict[str, list[Any]]:
    tables = await pen.column("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return {table: await pen.rows(f"SELECT * FROM {table}") for table in tables}


async def test_a_refused_claim_writes_nothing(pen: Pen) -> None:
    secret, spent = await told(pen, out=DAY)
    before = await everything(pen)
    for by in (key(1), key(2)):
        assert not (await claim(pen, secret, by, spent)).is_success
    assert await everything(pen) == before


# how much anybody can have ----------------------------------------------------------------------


async def test_nobody_ever_holds_more_than_everybody_has(pen: Pen) -> None:
    """Who claims all that can be claimed has N unspent at most, and spends N in two days."""
    wallet = [await pen.token("post") for _ in range(5)]
    out: list[tuple[int, str]] = []
    number, told_in_all = 10, 0
    for _ in range(4):
        assert len(wallet) + len(out) == 5
        while wallet:
            number, token = number + 1, wallet.pop()
            assert (await pen.tell(token, "…", key(number))).status_code == 202
            out.append((number, token))
        told_in_all += 5
        await pen.wait(EDITION)
        await pen.wait(2 * DAY)
        claimed, out = out, []
        for by, token in claimed:
            secret = secret_id(key(by).public)
            answer = await claim(pen, secret, key(by), token, want=by)
            wallet.append(finished(pen, answer, token, want=by))
            assert problem(await claim(pen, secret, key(by), token, want=999)) == "refunded"
        assert len(wallet) == 5
    assert told_in_all == 20


async def test_who_is_always_removed_runs_dry(pen: Pen) -> None:
    wallet = [await pen.token("post") for _ in range(5)]
    for number, token in enumerate(wallet, 10):
        await pen.tell(token, "harm", key(number))
    await pen.wait(EDITION)
    await pen.do("DELETE FROM secrets WHERE circle = $1", CIRCLE)  # as moderators will
    await pen.wait(2 * DAY)
    for number, token in enumerate(wallet, 10):
        secret = secret_id(key(number).public)
        assert problem(await claim(pen, secret, key(number), token)) == "not-found"
        assert problem(await pen.tell(token, "more", key(number + 100))) == "token-spent"
