"""Devices: waiting, approval, signing out, and days instead of times."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from mimi.kit.clock import ManualClock
from mimi.kit.kit import Kit
from mimi.kit.windows import Errand
from mimi.rooms.accounts.visits import SEEN_DAYS
from tests.conftest import MONDAY, client_of, problem, rehearsal, running
from tests.people import member, number, pass_days, proof, sign_in_body, signed_in, vault


async def newcomer(http: httpx2.AsyncClient, index: int = 9) -> httpx2.AsyncClient:
    """Somebody with the number of person 1 but without the words; waits."""
    body = sign_in_body(number(1), vault(index), device="new")
    answer = await http.post("/v1/sessions", json=body)
    assert answer.json()["state"] == "waiting"
    return signed_in(http, answer.json()["session"])


async def listed(client: httpx2.AsyncClient) -> dict[str, dict[str, Any]]:
    """The account's devices by name."""
    return {device["name"]: device for device in (await client.get("/v1/devices")).json()}


async def test_an_old_device_sees_the_one_that_waits(http: httpx2.AsyncClient) -> None:
    me = await member(http, 1)
    await newcomer(http)
    new, old = (await listed(me))["new"], (await listed(me))["test"]
    assert (new["state"], new["opens_in_days"], new["this"]) == ("waiting", 7, False)
    assert (old["state"], old["opens_in_days"], old["this"]) == ("open", 0, True)


async def test_an_old_device_lets_it_in(http: httpx2.AsyncClient) -> None:
    me, new = await member(http, 1), await newcomer(http)
    path = f"/v1/devices/{(await listed(me))['new']['device']}/approval"
    assert (await me.post(path)).status_code == 204
    assert (await new.get("/v1/devices")).status_code == 200
    assert (await me.post(path)).status_code == 204


async def test_an_old_device_refuses_it(http: httpx2.AsyncClient) -> None:
    me, new = await member(http, 1), await newcomer(http)
    device = (await listed(me))["new"]["device"]
    assert (await me.delete(f"/v1/devices/{device}")).status_code == 204
    assert problem(await new.get("/v1/devices")) == "not-signed-in"


async def test_a_waiting_device_cannot_let_itself_in(http: httpx2.AsyncClient) -> None:
    me, new = await member(http, 1), await newcomer(http)
    device = (await listed(me))["new"]["device"]
    for answer in (
        await new.post(f"/v1/devices/{device}/approval"),
        await new.delete("/v1/sessions"),
        await new.delete("/v1/account"),
        await new.get("/v1/gate"),
        await new.put("/v1/contacts", json={"own": [number(1)], "numbers": []}),
    ):
        assert (answer.status_code, problem(answer)) == (401, "waiting")


async def test_after_seven_days_it_is_open(http: httpx2.AsyncClient) -> None:
    await member(http, 1)
    new = await newcomer(http)
    await pass_days(http, 6)
    assert problem(await new.get("/v1/devices")) == "waiting"
    await pass_days(http, 1)
    assert (await new.get("/v1/devices")).status_code == 200


@pytest.mark.parametrize("it_came", [True, False])
async def test_waiting_alone_never_changes_the_words(
    http: httpx2.AsyncClient, it_came: bool
) -> None:
    """A new vault takes the old one's place only when its member says so: `tests/test_boxes.py`."""
    await member(http, 1)
    new = await newcomer(http)
    await pass_days(http, 8)
    if it_came:
        assert (await new.get("/v1/devices")).status_code == 200
    await pass_days(http, 2)
    body = sign_in_body(number(1), vault(1), proof=proof(vault(1), number(1)))
    assert (await http.post("/v1/sessions", json=body)).json()["state"] == "open"


async def test_an_approved_device_does_not_change_the_words(http: httpx2.AsyncClient) -> None:
    me, new = await member(http, 1), await newcomer(http)
    await me.post(f"/v1/devices/{(await listed(me))['new']['device']}/approval")
    await pass_days(http, 10)
    assert (await new.get("/v1/devices")).status_code == 200
    body = sign_in_body(number(1), vault(9), proof=proof(vault(9), number(1)))
    assert (await http.post("/v1/sessions", json=body)).json()["state"] == "waiting"


async def test_the_devices_of_others_are_not_found(http: httpx2.AsyncClient) -> None:
    me, other = await member(http, 1), await member(http, 2)
    theirs = (await listed(other))["test"]["device"]
    for device in (theirs, str(uuid4())):
        removed = await me.delete(f"/v1/devices/{device}")
        approved = await me.post(f"/v1/devices/{device}/approval")
        assert problem(removed) == problem(approved) == "not-found"
    assert (await other.get("/v1/devices")).status_code == 200


