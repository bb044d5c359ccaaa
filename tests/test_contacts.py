"""Contacts: who may send what, what replaces what, and what expires."""

from typing import Any

import httpx2
import pytest

from mimi.kit.kit import Kit
from mimi.rooms.contacts import actions, tags
from tests.conftest import CODE, problem
from tests.people import agreed, befriend, member, number, pass_days, upload

GARBAGE = ["", "x", "110", "\x00", "1" * 300, "+86138000000010"]


async def held(kit: Kit) -> int:
    async with kit.database.reading() as db:
        return await db.fetchval("SELECT count(*) FROM pair_tags")


def between(own: int, other: int) -> dict[str, str]:
    return {"own": number(own), "number": number(other)}


async def test_both_must_have_the_other(http: httpx2.AsyncClient, kit: Kit) -> None:
    one, two = await member(http, 1), await member(http, 2)
    await upload(one, 1, [2, 3])
    assert await agreed(kit) == 0
    await upload(two, 2, [1])
    assert await agreed(kit) == 1


async def test_an_upload_replaces_the_whole_set(http: httpx2.AsyncClient, kit: Kit) -> None:
    await befriend(http, [(1, 2), (1, 3), (2, 3)])
    assert await agreed(kit) == 3
    await upload(await member(http, 1), 1, [3])
    assert await agreed(kit) == 2
    await upload(await member(http, 1), 1, [])
    assert await agreed(kit) == 1


