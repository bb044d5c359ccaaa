"""The ledger is what PostgreSQL says, and no statement ties people to what was written."""

from collections.abc import Callable
from uuid import uuid4

import asyncpg
import msgspec
import pytest

from tests import ledger
from tests.conftest import fresh_database
from tests.ledger import Ledger, LedgerError, Reasons, ask, check, page, reasons, rolled_back
from tests.statements import Statement, statements

WHY = reasons()
PEOPLE = [name for name, group in WHY.groups.items() if group.side == "people"]
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
PREPARED = "SELECT count(*) FROM pg_prepared_statements WHERE name NOT LIKE '%asyncpg%'"
WORDS = [name for name, group in WHY.groups.items() if group.side == "words"]


@pytest.fixture(scope="module")
async def found(postgres: str) -> Ledger:
    """What PostgreSQL says of the server as it is."""
    async with fresh_database(postgres) as url:
        connection = await asyncpg.connect(url)
        answer = await ask(connection, WHY.groups)
        await connection.close()
    return answer


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Adds a statement to those of the server."""

    def put(sql: str) -> None:
        planted = [*statements(), Statement("planted.store", "PLANTED", sql, "")]
        monkeypatch.setattr(ledger, "statements", lambda: planted)

    return put


async def test_the_ledger_is_what_postgresql_says(found: Ledger) -> None:
    """When this fails: say why in docs/ledger.toml, `make ledger`, read what changed."""
    check(found, WHY)
    assert ledger.PAGE.read_text() == page(found, WHY)


async def test_no_statement_ties_people_to_what_was_written(found: Ledger) -> None:
    assert {*WHY.groups} == {*PEOPLE, *WORDS}
    assert all(found.refused.values())
    assert found.titles(PEOPLE) & found.titles(WORDS) == set()


async def test_circles_likes_and_tokens_are_not_tied_to_numbers_or_sessions(found: Ledger) -> None:
    """Who is in a circle, who is whose friend, and who likes what are never asked together."""
    for one, other in (
        ("friendships", "membership"),
        ("numbers", "membership"),
        ("sessions", "membership"),
        ("holders", "membership"),
        ("holders", "accounts"),
        ("reactions", "accounts"),
        ("reactions", "sessions"),
    ):
        assert found.titles([one]) & found.titles([other]) == set()


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT account FROM members JOIN secrets USING (circle) WHERE secret = $1",
        "SELECT text FROM secrets s WHERE EXISTS "
        "(SELECT FROM members m WHERE m.circle = s.circle AND m.account = $1)",
        "WITH here AS (SELECT circle FROM members WHERE account = $1) "
        "SELECT count(*) FROM here JOIN secrets USING (circle)",
        "DELETE FROM secrets USING members m WHERE m.circle = secrets.circle AND m.account = $1",
        "UPDATE members SET joined = 0 WHERE account = $1 "
        "AND circle IN (SELECT circle FROM secrets WHERE secret = $2)",
        "INSERT INTO members (circle, account, joined) SELECT circle, $1, 0 FROM secrets",
    ],
)
async def test_a_planted_join_is_found(
    db: asyncpg.Connection, plant: Callable[[str], None], sql: str
) -> None:
    plant(sql)
    found = await ask(db, {name: WHY.groups[name] for name in ("membership", "written")})
    assert found.titles(["membership"]) & found.titles(["written"]) == {"planted.store.PLANTED"}


async def test_a_new_statement_wants_a_sentence(
    db: asyncpg.Connection, plant: Callable[[str], None]
) -> None:
    plant("SELECT friend FROM friendships")
    with pytest.raises(LedgerError, match=r"say why planted\.store\.PLANTED"):
        check(await ask(db, WHY.groups), WHY)


async def test_a_sentence_wants_a_statement_and_a_group_its_columns(found: Ledger) -> None:
    stale = msgspec.structs.replace(WHY, why={**WHY.why, "gone": {"store": {"ASK": "Why?"}}})
    with pytest.raises(LedgerError, match=r"gone\.store\.ASK needs no sentence"):
        check(found, stale)
    with pytest.raises(LedgerError, match=r"there is no column members\.author"):
        check(found, _with_column("members.author"))


def _with_column(column: str) -> Reasons:
    group = msgspec.structs.replace(WHY.groups["accounts"], columns=["accounts.*", column])
    return msgspec.structs.replace(WHY, groups={**WHY.groups, "accounts": group})


async def test_a_new_column_that_could_name_somebody_has_to_be_judged(
    db: asyncpg.Connection,
) -> None:
    await db.execute("ALTER TABLE audiences ADD COLUMN who uuid")
    with pytest.raises(LedgerError, match=r"is audiences\.who sensitive\?"):
        check(await ask(db, WHY.groups), WHY)


async def test_nothing_is_left_behind_and_nothing_was_run(db: asyncpg.Connection) -> None:
    await db.execute("INSERT INTO editions (edition) VALUES (0)")
    await ask(db, {"friendships": WHY.groups["friendships"]})
    assert await db.fetchval("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'blind%'") == 0
    assert await db.fetchval(PREPARED) == 0
    assert await db.fetchval("SELECT count(*) FROM editions") == 1


@pytest.mark.parametrize("right", ["CREATEROLE", "NOCREATEROLE"])
async def test_it_needs_only_the_right_to_make_roles(db: asyncpg.Connection, right: str) -> None:
    owner = f"owner_{uuid4().hex}"
    async with rolled_back(db):
        await db.execute(f"CREATE ROLE {owner} {right}")
        for (table,) in await db.fetch(TABLES):
            await db.execute(f"ALTER TABLE {table} OWNER TO {owner}")
        await db.execute(f"SET LOCAL SESSION AUTHORIZATION {owner}")
        if right == "CREATEROLE":
            answer = await ask(db, {"friendships": WHY.groups["friendships"]})
            assert "friends.store.ALL" in answer.titles(["friendships"])
        else:
            with pytest.raises(LedgerError, match="may make roles"):
                await ask(db, WHY.groups)