async def test_signing_out_ends_this_device_only(http: httpx2.AsyncClient) -> None:
    me, also_me = await member(http, 1), await member(http, 1)
    answer = await me.delete("/v1/session")
    assert answer.status_code == 204
    assert "__Host-mimi=" in answer.headers["set-cookie"]
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert (await me.get("/v1/devices")).status_code == 401
    assert len((await also_me.get("/v1/devices")).json()) == 1


async def test_signing_out_everywhere_ends_all(http: httpx2.AsyncClient) -> None:
    me, also_me, other = await member(http, 1), await member(http, 1), await member(http, 2)
    assert (await me.delete("/v1/sessions")).status_code == 204
    assert (await me.get("/v1/devices")).status_code == 401
    assert (await also_me.get("/v1/devices")).status_code == 401
    assert (await other.get("/v1/devices")).status_code == 200


async def days_seen(kit: Kit) -> list[int]:
    """What the store has of when account and session were last here, in days since the first."""
    both = "SELECT seen FROM accounts UNION ALL SELECT seen FROM sessions"
    async with kit.database.reading() as db:
        return [row[0] - MONDAY // 86_400 for row in await db.fetch(both)]


async def test_a_device_shows_the_month_only(http: httpx2.AsyncClient) -> None:
    assert (await listed(await member(http, 1)))["test"]["seen"] == "2026-11"


async def test_for_a_month_a_visit_is_not_written_at_all(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    me = await member(http, 1)
    for _ in range(SEEN_DAYS):
        await pass_days(http, 1)
        await me.get("/v1/gate")
    await pass_days(http, 1)
    assert await days_seen(kit) == [0, 0]


async def test_afterwards_it_is_written_in_the_night(http: httpx2.AsyncClient, kit: Kit) -> None:
    me = await member(http, 1)
    await pass_days(http, 40)
    assert (await me.get("/v1/gate")).status_code == 200
    assert await days_seen(kit) == [0, 0]
    await pass_days(http, 5)  # several nights were skipped
    assert await days_seen(kit) == [40, 40]


async def test_a_server_that_leaves_windows_to_another_writes_its_visits(
    http: httpx2.AsyncClient, kit: Kit, tmp_path: Path, database_url: str
) -> None:
    """Else who had long joined would be idle to it after each start: a stolen code would do."""
    me = await member(http, 1)
    async with running(rehearsal(tmp_path, windows=False), database_url) as app:
        other: Kit = app.state.kit
        errands: list[Errand] = app.state.errands
        clock = other.clock
        assert isinstance(clock, ManualClock)  # moved by hand: nobody does the windows' work
        clock.advance(40 * 86_400)
        there = signed_in(client_of(app), me.headers["authorization"].removeprefix("Bearer "))
        assert (await there.get("/v1/gate")).status_code == 200
        for seen in (0, 40):
            for errand in errands:
                await errand(other)
            assert await days_seen(kit) == [seen, seen]
            clock.advance(86_400)


async def test_the_store_has_neither_session_nor_code(http: httpx2.AsyncClient, kit: Kit) -> None:
    me = await member(http, 1)
    session = me.headers["authorization"].removeprefix("Bearer ")
    async with kit.database.reading() as db:
        rows = [*await db.fetch("SELECT * FROM sessions"), *await db.fetch("SELECT * FROM codes")]
    assert len(rows) == 1
    assert session not in str(rows)


async def test_a_device_that_never_comes_back_is_removed(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    me = await member(http, 1)
    await pass_days(http, 401 + SEEN_DAYS)
    async with kit.database.reading() as db:
        assert await db.fetchval("SELECT count(*) FROM sessions") == 0
    assert (await me.get("/v1/devices")).status_code == 401


async def test_a_member_reads_what_the_own_account_says(http: httpx2.AsyncClient) -> None:
    """Its day, a month and the key of the vault: nobody else, and nothing of what was told."""
    me, other = await member(http, 1), await member(http, 2)
    copy = (await me.get("/v1/account/copy")).json()
    vault_key = sign_in_body(number(1), vault(1))["vault_key"]
    assert copy == {"joined": "2026-11-02", "seen": "2026-11", "vault_key": vault_key}
    assert (await other.get("/v1/account/copy")).json()["vault_key"] != vault_key
    assert problem(await http.get("/v1/account/copy")) == "not-signed-in"
