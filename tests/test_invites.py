"""Invites: for one, for a group; expiring, used up, left."""

from pathlib import Path
from typing import Any

import httpx2
import pytest

from mimi.kit.kit import Kit
from mimi.settings_tables import DAY
from tests.conftest import client_of, problem, rehearsal, running
from tests.people import agreed, member, members, number, pass_days


async def invite(client: httpx2.AsyncClient, kind: str = "one", days: int = 7) -> dict[str, str]:
    answer = await client.post("/v1/invites", json={"kind": kind, "days": days})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def accept(client: httpx2.AsyncClient, code: dict[str, str]) -> httpx2.Response:
    return await client.post("/v1/invites/accepted", json=code)


def is_gone(answer: httpx2.Response) -> bool:
    return (answer.status_code, problem(answer)) == (404, "invite-gone")


async def test_whoever_accepts_becomes_a_friend(http: httpx2.AsyncClient, kit: Kit) -> None:
    one, two = await members(http, 2)
    answer = await accept(two, await invite(one))
    assert (answer.status_code, answer.content) == (204, b"")
    assert await agreed(kit) == 1


async def test_a_one_time_invite_works_once(http: httpx2.AsyncClient, kit: Kit) -> None:
    one, two, three = await members(http, 3)
    code = await invite(one)
    await accept(two, code)
    assert is_gone(await accept(three, code))
    assert await agreed(kit) == 1
    assert (await accept(two, code)).status_code == 204, "again changes nothing"


async def test_a_place_that_was_left_is_not_free_again(http: httpx2.AsyncClient, kit: Kit) -> None:
    one, two, three = await members(http, 3)
    code = await invite(one)
    await accept(two, code)
    assert (await two.post("/v1/invites/left", json=code)).status_code == 204
    assert await agreed(kit) == 0
    assert is_gone(await accept(three, code))
    assert is_gone(await accept(two, code))


async def test_ones_own_invite_is_not_used_up_by_oneself(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    one, two = await members(http, 2)
    code = await invite(one)
    assert (await accept(one, code)).status_code == 204
    assert (await accept(two, code)).status_code == 204
    assert await agreed(kit) == 1


async def test_a_group_befriends_everybody_in_it(http: httpx2.AsyncClient, kit: Kit) -> None:
    people = await members(http, 5)
    code = await invite(people[0], "group")
    for person in people[1:]:
        assert (await accept(person, code)).status_code == 204
    assert await agreed(kit) == 10
    await people[2].post("/v1/invites/left", json=code)
    assert await agreed(kit) == 6


@pytest.mark.parametrize("blocker", [0, 1])
async def test_a_block_holds_in_a_group(http: httpx2.AsyncClient, kit: Kit, blocker: int) -> None:
    people = await members(http, 3)
    code = await invite(people[0], "group")
    body = {"own": number(blocker + 1), "number": number(2 - blocker)}
    await people[blocker].post("/v1/blocks", json=body)
    for person in people[1:]:
        assert (await accept(person, code)).status_code == 204
    assert await agreed(kit) == 2


async def test_a_group_has_a_cap(tmp_path: Path, database_url: str) -> None:
    settings = rehearsal(tmp_path, caps={"group_invite_uses": 2})
    async with running(settings, database_url) as app, client_of(app) as http:
        people = await members(http, 4)
        code = await invite(people[0], "group")
        answers = [await accept(person, code) for person in people[1:]]
    assert [answer.status_code for answer in answers] == [204, 204, 404]


async def test_invites_have_a_daily_cap(tmp_path: Path, database_url: str) -> None:
    settings = rehearsal(tmp_path, caps={"invites_per_day": 2})
    async with running(settings, database_url) as app, client_of(app) as http:
        one, two = await members(http, 2)
        await invite(one)
        await invite(one, "group")
        refused = await one.post("/v1/invites", json={"kind": "one", "days": 1})
        assert (refused.status_code, problem(refused)) == (429, "too-many-invites")
        assert 0 < int(refused.headers["retry-after"]) <= DAY
        await invite(two)
        await pass_days(http, 1)
        await invite(one)


async def test_an_invite_expires_but_its_friendships_stay(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    one, two, three = await members(http, 3)
    used, unused = await invite(one, "group", days=3), await invite(one, days=3)
    await accept(two, used)
    await pass_days(http, 3)
    assert (await accept(three, used)).status_code == 204
    await pass_days(http, 1)
    assert is_gone(await accept(await member(http, 4), used))
    assert is_gone(await accept(three, unused))
    assert await agreed(kit) == 3
    async with kit.database.reading() as db:
        assert await db.fetchval("SELECT count(*) FROM invites") == 0
        assert await db.fetchval("SELECT count(*) FROM invite_members") == 3


@pytest.mark.parametrize("code", ["", "x", "\x00", "é", "A" * 22, "A" * 64])
async def test_an_invite_that_never_was_is_gone(http: httpx2.AsyncClient, code: str) -> None:
    one = await member(http, 1)
    assert is_gone(await accept(one, {"invite": code}))
    left = await one.post("/v1/invites/left", json={"invite": code})
    assert (left.status_code, left.content) == (204, b"")


BODIES: list[Any] = [
    {},
    {"kind": "one"},
    {"kind": "two", "days": 1},
    {"kind": "one", "days": 0},
    {"kind": "one", "days": 31},
    {"kind": "one", "days": "soon"},
    {"kind": "one", "days": 1, "uses": 5},
]


@pytest.mark.parametrize("body", BODIES)
async def test_a_wrong_invite_is_a_problem(http: httpx2.AsyncClient, body: Any) -> None:
    one = await member(http, 1)
    answer = await one.post("/v1/invites", json=body)
    assert (answer.status_code, problem(answer)) == (400, "invalid-request")


async def test_the_store_does_not_have_the_code(http: httpx2.AsyncClient, kit: Kit) -> None:
    code = (await invite(await member(http, 1)))["invite"]
    async with kit.database.reading() as db:
        rows = [
            *await db.fetch("SELECT * FROM invites"),
            *await db.fetch("SELECT * FROM invite_members"),
        ]
    assert len(rows) == 2
    assert code not in str(rows)
