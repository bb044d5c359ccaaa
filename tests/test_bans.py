"""Who is let in no more: by number, for what was done while signed in."""

import httpx2
import msgspec
import pytest
from anyio import to_thread

from mimi import bans
from mimi.kit.kit import Kit
from mimi.settings import Settings
from tests.conftest import CODE, problem
from tests.people import member, number, proof, sign_in_body, signed_in, vault


@pytest.fixture
def operators(settings: Settings, database_url: str) -> Settings:
    """As the operator's command reads them."""
    return msgspec.structs.replace(settings, database_url=database_url)


async def ban(operators: Settings, written: str) -> None:
    await to_thread.run_sync(bans.add, operators, written)


async def enter(http: httpx2.AsyncClient, index: int, **changes: str) -> httpx2.Response:
    phone, key = number(index), vault(index)
    body = sign_in_body(phone, key, proof=proof(key, phone), **changes)
    return await http.post("/v1/sessions", json=body)


async def test_a_banned_number_is_let_in_no_more_and_its_devices_are_out(
    http: httpx2.AsyncClient, operators: Settings
) -> None:
    me, other = await member(http, 1), await member(http, 2)
    await ban(operators, "138 0000 0001")
    assert problem(await me.get("/v1/devices")) == "not-signed-in"
    answer = await enter(http, 1)
    assert (answer.status_code, problem(answer)) == (403, "banned")
    assert (await other.get("/v1/devices")).status_code == 200
    await to_thread.run_sync(bans.lift, operators, number(1))
    assert (await enter(http, 1)).status_code == 201
    with pytest.raises(bans.BanError):
        await to_thread.run_sync(bans.lift, operators, number(1))


async def test_only_who_proves_the_number_learns_of_it(
    http: httpx2.AsyncClient, operators: Settings
) -> None:
    """Codes are sent as ever, and a wrong one is wrong."""
    await ban(operators, number(1))
    for index in (1, 2):
        asked = await http.post("/v1/codes", json={"phone": number(index)})
        assert (asked.status_code, asked.content) == (202, b"{}")
        assert problem(await enter(http, index, code="000000")) == "wrong-code"


async def changes_number(me: httpx2.AsyncClient) -> None:
    """To that of person 3."""
    moved = await me.put("/v1/account/number", json={"phone": number(3), "code": CODE})
    assert moved.status_code == 200, moved.text


async def test_another_number_of_the_account_is_no_way_around(
    http: httpx2.AsyncClient, operators: Settings
) -> None:
    """Neither the one it had before, nor moving another account there."""
    me = await member(http, 1)
    await changes_number(me)
    await ban(operators, number(3))
    assert problem(await enter(http, 1)) == "banned"
    other = signed_in(http, (await enter(http, 2)).json()["session"])
    body = {"phone": number(3), "code": CODE}
    assert problem(await other.put("/v1/account/number", json=body)) == "banned"


async def test_who_has_changed_the_number_since_is_banned_by_the_old_one(
    http: httpx2.AsyncClient, operators: Settings
) -> None:
    me = await member(http, 1)
    await changes_number(me)
    await ban(operators, number(1))
    assert (await me.get("/v1/devices")).status_code == 401
    assert problem(await enter(http, 3)) == "banned"


async def test_a_ban_is_a_keyed_tag_and_nothing_else(kit: Kit, operators: Settings) -> None:
    await ban(operators, number(1))
    async with kit.database.reading() as db:
        [row] = await db.fetch("SELECT * FROM bans")
    assert list(row.keys()) == ["ban_tag"]
    assert number(1).encode() not in row["ban_tag"]
    assert len(row["ban_tag"]) == 32


async def test_what_is_no_number_is_a_sentence(operators: Settings) -> None:
    with pytest.raises(bans.BanError, match="not a phone number"):
        await ban(operators, "nobody")
