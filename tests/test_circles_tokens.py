"""Labels, batches and spending: one key, one batch, one use, and nobody's name on any of it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import pytest
from litestar import Litestar

from mimi.client import Device, Refused
from mimi.kit import base64url, tokens
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.kit.tokens import Token
from mimi.rooms import circles
from mimi.rooms.circles import Purpose, Spendable
from mimi.rooms.circles.model import Evaluated
from tests.circle_of_four import SMALL, four_and_two, know
from tests.classroom import DAY, newcomer, number, pass_time
from tests.conftest import CODE, client_of, problem, rehearsal, running

Rows = list[dict[str, Any]]


@pytest.fixture
async def app(tmp_path: Path, database_url: str) -> AsyncIterator[Litestar]:
    async with running(rehearsal(tmp_path, circle=SMALL), database_url) as app:
        yield app


@pytest.fixture
async def four(http: httpx2.AsyncClient) -> list[Device]:
    return await four_and_two(http)


async def batches(device: Device) -> Rows:
    return (await device.ask("GET", "/v1/batches")).json()


async def asked(device: Device, row: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A request for a batch, as the device's vault makes it."""
    label, epoch = UUID(row["label"]), row["epoch"]
    blinded = [device.vault.blinded(row["purpose"], label, epoch, i) for i in range(row["tokens"])]
    points = [base64url.encode(one.point) for one in blinded]
    return {"label": row["label"], "blinded": points, **changes}


async def issue(device: Device, *requests: dict[str, Any]) -> Rows:
    return (await device.ask("POST", "/v1/batches", json={"batches": requests})).json()


async def refused(device: Device, *requests: dict[str, Any]) -> str:
    with pytest.raises(Refused) as refusal:
        await issue(device, *requests)
    return refusal.value.name


async def token(device: Device, purpose: str) -> Token:
    """An unspent one for the present epoch."""
    await device.fetch_tokens()
    now = (await device.place())["now"]
    held = (one for one in device.wallet.unspent if one.batch.purpose == purpose)
    return next(one.token for one in held if one.batch.epoch <= now < one.batch.ends)


async def check(kit: Kit, header: str | None, purpose: Purpose = "post") -> Spendable:
    async with kit.database.reading() as db:
        return await circles.check(kit, db, header, purpose)


async def wrong(kit: Kit, header: str | None, purpose: Purpose = "post") -> tuple[int, str]:
    with pytest.raises(Problem) as raised:
        await check(kit, header, purpose)
    return raised.value.status, raised.value.name


# batches ---------------------------------------------------------------------------------


async def test_members_are_offered_the_same_labels(four: list[Device], kit: Kit) -> None:
    offered = [await batches(device) for device in four[:4]]
    assert all(one == offered[0] for one in offered)
    kinds = sorted((one["purpose"], one["epoch"] <= kit.clock.now()) for one in offered[0])
    assert kinds == [("comment", False), ("comment", True), ("post", False), *[("post", True)] * 2]
    assert len({one["label"] for one in offered[0]}) == 5
    assert {one["tokens"] for one in offered[0] if one["purpose"] == "post"} == {5}
    assert all(one["ends"] - one["epoch"] in (7 * DAY, 28 * DAY) for one in offered[0])


async def test_comment_labels_are_only_for_near_circles(
    four: list[Device], http: httpx2.AsyncClient
) -> None:
    assert await batches(four[4]) == []
    await know(four, [range(4), (0, 1, 2, 4), (0, 1, 5)])
    await pass_time(http, DAY)
    near, own = await batches(four[4]), await batches(four[0])
    assert [one["purpose"] for one in near] == ["comment", "comment"]
    assert near == [one for one in own if one["purpose"] == "comment"]
    assert await batches(four[5]) == []


async def test_a_strangers_label_is_not_found(four: list[Device]) -> None:
    for row in await batches(four[0]):
        assert await refused(four[5], await asked(four[5], row)) == "not-found"
    nowhere = {**(await batches(four[0]))[0], "label": str(UUID(int=7))}
    assert await refused(four[0], await asked(four[0], nowhere)) == "not-found"


async def test_the_epoch_before_is_named_but_not_issued(four: list[Device], kit: Kit) -> None:
    [ended] = [one for one in await batches(four[0]) if one["ends"] <= kit.clock.now()]
    assert ended["purpose"] == "post"
    assert await refused(four[0], await asked(four[0], ended)) == "not-found"


