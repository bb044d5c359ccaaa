"""Numbers change hands: changes, idle accounts, deletion."""

import httpx2
import pytest

from mimi.kit.kit import Kit
from mimi.rooms.accounts.actions import IDLE_DAYS
from mimi.rooms.accounts.visits import SEEN_DAYS
from tests.conftest import CODE, problem
from tests.people import (
    befriend,
    member,
    number,
    pass_days,
    proof,
    sign_in_body,
    signed_in,
    upload,
    vault,
)


async def bucket(client: httpx2.AsyncClient) -> str:
    return (await client.get("/v1/gate")).json()["friends"]


async def friendships(kit: Kit) -> int:
    async with kit.database.reading() as db:
        return await db.fetchval("SELECT count(*) FROM friendships") // 2


async def stranger(http: httpx2.AsyncClient, index: int, person: int) -> httpx2.Response:
    """Somebody new, with vault `index`, signs in with the number of a person."""
    return await http.post("/v1/sessions", json=sign_in_body(number(person), vault(index)))


async def change(client: httpx2.AsyncClient, person: int) -> httpx2.Response:
    return await client.put("/v1/account/number", json={"phone": number(person), "code": CODE})


async def test_an_idle_number_starts_afresh(http: httpx2.AsyncClient, kit: Kit) -> None:
    await befriend(http, [(1, 2), (1, 3), (2, 3)])
    await pass_days(http, 1)
    assert await friendships(kit) == 3
    old = await member(http, 1)
    await pass_days(http, IDLE_DAYS)
    answer = await stranger(http, 9, 1)
    assert answer.json()["state"] == "open"
    assert problem(await old.get("/v1/gate")) == "not-signed-in"
    fresh = signed_in(http, answer.json()["session"])
    assert len((await fresh.get("/v1/devices")).json()) == 1
    await pass_days(http, 1)
    assert await friendships(kit) == 1


async def test_a_day_before_it_does_not(http: httpx2.AsyncClient) -> None:
    await member(http, 1)
    await pass_days(http, IDLE_DAYS - 1)
    assert (await stranger(http, 9, 1)).json()["state"] == "waiting"


@pytest.mark.parametrize("visit", [1, SEEN_DAYS, SEEN_DAYS + 1, 60])
async def test_nobody_who_was_here_within_ninety_days_is_idle(
    http: httpx2.AsyncClient, visit: int
) -> None:
    """Whether or not the visit was one of those that are written."""
    me = await member(http, 1)
    await pass_days(http, visit)
    await me.get("/v1/gate")
    await pass_days(http, 89)
    assert (await stranger(http, 9, 1)).json()["state"] == "waiting"


async def test_nor_is_who_used_another_device_since(http: httpx2.AsyncClient) -> None:
    """Each device may have been written in another month."""
    old = await member(http, 1)
    await pass_days(http, 20)
    new = await member(http, 1)
    for day in range(21, 20 + SEEN_DAYS + 1):
        await pass_days(http, 1)
        await (new if day > 40 else old).get("/v1/gate")
    await pass_days(http, 89)
    assert (await stranger(http, 9, 1)).json()["state"] == "waiting"


async def test_nor_is_who_approved_a_device_and_went_on_with_it(http: httpx2.AsyncClient) -> None:
    old = await member(http, 1)
    await pass_days(http, SEEN_DAYS - 1)
    answer = await stranger(http, 9, 1)
    new = signed_in(http, answer.json()["session"])
    waiting = next(one for one in (await old.get("/v1/devices")).json() if not one["this"])
    assert (await old.post(f"/v1/devices/{waiting['device']}/approval")).status_code == 204
    await pass_days(http, SEEN_DAYS)
    assert (await new.get("/v1/gate")).status_code == 200
    await pass_days(http, 89)
    assert (await stranger(http, 8, 1)).json()["state"] == "waiting"


async def test_a_visit_counts_before_the_night(http: httpx2.AsyncClient) -> None:
    me = await member(http, 1)
    await pass_days(http, IDLE_DAYS)
    await me.get("/v1/gate")
    assert (await stranger(http, 9, 1)).json()["state"] == "waiting"


async def test_a_device_that_waits_does_not(http: httpx2.AsyncClient) -> None:
    await member(http, 1)
    await pass_days(http, IDLE_DAYS - 5)
    waiting = signed_in(http, (await stranger(http, 9, 1)).json()["session"])
    await waiting.get("/v1/gate")
    await pass_days(http, 5)
    await waiting.get("/v1/gate")
    assert (await stranger(http, 8, 1)).json()["state"] == "open"


async def test_the_words_bring_an_idle_account_back(http: httpx2.AsyncClient, kit: Kit) -> None:
    await befriend(http, [(1, 2)])
    await pass_days(http, 200)
    await member(http, 1)
    assert await friendships(kit) == 1