async def test_numbers_are_found_however_they_are_written(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    one, two = await member(http, 1), await member(http, 2)
    body = {"own": ["138 0000 0001"], "numbers": ["００８６ 138-0000-0002", "+8613800000002"]}
    answer = await one.put("/v1/contacts", json=body)
    assert answer.json() == {"accepted": 2, "refused": []}
    assert await held(kit) == 1
    await upload(two, 2, [1])
    assert await agreed(kit) == 1


async def test_garbage_is_refused_by_its_place_and_the_rest_is_kept(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    one = await member(http, 1)
    body = {"own": [number(1)], "numbers": [number(2), *GARBAGE, number(3)]}
    answer = await one.put("/v1/contacts", json=body)
    assert answer.status_code == 200
    assert answer.json() == {"accepted": 2, "refused": [1, 2, 3, 4, 5, 6]}
    assert await held(kit) == 2


async def test_oneself_is_no_contact(http: httpx2.AsyncClient, kit: Kit) -> None:
    await upload(await member(http, 1), 1, [1])
    assert await held(kit) == 0


async def test_five_thousand_contacts_are_taken_and_one_more_is_not(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    one = await member(http, 1)
    many = [f"+86139{index:08d}" for index in range(5_001)]
    refused = await one.put("/v1/contacts", json={"own": [number(1)], "numbers": many})
    assert (refused.status_code, problem(refused)) == (413, "too-many-contacts")
    assert await held(kit) == 0
    taken = await one.put("/v1/contacts", json={"own": [number(1)], "numbers": many[:5_000]})
    assert taken.json()["accepted"] == 5_000
    assert await held(kit) == 5_000
    await upload(one, 1, [2])
    assert await held(kit) == 1


@pytest.mark.parametrize("own", [number(2), number(7), "x", "\x00"])
async def test_own_must_be_ones_own(http: httpx2.AsyncClient, kit: Kit, own: str) -> None:
    one = await member(http, 1)
    await member(http, 2)
    requests = [
        await one.put("/v1/contacts", json={"own": [number(1), own], "numbers": [number(3)]}),
        await one.post("/v1/unfriendings", json={"own": own, "number": number(3)}),
        await one.post("/v1/blocks", json={"own": own, "number": number(3)}),
    ]
    for answer in requests:
        assert (answer.status_code, problem(answer)) == (403, "not-your-number")
    assert await held(kit) == 0


BODIES: list[Any] = [
    {},
    [],
    {"own": [], "numbers": []},
    {"own": number(1), "numbers": []},
    {"own": [number(1)], "numbers": [1]},
    {"own": [number(1)], "numbers": [None]},
    {"own": [number(1)], "numbers": number(2)},
    {"own": [number(1)], "numbers": [], "names": []},
    {"own": [number(1)] * 6, "numbers": []},
]


@pytest.mark.parametrize("body", BODIES)
async def test_a_wrong_upload_is_a_problem_and_loses_nothing(
    http: httpx2.AsyncClient, kit: Kit, body: Any
) -> None:
    one = await member(http, 1)
    await upload(one, 1, [2])
    answer = await one.put("/v1/contacts", json=body)
    assert (answer.status_code, problem(answer)) == (400, "invalid-request")
    assert await held(kit) == 1


@pytest.mark.parametrize("body", [b'{"own":["\\ud83d"],"numbers":[]}', b"\xff", b'{"own":["\xed"'])
async def test_broken_text_is_a_problem(http: httpx2.AsyncClient, body: bytes) -> None:
    one = await member(http, 1)
    kind = {"content-type": "application/json"}
    answer = await one.put("/v1/contacts", content=body, headers=kind)
    assert (answer.status_code, problem(answer)) == (400, "invalid-request")


async def test_an_upload_is_counted_before_its_work_is_done(
    http: httpx2.AsyncClient, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects the server from one member who sends 5,000 numbers for ever."""
    one = await member(http, 1)
    made: list[int] = []

    def count_work(_: Kit, __: list[str], written: list[str]) -> tuple[tags.Tags, list[int]]:
        made.append(len(written))
        return [], []

    monkeypatch.setattr(tags, "make_tags", count_work)
    for _ in range(actions.UPLOADS_A_DAY):
        await upload(one, 1, [2])
    body = {"own": [number(1)], "numbers": [number(2)]}
    refused = await one.put("/v1/contacts", json=body)
    assert (refused.status_code, problem(refused)) == (429, "too-many")
    assert len(made) == actions.UPLOADS_A_DAY


@pytest.mark.parametrize("path", ["/v1/unfriendings", "/v1/blocks"])
@pytest.mark.parametrize("written", GARBAGE[:4])
async def test_garbage_cannot_be_unfriended_or_blocked(
    http: httpx2.AsyncClient, path: str, written: str
) -> None:
    one = await member(http, 1)
    answer = await one.post(path, json={"own": number(1), "number": written})
    assert (answer.status_code, problem(answer)) == (400, "invalid-phone")
    answer = await one.post("/v1/unblocks", json={"number": written})
    assert (answer.status_code, problem(answer)) == (400, "invalid-phone")


async def test_unfriending_takes_one_pair_apart(http: httpx2.AsyncClient, kit: Kit) -> None:
    await befriend(http, [(1, 2), (1, 3)])
    answer = await (await member(http, 1)).post("/v1/unfriendings", json=between(1, 2))
    assert answer.status_code == 204
    assert await agreed(kit) == 1


@pytest.mark.parametrize("blocker", [1, 2])
async def test_a_block_from_either_side_holds_against_uploads(
    http: httpx2.AsyncClient, kit: Kit, blocker: int
) -> None:
    await befriend(http, [(1, 2), (1, 3)])
    other = 3 - blocker
    answer = await (await member(http, blocker)).post("/v1/blocks", json=between(blocker, other))
    assert answer.status_code == 204
    assert await agreed(kit) == 1
    await befriend(http, [(1, 2), (1, 3)])
    assert await agreed(kit) == 1


async def test_unblocking_allows_but_does_not_befriend(http: httpx2.AsyncClient, kit: Kit) -> None:
    await befriend(http, [(1, 2)])
    one = await member(http, 1)
    await one.post("/v1/blocks", json=between(1, 2))
    assert (await one.post("/v1/unblocks", json={"number": number(2)})).status_code == 204
    assert await agreed(kit) == 0
    await upload(one, 1, [2])
    assert await agreed(kit) == 1


async def test_a_number_can_be_blocked_before_it_is_here(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    await (await member(http, 1)).post("/v1/blocks", json=between(1, 2))
    await befriend(http, [(1, 2)])
    assert await agreed(kit) == 0


async def test_a_tag_that_nobody_answers_expires(http: httpx2.AsyncClient, kit: Kit) -> None:
    await befriend(http, [(1, 2)])
    await upload(await member(http, 1), 1, [2, 3])
    await pass_days(http, 90)
    assert await held(kit) == 3
    await pass_days(http, 1)
    assert await held(kit) == 2
    assert await agreed(kit) == 1


async def test_sending_again_keeps_a_tag_alive(http: httpx2.AsyncClient, kit: Kit) -> None:
    one = await member(http, 1)
    await upload(one, 1, [2])
    await pass_days(http, 60)
    await upload(one, 1, [2])
    await pass_days(http, 60)
    assert await held(kit) == 1


async def test_nobody_makes_the_tag_of_a_pair_he_is_not_part_of(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    """3 knows both numbers; whatever 3 sends, 1 and 2 do not become friends."""
    one, _, three = [await member(http, person) for person in (1, 2, 3)]
    await upload(one, 1, [2])
    await upload(three, 3, [1, 2])
    assert await agreed(kit) == 0


async def test_a_job_of_more_than_one_page_reaches_all(http: httpx2.AsyncClient, kit: Kit) -> None:
    one = await member(http, 1)
    body = {"own": [number(1)], "numbers": [f"+86139{index:08d}" for index in range(1_201)]}
    await one.put("/v1/contacts", json=body)
    assert await held(kit) == 1_201
    await pass_days(http, 91)
    assert await held(kit) == 0


async def change_number(client: httpx2.AsyncClient, person: int) -> None:
    body = {"phone": number(person), "code": CODE}
    assert (await client.put("/v1/account/number", json=body)).status_code == 200


async def test_a_block_follows_who_changes_the_number(http: httpx2.AsyncClient, kit: Kit) -> None:
    one, two = await member(http, 1), await member(http, 2)
    await one.post("/v1/blocks", json=between(1, 2))
    await change_number(two, 8)
    await pass_days(http, 1)
    await pass_days(http, 91)
    invite = (await one.post("/v1/invites", json={"kind": "group", "days": 1})).json()
    await two.post("/v1/invites/accepted", json=invite)
    assert await agreed(kit) == 0


async def test_unblocking_follows_too(http: httpx2.AsyncClient, kit: Kit) -> None:
    one, two = await member(http, 1), await member(http, 2)
    await one.post("/v1/blocks", json=between(1, 2))
    await change_number(two, 8)
    await pass_days(http, 1)
    await one.post("/v1/unblocks", json={"number": number(2)})
    invite = (await one.post("/v1/invites", json={"kind": "group", "days": 1})).json()
    await two.post("/v1/invites/accepted", json=invite)
    assert await agreed(kit) == 1
