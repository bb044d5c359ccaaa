"""Friendships turn at the epoch, and the gate tells a bucket."""

from itertools import combinations
from pathlib import Path

import httpx2
import pytest

from mimi.kit.kit import Kit
from mimi.rooms import friends
from mimi.rooms.friends.model import bucket
from tests.conftest import client_of, problem, rehearsal, running
from tests.people import befriend, member, members, number, pass_days, pass_time, upload

CLIQUE = list(combinations((1, 2, 3, 4), 2))


async def gate(client: httpx2.AsyncClient) -> dict[str, object]:
    answer = await client.get("/v1/gate")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_nobody_has_friends_before_the_epoch(http: httpx2.AsyncClient, kit: Kit) -> None:
    await pass_time(http, 60)
    await befriend(http, CLIQUE)
    me = await member(http, 1)
    await pass_time(http, 80_000)
    assert await gate(me) == {"open": False, "friends": "0-2"}
    async with kit.database.reading() as db:
        assert (await friends.friendships(db)).graph == {}
    await pass_days(http, 1)
    assert await gate(me) == {"open": True, "friends": "3-5"}


async def test_two_friends_are_not_enough(http: httpx2.AsyncClient) -> None:
    await befriend(http, [(1, 2), (1, 3)])
    await pass_days(http, 1)
    assert await gate(await member(http, 1)) == {"open": False, "friends": "0-2"}


async def test_an_operator_may_ask_for_two(tmp_path: Path, database_url: str) -> None:
    settings = rehearsal(tmp_path, circle={"friends_needed": 2})
    async with running(settings, database_url) as app, client_of(app) as http:
        await befriend(http, [(1, 2), (1, 3)])
        await pass_days(http, 1)
        assert (await gate(await member(http, 1)))["open"] is True
        assert (await gate(await member(http, 2)))["open"] is False


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0-2"),
        (2, "0-2"),
        (3, "3-5"),
        (5, "3-5"),
        (6, "6-10"),
        (10, "6-10"),
        (11, "11+"),
        (900, "11+"),
    ],
)
def test_friends_are_told_in_buckets(count: int, said: str) -> None:
    assert bucket(count) == said


async def test_the_graph_is_what_contacts_say(http: httpx2.AsyncClient, kit: Kit) -> None:
    await befriend(http, [(1, 2), (2, 3), (3, 1), (4, 5)])
    await pass_days(http, 1)
    async with kit.database.reading() as db:
        everybody, found, _ = await friends.friendships(db)
        counts = [await friends.count(db, everybody.ids[account]) for account in found]
    assert sorted(len(those) for those in found.values()) == [1, 1, 2, 2, 2]
    assert counts == [len(those) for those in found.values()]
    assert list(everybody.ids) == sorted(everybody.ids)
    assert all(account in found[friend] for account in found for friend in found[account])


async def test_only_a_link_for_a_group_makes_no_personal_friends(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    one, two, three = await members(http, 3)
    group, alone = [await invited(one, kind) for kind in ("group", "one")]
    for friend in (two, three):
        await accept(friend, group)
    await accept(three, alone)
    await pass_days(http, 1)
    assert await personal(kit) == (3, 1)
    await befriend(http, [(1, 2)])
    await pass_days(http, 1)
    assert await personal(kit) == (3, 2)
    await upload(one, 1, [])
    await pass_days(http, 1)
    assert await personal(kit) == (3, 1)


async def invited(client: httpx2.AsyncClient, kind: str) -> str:
    answer = await client.post("/v1/invites", json={"kind": kind, "days": 30})
    return answer.json()["invite"]


async def accept(client: httpx2.AsyncClient, invite: str) -> None:
    answer = await client.post("/v1/invites/accepted", json={"invite": invite})
    assert answer.status_code == 204, answer.text


async def personal(kit: Kit) -> tuple[int, int]:
    """How many friendships there are, and how many of them are personal."""
    async with kit.database.reading() as db:
        everybody, every, close = await friends.friendships(db)
        ids = everybody.ids
        named = {ids[one]: {ids[other] for other in close[one]} for one in close}
        assert await friends.personal_friends_of(db, set(named)) == named
    return sum(map(len, every.values())) // 2, sum(map(len, close.values())) // 2


async def test_unfriending_is_felt_at_the_epoch(http: httpx2.AsyncClient) -> None:
    await befriend(http, CLIQUE)
    await pass_days(http, 1)
    two = await member(http, 2)
    me = await member(http, 1)
    await two.post("/v1/unfriendings", json={"own": number(2), "number": number(1)})
    assert (await gate(me))["open"] is True
    await pass_days(http, 1)
    assert await gate(me) == {"open": False, "friends": "0-2"}
    assert await gate(two) == {"open": False, "friends": "0-2"}
    assert (await gate(await member(http, 3)))["open"] is True


async def test_an_epoch_that_changes_nothing_writes_nothing(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    await befriend(http, CLIQUE)
    await pass_days(http, 1)
    places = "SELECT ctid, account, friend FROM friendships ORDER BY account, friend"
    async with kit.database.reading() as db:
        before = await db.fetch(places)
    await pass_days(http, 1)
    async with kit.database.reading() as db:
        assert await db.fetch(places) == before
    assert len(before) == 12


async def test_a_group_of_more_than_a_chunk(http: httpx2.AsyncClient, kit: Kit) -> None:
    """24 people make 552 rows, which is more than one chunk; and they go again."""
    people = await members(http, 24)
    code = (await people[0].post("/v1/invites", json={"kind": "group", "days": 9})).json()
    for person in people:
        await person.post("/v1/invites/accepted", json=code)
    await pass_days(http, 1)
    assert await gate(people[5]) == {"open": True, "friends": "11+"}
    for person in people:
        await person.post("/v1/invites/left", json=code)
    await pass_days(http, 1)
    async with kit.database.reading() as db:
        assert (await friends.friendships(db)).graph == {}


async def test_the_gate_is_for_members(http: httpx2.AsyncClient) -> None:
    answer = await http.get("/v1/gate")
    assert (answer.status_code, problem(answer)) == (401, "not-signed-in")