async def test_the_same_batch_is_answered_again_and_another_is_refused(four: list[Device]) -> None:
    row = next(one for one in await batches(four[0]) if one["purpose"] == "comment")
    request = await asked(four[0], row)
    assert await issue(four[0], request) == await issue(four[0], request)
    other = {**request, "blinded": request["blinded"][::-1]}
    assert await refused(four[0], other) == "other-batch"
    assert await refused(four[0], await asked(four[1], row)) == "other-batch"
    assert await issue(four[1], await asked(four[1], row)) != await issue(four[0], request)


async def test_a_batch_has_its_number_of_true_points(four: list[Device]) -> None:
    row = next(one for one in await batches(four[0]) if one["purpose"] == "comment")
    request = await asked(four[0], row)
    points: list[str] = request["blinded"]
    identity, short = base64url.encode(bytes(32)), base64url.encode(bytes(31))
    for bad in (points[:-1], [*points, points[0]], *([*points[:-1], x] for x in (identity, short))):
        assert await refused(four[0], {**request, "blinded": bad}) == "invalid-batch"
    assert await refused(four[0], {**request, "blinded": [*points[:-1], "?"]}) == "invalid-batch"
    assert await refused(four[0], {**request, "more": 1}) == "invalid-request"
    assert await refused(four[0]) == "invalid-request"
    assert await issue(four[0], request)


async def test_all_or_nothing(four: list[Device], kit: Kit) -> None:
    first, second, *_ = [one for one in await batches(four[0]) if one["purpose"] == "comment"]
    bad = await asked(four[0], second)
    bad["blinded"] = bad["blinded"][:-1]
    assert await refused(four[0], await asked(four[0], first), bad) == "invalid-batch"
    async with kit.database.reading() as db:
        assert await db.fetchval("SELECT count(*) FROM batches") == 0


