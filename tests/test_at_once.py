"""Things that happen at the same moment happen once."""

import asyncio
from uuid import UUID

import httpx2
import pytest

from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.limits import allow
from mimi.rooms.contacts import store
from tests.conftest import CODE
from tests.people import member, members, number, sign_in_body, upload, vault


async def test_a_number_registers_once(http: httpx2.AsyncClient, kit: Kit) -> None:
    bodies = [sign_in_body(number(1), vault(index)) for index in range(1, 9)]
    answers = await asyncio.gather(*(http.post("/v1/sessions", json=body) for body in bodies))
    states = sorted(answer.json()["state"] for answer in answers)
    assert states == ["open"] + ["waiting"] * 7
    async with kit.database.reading() as db:
        assert await db.fetchval("SELECT count(*) FROM accounts") == 1


async def test_a_one_time_invite_is_accepted_once(http: httpx2.AsyncClient, kit: Kit) -> None:
    one, *others = await members(http, 7)
    invite = (await one.post("/v1/invites", json={"kind": "one", "days": 1})).json()
    answers = await asyncio.gather(
        *(other.post("/v1/invites/accepted", json=invite) for other in others)
    )
    assert sorted(answer.status_code for answer in answers) == [204] + [404] * 5
    async with kit.database.reading() as db:
        assert await db.fetchval("SELECT count(*) FROM invite_members") == 2


async def test_a_number_is_changed_to_by_one(http: httpx2.AsyncClient, kit: Kit) -> None:
    people = await members(http, 5)
    body = {"phone": number(9), "code": CODE}
    answers = await asyncio.gather(
        *(person.put("/v1/account/number", json=body) for person in people)
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 4
    async with kit.database.reading() as db:
        assert await db.fetchval("SELECT count(*) FROM phone_tags") == 5


async def test_a_limit_counts_what_happens_at_once(kit: Kit) -> None:
    async def one_more() -> None:
        async with kit.database.transaction() as db:
            await allow(kit, db, "try", b"a", 3)

    done = await asyncio.gather(*(one_more() for _ in range(8)), return_exceptions=True)
    assert done.count(None) == 3


async def test_uploads_of_one_account_leave_one_whole_set(
    http: httpx2.AsyncClient, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = store.held

    async def held_a_while(db: Connection, account: UUID) -> list[bytes]:
        found = await held(db, account)
        await asyncio.sleep(0.05)  # the others look now, if they may
        return found

    monkeypatch.setattr(store, "held", held_a_while)
    one = await member(http, 1)
    sets = [list(range(first, first + 30)) for first in range(10, 100, 30)]
    await asyncio.gather(*(upload(one, 1, others) for others in sets))
    async with kit.database.reading() as db:
        assert await db.fetchval("SELECT count(*) FROM pair_tags") == 30
