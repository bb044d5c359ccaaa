"""Which tables go to which nodes, told to stand-ins of the functions of Citus (docs/scale-out.md
says how tests run on Citus itself)."""

import asyncpg
import pytest

from mimi.kit.citus import distribute
from tests.test_families import declared

pytestmark = pytest.mark.usefixtures("one_node")
STAND_INS = """
    CREATE TABLE pg_dist_partition (logicalrelid regclass UNIQUE, key text, beside text);
    CREATE FUNCTION create_distributed_table(regclass, key text, colocate_with text) RETURNS void
        LANGUAGE sql AS 'INSERT INTO pg_dist_partition VALUES ($1, $2, $3)';
    CREATE FUNCTION create_reference_table(regclass) RETURNS void
        LANGUAGE sql AS 'INSERT INTO pg_dist_partition VALUES ($1)';
"""
GIVEN = """
    SELECT logicalrelid::text AS name, key, beside FROM pg_dist_partition
"""


@pytest.fixture
async def given(db: asyncpg.Connection, database_url: str) -> dict[str, tuple[str, str]]:
    """Table → its key, and beside which table it lies."""
    await db.execute(STAND_INS)
    await distribute(database_url)
    await distribute(database_url)  # a table that is given twice is an error
    return {name: (key, beside) for name, key, beside in await db.fetch(GIVEN)}


def of(*families: str) -> set[str]:
    return {name for name, family in declared().items() if family in families}


async def test_what_is_local_stays_and_the_rest_is_given(
    given: dict[str, tuple[str, str]],
) -> None:
    assert set(given) == set(declared()) - of("local")
    assert {name for name, (key, _) in given.items() if key is None} == of("reference")


@pytest.mark.parametrize(
    ("family", "first", "keys"),
    [("account", "accounts", {"account", "viewer"}), ("circle", "audiences", {"circle"})],
)
async def test_a_family_lies_together(
    given: dict[str, tuple[str, str]], family: str, first: str, keys: set[str]
) -> None:
    lies = {name: given[name] for name in of(family)}
    assert {key for key, _ in lies.values()} == keys
    assert lies.pop(first)[1] == "none"
    assert {beside for _, beside in lies.values()} == {first}


async def test_what_is_looked_up_by_one_value_lies_together(
    given: dict[str, tuple[str, str]],
) -> None:
    assert given["invite_members"] == ("invite_tag", "none")
    assert given["invites"] == ("invite_tag", "invite_members")


async def test_a_later_table_goes_where_its_family_is(
    db: asyncpg.Connection, database_url: str, given: dict[str, tuple[str, str]]
) -> None:
    await db.execute("CREATE TABLE aardvarks (account uuid PRIMARY KEY)")
    await distribute(database_url)
    later = {name: (key, beside) for name, key, beside in await db.fetch(GIVEN)}
    assert later == given | {"aardvarks": ("account", "accounts")}


async def test_without_citus_nothing_is_done(db: asyncpg.Connection, database_url: str) -> None:
    await db.execute(STAND_INS.replace("pg_dist_partition", "another"))
    await distribute(database_url)
    assert await db.fetch("SELECT FROM another") == []
