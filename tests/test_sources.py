"""Lists that the operator brings: a class, a club. Both sides have to say so."""

from pathlib import Path

import httpx2
import pytest

from mimi.kit.kit import Kit
from mimi.rooms import contacts
from mimi.roster import RosterError, numbers_in, read
from tests.conftest import problem
from tests.people import member, number, pass_days
from tests.test_silence import everything_kept


async def brings(kit: Kit, name: str, people: range) -> int:
    async with kit.database.transaction() as db:
        return await contacts.bring_list(kit, db, name, [number(one) for one in people])


async def joins(me: httpx2.AsyncClient) -> None:
    (source,) = (await me.get("/v1/sources")).json()
    assert (await me.put(f"/v1/sources/{source['source']}")).status_code == 200


async def open_gates(people: list[httpx2.AsyncClient]) -> list[bool]:
    return [(await one.get("/v1/gate")).json()["open"] for one in people]


async def test_who_is_on_a_list_and_says_so_is_a_friend_of_the_others(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    assert await brings(kit, "Class 3", range(1, 8)) == 7
    people = [await member(http, one) for one in range(1, 9)]
    assert (await people[0].get("/v1/sources")).json()[0]["name"] == "Class 3"
    assert (await people[7].get("/v1/sources")).json() == []  # whose number is not on it
    for one in people[:4]:
        await joins(one)
    assert await open_gates(people[:1]) == [False]  # not before the epoch
    await pass_days(http)
    assert await open_gates(people) == [True] * 4 + [False] * 4


async def test_who_is_not_on_it_cannot_join(http: httpx2.AsyncClient, kit: Kit) -> None:
    await brings(kit, "Class 3", range(1, 5))
    (source,) = (await (await member(http, 1)).get("/v1/sources")).json()
    stranger = await member(http, 9)
    for there in (source["source"], "wecom", "nothing"):
        assert problem(await stranger.put(f"/v1/sources/{there}")) == "not-found"
        assert (await stranger.delete(f"/v1/sources/{there}")).status_code == 204


async def test_a_list_brought_again_is_the_whole_list(http: httpx2.AsyncClient, kit: Kit) -> None:
    people = [await member(http, one) for one in range(1, 6)]
    await brings(kit, "Class 3", range(1, 6))
    for one in people:
        await joins(one)
    await pass_days(http)
    assert await open_gates(people) == [True] * 5
    await brings(kit, "Class 3", range(2, 6))
    await pass_days(http)
    assert await open_gates(people) == [False] + [True] * 4


async def test_a_block_holds_and_a_deleted_account_leaves(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    people = [await member(http, one) for one in range(1, 6)]
    await brings(kit, "Class 3", range(1, 6))
    for one in people:
        await joins(one)
    await people[0].post("/v1/blocks", json={"own": number(1), "number": number(2)})
    await people[0].post("/v1/blocks", json={"own": number(1), "number": number(3)})
    await pass_days(http)
    assert await open_gates(people[:2]) == [False, True]
    await people[4].delete("/v1/account")
    await pass_days(http)
    async with kit.database.reading() as db:
        assert await db.fetchval("SELECT count(*) FROM source_members") == 4
        assert await db.fetchval("SELECT count(*) FROM source_groups") == 4


async def test_no_number_and_no_name_of_a_person_is_kept(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    await brings(kit, "Class 3", range(1, 5))
    async with kit.database.reading() as db:
        kept = await everything_kept(db)
    assert b"Class 3" in kept
    for one in range(1, 5):
        assert not any(number(one)[3:].encode() in value for value in kept)


@pytest.mark.parametrize(
    "text",
    [
        "+8613800000001\n+8613800000002\n",
        "name,phone\nAn,13800000001\nBo,138 0000 0002\n",
        'An,"13800000001\nBo,13800000002\n',  # nobody closed the quote
        '"An\nLi",13800000001\n"Bo, Li",13800000002\n',
    ],
)
def test_a_roster_is_lines_or_a_table(tmp_path: Path, text: str) -> None:
    file = tmp_path / "class.csv"
    file.write_text(text, encoding="utf-8-sig")
    assert numbers_in(read(file), "CN") == [number(1), number(2)]


def test_a_line_that_no_table_has_is_said() -> None:
    with pytest.raises(RosterError, match="a line of 140000 letters"):
        numbers_in(["1" * 140_000], "CN")


def test_a_roster_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(RosterError):
        read(tmp_path / "none.csv")