async def test_a_friends_old_tag_does_not_befriend_the_new_owner(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    """2 keeps the tag made with 1; who has the number of 1 now knows 2 as well."""
    await befriend(http, [(1, 2)])
    await pass_days(http, IDLE_DAYS + 1)
    answer = await stranger(http, 9, 1)
    await upload(signed_in(http, answer.json()["session"]), 1, [2])
    await pass_days(http, 1)
    assert await friendships(kit) == 0


async def test_a_changed_number_signs_in_and_the_old_one_does_not(
    http: httpx2.AsyncClient,
) -> None:
    me = await member(http, 1)
    answer = await change(me, 5)
    assert (answer.status_code, answer.json()) == (200, {"phone": number(5)})
    body = sign_in_body(number(5), vault(1), proof=proof(vault(1), number(5)))
    again = signed_in(http, (await http.post("/v1/sessions", json=body)).json()["session"])
    assert len((await again.get("/v1/devices")).json()) == 2
    other = signed_in(http, (await stranger(http, 9, 1)).json()["session"])
    assert len((await other.get("/v1/devices")).json()) == 1


async def test_a_change_needs_the_code(http: httpx2.AsyncClient) -> None:
    me = await member(http, 1)
    body = {"phone": number(5), "code": "000000"}
    assert problem(await me.put("/v1/account/number", json=body)) == "wrong-code"
    assert (await stranger(http, 9, 5)).json()["state"] == "open"


async def test_a_number_in_use_is_not_taken(http: httpx2.AsyncClient) -> None:
    me, other = await member(http, 1), await member(http, 2)
    refused = await change(me, 2)
    assert (refused.status_code, problem(refused)) == (409, "number-in-use")
    assert (await other.get("/v1/gate")).status_code == 200


async def test_an_idle_number_is_taken(http: httpx2.AsyncClient) -> None:
    other = await member(http, 2)
    await pass_days(http, IDLE_DAYS)
    assert (await change(await member(http, 1), 2)).status_code == 200
    assert (await other.get("/v1/gate")).status_code == 401


async def test_changing_to_the_same_number_changes_nothing(http: httpx2.AsyncClient) -> None:
    me = await member(http, 1)
    assert (await change(me, 1)).json() == {"phone": number(1)}
    assert (await upload(me, 1, [2])).json()["accepted"] == 1


async def test_friends_who_have_the_old_number_stay(http: httpx2.AsyncClient, kit: Kit) -> None:
    """2 has the old number of 1, 3 already has the new one."""
    me, two, three = [await member(http, person) for person in (1, 2, 3)]
    await change(me, 5)
    body = {"own": [number(5), number(1)], "numbers": [number(2), number(3)]}
    assert (await me.put("/v1/contacts", json=body)).status_code == 200
    await upload(two, 2, [1])
    await upload(three, 3, [5])
    await pass_days(http, 1)
    assert await friendships(kit) == 2


async def test_a_former_number_is_lost_to_who_registers_it(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    await befriend(http, [(1, 2)])
    me = await member(http, 1)
    await change(me, 5)
    await pass_days(http, 1)
    assert await friendships(kit) == 1
    await stranger(http, 9, 1)
    refused = await me.put("/v1/contacts", json={"own": [number(1)], "numbers": []})
    assert (refused.status_code, problem(refused)) == (403, "not-your-number")
    await pass_days(http, 1)
    assert await friendships(kit) == 0


async def test_a_former_number_ends_after_ninety_days(http: httpx2.AsyncClient) -> None:
    me = await member(http, 1)
    await change(me, 5)
    body = {"own": [number(1)], "numbers": []}
    await pass_days(http, 90)
    assert (await me.put("/v1/contacts", json=body)).status_code == 200
    await pass_days(http, 1)
    assert problem(await me.put("/v1/contacts", json=body)) == "not-your-number"


async def test_a_deleted_account_is_gone_at_the_epoch(http: httpx2.AsyncClient, kit: Kit) -> None:
    await befriend(http, [(1, 2)])
    await pass_days(http, 1)
    me = await member(http, 1)
    invite = (await me.post("/v1/invites", json={"kind": "group", "days": 9})).json()
    await me.post("/v1/blocks", json={"own": number(1), "number": number(3)})
    async with kit.database.reading() as db:
        account = await db.fetchval("SELECT account FROM sessions ORDER BY session LIMIT 1")
        assert account
    assert (await me.delete("/v1/account")).status_code == 204
    assert problem(await me.get("/v1/gate")) == "not-signed-in"
    assert await friendships(kit) == 1, "others see it go only at the epoch"
    await pass_days(http, 1)
    assert await friendships(kit) == 0
    two = await member(http, 2)
    await two.post("/v1/invites/accepted", json=invite)
    async with kit.database.reading() as db:
        assert await db.fetchval("SELECT count(*) FROM accounts") == 1
        assert await db.fetchval("SELECT count(*) FROM pair_tags") == 0
        assert await db.fetchval("SELECT count(*) FROM blocks") == 0
        assert await db.fetchval("SELECT count(*) FROM invite_members") == 1
        assert await db.fetchval("SELECT count(*) FROM departures") == 0


async def test_who_deletes_may_register_again_at_once(http: httpx2.AsyncClient) -> None:
    await (await member(http, 1)).delete("/v1/account")
    me = await member(http, 1)
    await pass_days(http, 1)
    assert (await me.get("/v1/gate")).status_code == 200


@pytest.mark.parametrize("body", [{}, {"phone": number(5)}, {"phone": "x", "code": CODE}])
async def test_a_wrong_change_is_a_problem(http: httpx2.AsyncClient, body: dict[str, str]) -> None:
    answer = await (await member(http, 1)).put("/v1/account/number", json=body)
    assert answer.status_code == 400