async def test_a_device_asks_for_batches_so_often_a_day(
    four: list[Device], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mimi.rooms.circles.batches.ISSUES_A_DAY", 2)
    row = next(one for one in await batches(four[0]) if one["purpose"] == "comment")
    request = await asked(four[0], row)
    assert await issue(four[0], request)
    assert await refused(four[0], await asked(four[1], row)) == "other-batch"
    assert await refused(four[0], request) == "too-many"


async def test_a_request_names_a_batch_once(four: list[Device]) -> None:
    row = (await batches(four[0]))[0]
    request = await asked(four[0], row)
    assert await refused(four[0], request, request) == "invalid-batch"


async def test_no_connection_is_held_while_a_batch_is_computed(
    four: list[Device], kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = next(one for one in await batches(four[0]) if one["purpose"] == "comment")
    idle: list[int] = []

    def evaluated(*_: object) -> Evaluated:
        pool = kit.database._pool  # pyright: ignore[reportPrivateUsage]
        assert pool is not None
        idle.append(pool.get_size() - pool.get_idle_size())
        return Evaluated(UUID(row["label"]), [], "")

    monkeypatch.setattr("mimi.rooms.circles.batches._evaluate", evaluated)
    await issue(four[0], await asked(four[0], row))
    assert idle == [0]


async def test_no_row_of_a_batch_names_who_holds_it(four: list[Device], kit: Kit) -> None:
    await four[0].fetch_tokens()
    async with kit.database.reading() as db:
        named = await db.fetch("SELECT account FROM accounts")
        named += await db.fetch("SELECT phone_tag FROM phone_tags")
        held = await db.fetch("SELECT * FROM batches")
    names = {getattr(row[0], "bytes", row[0]) for row in named}
    assert len({row["holder"] for row in held}) == len(held) == 8
    assert not names.intersection(
        getattr(value, "bytes", value) for row in held for value in tuple(row)
    )


async def test_who_comes_again_gets_no_second_batch(
    http: httpx2.AsyncClient, four: list[Device], kit: Kit
) -> None:
    assert await four[0].fetch_tokens() > 0
    await four[0].delete_account()
    again = await newcomer(http, 77)
    await again.change_number(number(0), CODE)
    for friend in four[1:4]:
        await again.accept(await friend.invite("one"))
    await pass_time(http, DAY)
    await pass_time(http, DAY)
    assert (await again.circle())["state"] == "gathering"
    post = next(
        one
        for one in await batches(again)
        if one["purpose"] == "post" and one["epoch"] <= kit.clock.now() < one["ends"]
    )
    assert await refused(again, await asked(again, post)) == "other-batch"
    assert await issue(again, await asked(four[0], post))


async def test_batches_are_for_members(four: list[Device], http: httpx2.AsyncClient) -> None:
    for method, path in (("GET", "/v1/batches"), ("POST", "/v1/batches"), ("GET", "/v1/circle")):
        answer = await http.request(
            method, path, json={"batches": []} if method == "POST" else None
        )
        assert (answer.status_code, problem(answer)) == (401, "not-signed-in")


# spending --------------------------------------------------------------------------------


@pytest.mark.parametrize("purpose", ["post", "comment"])
async def test_a_token_names_its_circle_and_nobody(
    four: list[Device], kit: Kit, purpose: Purpose
) -> None:
    spendables = [
        await check(kit, tokens.pack(await token(device, purpose)), purpose) for device in four[:4]
    ]
    assert len({(one.circle, one.epoch) for one in spendables}) == 1
    assert len({one.nullifier for one in spendables}) == 4
    if purpose == "comment":
        label = circles.comment_label(kit, spendables[0].circle)
        assert label == (await token(four[0], "comment")).label


@pytest.mark.parametrize("header", [None, "", "?", "AAAA", "A" * 149, "é" * 150])
async def test_what_is_no_token_is_malformed(kit: Kit, header: str | None) -> None:
    assert await wrong(kit, header) == (400, "token-malformed")


async def test_forged_tokens_are_refused(four: list[Device], kit: Kit) -> None:
    good = await token(four[0], "post")
    comment = await token(four[0], "comment")
    flipped = bytes([good.output[0] ^ 1]) + good.output[1:]
    forged = [
        good._replace(output=flipped),
        good._replace(input=bytes(32)),
        good._replace(label=UUID(int=7)),
        good._replace(label=comment.label),
        comment,
    ]
    for one in forged:
        assert await wrong(kit, tokens.pack(one)) == (403, "token-forged")
    assert await wrong(kit, tokens.pack(good), "comment") == (403, "token-forged")


async def test_a_token_is_for_its_epoch(
    four: list[Device], kit: Kit, http: httpx2.AsyncClient
) -> None:
    good = await token(four[0], "comment")
    ahead = next(one for one in four[0].wallet.unspent if one.batch.epoch > kit.clock.now())
    purpose: Purpose = "post" if ahead.batch.purpose == "post" else "comment"
    assert await wrong(kit, tokens.pack(ahead.token), purpose) == (410, "token-epoch")
    await pass_time(http, 7 * DAY)
    assert await wrong(kit, tokens.pack(good), "comment") == (410, "token-epoch")


async def test_a_token_is_spent_once_and_a_retry_is_told_so(four: list[Device], kit: Kit) -> None:
    spendable = await check(kit, tokens.pack(await token(four[0], "post")))
    spent: list[bool] = []
    for _ in range(2):
        async with kit.database.transaction() as db:
            spent.append(await circles.spend(kit, db, spendable, b"receipt"))
    assert spent == [True, False]
    with pytest.raises(Problem) as raised:
        async with kit.database.transaction() as db:
            await circles.spend(kit, db, spendable, b"another")
    assert (raised.value.status, raised.value.name) == (409, "token-spent")


async def test_the_memory_of_spent_tokens_ends_with_their_epoch(
    four: list[Device], kit: Kit, http: httpx2.AsyncClient
) -> None:
    spendable = await check(kit, tokens.pack(await token(four[0], "post")))
    async with kit.database.transaction() as db:
        await circles.spend(kit, db, spendable, b"receipt")
    await pass_time(http, 56 * DAY)
    async with kit.database.reading() as db:
        counts = [
            await db.fetchval("SELECT count(*) FROM nullifiers"),
            await db.fetchval("SELECT count(*) FROM batches WHERE purpose = 'comment'"),
        ]
    assert counts == [0, 0]


async def test_the_key_is_one_for_everybody(app: Litestar) -> None:
    async with client_of(app) as http:
        keys = [(await http.get("/v1/place")).json()["token_key"] for _ in range(2)]
    assert keys[0] == keys[1]
    assert len(base64url.decode(keys[0], 32)) == 32
