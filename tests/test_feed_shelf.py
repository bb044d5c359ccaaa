"""The shelf: what a process keeps of the newest editions gives the same bytes, never older ones."""

import ast
import re
from collections.abc import AsyncIterator
from random import Random
from typing import Any
from uuid import UUID

import httpx2
import msgspec
import pytest

from mimi.anonymity.order import place
from mimi.kit import versions
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.rooms import secrets
from mimi.rooms.accounts import Viewer
from mimi.rooms.circles import OPEN, Sight
from mimi.rooms.feed import pages
from mimi.rooms.feed import shelf as shelves
from mimi.rooms.feed.shelf import fill, shelf
from mimi.rooms.feed.views import View, Views
from tests.classroom import DAY, pass_time
from tests.conftest import Settings, running
from tests.scene import Member, Scene, at, edition
from tests.statements import HOMES, statements

Body = dict[str, Any]


@pytest.fixture
def scene(kit: Kit, http: httpx2.AsyncClient) -> Scene:
    return Scene(kit, http)


@pytest.fixture
async def other(settings: Settings, database_url: str, scene: Scene) -> AsyncIterator[Kit]:
    """A second server on the same database."""
    async with running(settings, database_url) as app:
        yield app.state.kit


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each page, whether the shelf had it."""
    found, choose = list[bool](), pages.choose

    def watched(*of: Any) -> Any:
        page = choose(*of)
        found.append(page is not None)
        return page

    monkeypatch.setattr(pages, "choose", watched)
    return found


async def filled(scene: Scene, secrets: int = 157) -> None:
    """Secrets of three circles and the public ring in the editions 1 to 5."""
    await scene.open(1, 2, 3, 4, 5)
    for n in range(secrets):
        await scene.secret(n % 3, 1 + n % 5, n % 4, text=f'「{n}」 ,"near":false,"label":null')
    await scene.do("UPDATE secrets SET photo = true, likes = 7, note = 'hm' WHERE needed = 2")


async def somebody(scene: Scene) -> Member:
    member = await scene.member()
    await scene.sees(member, 0, 1, 2, 3)
    await scene.sees(member, 1, 1, 2, start=2, end=4)
    await scene.sees(member, 2, 3)
    return member


async def scroll(member: Member) -> list[bytes]:
    """The bytes of every page, the sealed cursors apart, which are never the same twice."""
    found, cursor = list[bytes](), None
    while not found or cursor:
        params = {"cursor": cursor} if cursor else {}
        answer = await member.device.ask("GET", "/v1/feed", params=params)
        cursor = msgspec.json.decode(answer.content)["next"]
        found.append(answer.content.replace(str(cursor).encode(), b""))
    return found


async def test_places_are_those_of_the_database(scene: Scene) -> None:
    chance = Random(1)
    for _ in range(20):
        seed, secret = chance.randbytes(32), UUID(int=chance.getrandbits(128))
        there = await scene.one("SELECT substr(sha256($1 || uuid_send($2)), 1, 8)", seed, secret)
        assert place(seed, secret.bytes) == there


async def test_the_same_bytes_come_from_the_shelf(scene: Scene, chosen: list[bool]) -> None:
    await filled(scene)
    members = [await somebody(scene), await scene.member(), await scene.member(friends=2)]
    before = [await scroll(member) for member in members]
    assert not any(chosen)
    await fill(scene.kit)
    assert [await scroll(member) for member in members] == before
    assert all(chosen) and len(chosen) == sum(map(len, before)) > 4


async def test_a_brute_force_agrees(scene: Scene, chosen: list[bool]) -> None:
    """Random rungs, circles, times of sight and editions that are not out, page by page."""
    chance = Random(4)
    for _ in range(150):
        await scene.secret(chance.randrange(6), chance.randrange(12), chance.randrange(4))
    await scene.open(*range(10))
    members = [await scene.member() for _ in range(4)]
    for member in members:
        for circle in range(6):
            for needed in (1, 2, 3):
                start, end = sorted(chance.sample(range(14), 2))
                await scene.sees(member, circle, needed, start=start, end=end)
    before = [await scroll(member) for member in members]
    await fill(scene.kit)
    assert [await scroll(member) for member in members] == before
    assert all(chosen)


async def test_beyond_the_shelf_pages_come_from_the_database(
    scene: Scene, chosen: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(scene)
    member = await somebody(scene)
    before = await scroll(member)
    monkeypatch.setattr(shelves, "MEGABYTE", 1_400)  # room for half of it
    await fill(scene.kit)
    kept = shelf(scene.kit)
    assert not kept.whole and sum(one.size for one in kept.editions) <= 1_400 * 48
    assert await scroll(member) == before
    assert chosen[0] and not chosen[-1]


async def acts(db: Connection, scene: Scene, of: UUID, which: str) -> None:
    """What the rooms do to a secret that is out."""
    match which:
        case "hidden":
            await secrets.set_rungs(db, at(0), of, secrets.HIDDEN, secrets.HIDDEN)
        case "erased":
            await secrets.erase(db, [(at(0), of)])
        case "noted":
            await secrets.set_note(db, at(0), of, "not so", "https://example.org")
        case "counted":
            await secrets.set_reach(db, at(0), of, 5, 5, 1)
        case "answered":
            await secrets.set_comments(db, at(0), of, 5)
        case _:
            await secrets.set_safe(db, at(0), of)


@pytest.mark.parametrize("which", ["hidden", "erased", "noted", "counted", "answered", "safe"])
async def test_what_one_server_does_is_at_once_on_the_other(
    scene: Scene, other: Kit, which: str
) -> None:
    """A takedown and all else that cards show: the very next answer of every server."""
    await scene.open(1)
    secret = await scene.secret(0, 1)
    member = await scene.member()
    await scene.sees(member, 0, 1, 2, 3)
    await fill(scene.kit)
    before = await scroll(member)
    async with other.database.transaction() as db:
        await acts(db, scene, secret, which)
    after = await scroll(member)
    assert after != before
    await fill(scene.kit)
    assert await scroll(member) == after


async def test_a_standby_that_lacks_a_change_does_not_bring_its_number_back(scene: Scene) -> None:
    """The shelf has what the lost primary did last; what the new one does first is shown yet."""
    await scene.open(1)
    secret = await scene.secret(0, 1)
    member = await scene.member()
    await scene.sees(member, 0, 1, 2, 3)
    async with scene.kit.database.transaction() as db:
        await db.execute("CREATE TABLE standby AS TABLE versions")
        await acts(db, scene, secret, "noted")
    await fill(scene.kit)
    assert await member.reads() == [secret]
    async with scene.kit.database.transaction() as db:
        await db.execute("DELETE FROM versions")
        await db.execute("INSERT INTO versions TABLE standby")
    async with scene.kit.database.transaction() as db:
        await acts(db, scene, secret, "hidden")
    assert await member.reads() == []


async def test_nothing_is_said_of_a_transaction_that_failed(scene: Scene) -> None:
    await filled(scene)
    async with scene.kit.database.reading() as db:
        before = await versions.now(db)
    with pytest.raises(ZeroDivisionError):
        async with scene.kit.database.transaction() as db:
            versions.changed(db, "feed", edition(1))
            raise ZeroDivisionError
    async with scene.kit.database.transaction() as db:
        assert await versions.now(db) == before


async def test_who_is_signed_out_elsewhere_is_signed_out_here(
    scene: Scene, other: Kit, chosen: list[bool]
) -> None:
    await filled(scene)
    member = await somebody(scene)
    await fill(scene.kit)
    await member.device.feed()
    async with other.database.transaction() as db:
        await db.execute("DELETE FROM sessions WHERE account = $1", member.account)
    answer = await scene.http.get(
        "/v1/feed", headers={"authorization": f"Bearer {member.device.session}"}
    )
    assert (answer.status_code, chosen) == (401, [True])


async def test_a_sight_that_closes_or_opens_elsewhere_does_so_here(
    scene: Scene, other: Kit
) -> None:
    await filled(scene)
    member = await scene.member()
    await fill(scene.kit)
    public = await member.reads()
    await Scene(other, scene.http).sees(member, 1, 1, 2, 3)
    assert len(await member.reads()) > len(public)
    await Scene(other, scene.http).do("DELETE FROM sight")
    assert await member.reads() == public


async def test_a_new_edition_is_read_and_old_ones_are_not_read_again(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(scene)
    await fill(scene.kit)
    before = {one.edition: one for one in shelf(scene.kit).editions}
    async with scene.kit.database.transaction() as db:
        await db.execute("INSERT INTO editions VALUES ($1)", edition(6))
        versions.changed(db, "feed", edition(6))
    await fill(scene.kit)
    after = {one.edition: one for one in shelf(scene.kit).editions}
    assert after.keys() - before.keys() == {edition(6)}
    assert all(after[one] is before[one] for one in before)


async def test_clocks_that_are_moved_fill_it(scene: Scene, http: httpx2.AsyncClient) -> None:
    await filled(scene)
    assert (await http.post("/v1/clock", json={"seconds": 0})).status_code == 200
    assert shelf(scene.kit).whole


async def test_what_the_night_lets_go_is_gone_from_the_shelf_too(
    scene: Scene, http: httpx2.AsyncClient
) -> None:
    """Also where it was all that its edition had, and the edition has never changed since it came
    out: its number may not begin again at the one that the shelf has."""
    await scene.still()
    member = await scene.member()
    await scene.sees(member, 0, 1, 2, 3)
    await scene.open(1, 2)
    ended, lasting = await scene.secret(0, 1), await scene.secret(0, 2)
    async with scene.kit.database.transaction() as db:
        await db.execute("UPDATE secrets SET ends = 0 WHERE secret = $1", ended)
        await db.execute("UPDATE versions SET version = 1 WHERE edition > 0")
    await fill(scene.kit)
    assert {*await member.reads()} == {ended, lasting}
    await pass_time(http, DAY)
    assert await member.reads() == [lasting]


WRITES = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM) (secrets|editions|sight|friendships)\b")
UNSEEN = {  # columns that no card shows
    *("secrets.store_threads.COUNT_BADGE", "secrets.store_threads.COUNT_SAID"),
    *("secrets.store_threads.CLOSE", "secrets.store_holds.SET_CALM"),
}


def test_whatever_writes_what_is_kept_says_so() -> None:
    """The function of each statement calls `changed`, or nothing would ever be read again."""
    silent = set[str]()
    for statement in statements():
        if WRITES.match(statement.sql):
            path = next(
                path for path in HOMES if path.match(statement.home.replace(".", "/") + ".py")
            )
            user = next(
                node
                for node in ast.parse(path.read_text()).body
                if isinstance(node, ast.AsyncFunctionDef) and statement.name in names(node)
            )
            if "changed" not in names(user):
                silent.add(statement.title)
    assert silent == UNSEEN


def names(of: ast.AST) -> set[str]:
    """Every name and attribute in it."""
    nodes = list(ast.walk(of))
    plain = {node.id for node in nodes if isinstance(node, ast.Name)}
    return plain | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


async def test_secrets_of_a_circle_share_what_is_equal(scene: Scene) -> None:
    """Else each takes a third more of the memory that there is for them."""
    await scene.open(1)
    for n in range(4):
        await scene.secret(n % 2, 1, 3, text=f"{n}")
    await fill(scene.kit)
    (one,) = shelf(scene.kit).editions
    for found in one.rungs.values():
        assert len(found) == 2
        assert len({id(of.circle) for of in found}) == 1
    assert len({id(of.tail) for found in one.rungs.values() for of in found}) == 1


def test_views_are_bounded() -> None:
    views, everybody = Views(8_000), [Viewer(UUID(int=n)) for n in range(9)]
    for viewer in everybody:
        views.put(viewer, View(1, [Sight(at(0), 3, 0, OPEN)] * 4, {}, frozenset(), 3, b""))
        assert views.get(everybody[0], 1), "what is used most goes last"
    assert [bool(views.get(viewer, 1)) for viewer in everybody] == [True, *[False] * 5, *[True] * 3]
    assert views.get(everybody[0], 2) is None
