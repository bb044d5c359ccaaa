"""The rules that let one schema run on one PostgreSQL or on many nodes (design, section 7).

Every table has a family, and its keys lead with the family's column, so that a statement that says
`key = $n` knows the node. Held against PostgreSQL's catalogue and against the syntax trees of the
statements. A statement without a key says why in the comment above it: `# No key: …`.
"""

import ast
import re
from typing import NamedTuple

import asyncpg
import pytest

from tests.shapes import functions, keyless, moved, tables
from tests.statements import MIMI, statements

FAMILIES = {"account", "circle", "looked-up value", "reference", "local"}
LEADS = {"account": {"account", "viewer"}, "circle": {"circle"}}
ASKS = "kit.citus.IS_THERE"  # a catalogue
WAITS = "kit.hosts.WAIT"  # an empty record in the log, that a commit waits for; it answers nothing
LOCKS = r"\bFOR (NO KEY UPDATE|UPDATE|SHARE|KEY SHARE)\b"
ANYWHERE = {"reference", "local"}  # on every node, or on one: no key leads to the node
TABLE = re.compile(r"(?P<remark>(?:^--.*\n)+)CREATE TABLE (?P<name>\w+)", re.MULTILINE)
EVERY_TABLE = """
    SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'f', 'm', 'v', 'S')
        AND relname <> 'schema_migrations'
"""
UNIQUE = """
    SELECT t.relname, i.indisprimary, a.attname
    FROM pg_index i
    JOIN pg_class t ON t.oid = i.indrelid
    LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
    WHERE t.relnamespace = 'public'::regnamespace AND (i.indisunique OR i.indisexclusion)
        AND t.relname <> 'schema_migrations'
"""
FORBIDDEN = """
    SELECT 'foreign key ' || conname FROM pg_constraint WHERE contype = 'f'
    UNION ALL SELECT 'trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'event trigger ' || evtname FROM pg_event_trigger
    UNION ALL SELECT 'rule ' || rulename FROM pg_rules WHERE schemaname = 'public'
    UNION ALL SELECT 'policy ' || polname FROM pg_policy
    UNION ALL SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""
DEFAULTS = """
    SELECT attrelid::regclass || '.' || attname, pg_get_expr(adbin, adrelid)
    FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
"""
NOT_IMMUTABLE = """
    SELECT DISTINCT proname FROM pg_proc WHERE proname = ANY($1) AND provolatile <> 'i'
"""
KNOWN = """
    SELECT DISTINCT proname FROM pg_proc WHERE proname = ANY($1)
"""


class Family(NamedTuple):
    name: str
    key: str  # that the primary key leads with


def declared() -> dict[str, str]:
    """Table → family, by the comment above it."""
    found: dict[str, str] = {}
    for path in sorted(MIMI.glob("schema/*.sql")):
        for table in TABLE.finditer(path.read_text()):
            remark = re.search(r"^-- family: ([\w -]+)\.", table["remark"], re.MULTILINE)
            found[table["name"]] = remark[1] if remark else ""
    return found


@pytest.fixture
async def families(db: asyncpg.Connection) -> dict[str, Family]:
    keys = {table: column for table, primary, column in await db.fetch(UNIQUE) if primary}
    return {table: Family(name, keys[table]) for table, name in declared().items()}


@pytest.mark.usefixtures("one_node")
async def test_every_table_has_a_family_and_nothing_else_is_kept(db: asyncpg.Connection) -> None:
    """No view, no sequence, no foreign or partitioned table either."""
    assert {name for (name,) in await db.fetch(EVERY_TABLE)} == {*declared()}
    assert set(declared().values()) == FAMILIES


async def test_keys_lead_with_the_column_of_the_family(
    db: asyncpg.Connection, families: dict[str, Family]
) -> None:
    found = await db.fetch(UNIQUE)
    assert {table for table, primary, _ in found if primary} == {*declared()}
    for table, _, column in found:
        name, key = families[table]
        assert column in LEADS.get(name, {key}), table


@pytest.mark.usefixtures("one_node")
async def test_the_schema_does_nothing_by_itself(db: asyncpg.Connection) -> None:
    """No foreign keys, triggers, rules, functions; no default but a plain value."""
    assert [row[0] for row in await db.fetch(FORBIDDEN)] == []
    assert {name: value for name, value in await db.fetch(DEFAULTS) if "(" in value} == {}


async def test_no_statement_joins_families(families: dict[str, Family]) -> None:
    """Reference tables are on every node; tables looked up by the same value lie together."""
    joined: dict[str, set[Family | str]] = {}
    for statement in statements():
        asked = [families[t] for t in tables(statement.sql) if not t.startswith("pg_")]
        homes = {
            family if family.name == "looked-up value" else family.name
            for family in asked
            if family.name != "reference"
        }
        if len(homes) > 1:
            joined[statement.title] = homes
    assert joined == {}


async def test_every_statement_has_a_key_or_says_why_not(families: dict[str, Family]) -> None:
    keys = {table: one.key for table, one in families.items() if one.name not in ANYWHERE}
    without = {one.title for one in statements() if keyless(one.sql, keys)}
    excused = {one.title for one in statements() if re.search(r"\bNo key: .{8}", one.remark)}
    assert without - excused == set(), "write `# No key: …` above it, or give it a key"
    assert excused - without == set(), "it has a key"


async def test_what_asks_many_nodes_locks_nothing(families: dict[str, Family]) -> None:
    keys = {table: one.key for table, one in families.items() if one.name not in ANYWHERE}
    locks = {one.title: one.sql for one in statements() if re.search(LOCKS, one.sql)}
    assert "kit.windows.LAST" in locks
    assert {title for title, sql in locks.items() if keyless(sql, keys)} == set()


def test_every_select_names_what_it_wants() -> None:
    """Citus makes a list of columns of each part of a query, and cannot make an empty one."""
    empty = {one.title for one in statements() if re.search(r"\bSELECT\s+FROM\b", one.sql)}
    assert empty == {"kit.postgres.IN_USE"}  # of a catalogue


@pytest.mark.parametrize(
    ("sql", "missing"),
    [
        ("SELECT 1 FROM members WHERE circle = $1", []),
        ("SELECT 1 FROM members WHERE $1 = circle AND joined > 0", []),
        ("SELECT 1 FROM members m WHERE m.circle = ANY($1::uuid[])", []),
        ("SELECT 1 FROM members WHERE account = $1", ["members"]),
        ("SELECT 1 FROM members WHERE circle = $1 OR joined > 0", ["members"]),
        ("SELECT 1 FROM members WHERE circle <> $1", ["members"]),
        ("SELECT 1 FROM members WHERE NOT circle = $1", ["members"]),
        ("DELETE FROM members", ["members"]),
        ("SELECT 1 FROM members a JOIN members b USING (circle) WHERE a.circle = $1", ["members"]),
        ("SELECT 1 FROM members a JOIN members b ON b.circle = a.circle WHERE a.circle = $1", []),
        ("UPDATE members SET joined = 0 FROM unnest($1) AS t (c) WHERE circle = t.c", ["members"]),
        ("DELETE FROM members m USING unnest($1) AS t (c) WHERE m.circle = ANY($1)", []),
        ("SELECT 1 FROM circles WHERE circle = $1 AND EXISTS (SELECT 1 FROM members)", ["members"]),
        ("SELECT 1 FROM circles c WHERE c.circle = $1 AND EXISTS "
         "(SELECT 1 FROM members m WHERE m.circle = c.circle)", []),
        ("SELECT 1 FROM circles WHERE circle IN (SELECT circle FROM members)",
         ["circles", "members"]),
        ("WITH own AS (SELECT 1 FROM members) SELECT 1 FROM own", ["members"]),
        ("SELECT 1 FROM circles WHERE circle = $1 UNION SELECT 1 FROM members", ["members"]),
        ("INSERT INTO members (circle, account, joined) VALUES ($1, $2, $3)", []),
        ("INSERT INTO members (circle) SELECT circle FROM circles", ["circles"]),
    ],
)  # fmt: skip
def test_the_lint_knows_a_key(sql: str, missing: list[str]) -> None:
    assert sorted(keyless(sql, {"members": "circle", "circles": "circle"})) == missing


async def test_no_statement_moves_a_row_to_another_node(families: dict[str, Family]) -> None:
    keys = {table: one.key for table, one in families.items() if one.name not in ANYWHERE}
    assert {one.title: found for one in statements() if (found := moved(one.sql, keys))} == {}


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE members SET joined = 0 WHERE circle = $1", set()),
        ("UPDATE members m SET joined = 0, circle = $2 WHERE m.circle = $1", {"members"}),
        ("WITH one AS (UPDATE members SET circle = $1 RETURNING 1) SELECT 1 FROM one", {"members"}),
        ("INSERT INTO members VALUES ($1) ON CONFLICT (circle) DO UPDATE SET joined = 0", set()),
        ("INSERT INTO members VALUES ($1) ON CONFLICT (circle) DO UPDATE SET circle = $2",
         {"members"}),
        ("INSERT INTO members VALUES ($1) ON CONFLICT DO NOTHING", set()),
    ],
)  # fmt: skip
def test_the_lint_knows_what_moves(sql: str, found: set[str]) -> None:
    assert moved(sql, {"members": "circle"}) == found


async def test_no_statement_calls_what_changes_by_itself(db: asyncpg.Connection) -> None:
    """Time, chance and settings come from the application: immutable functions only."""
    assert {row[0] for row in await db.fetch(NOT_IMMUTABLE, ["now", "random", "count"])} == {
        *("now", "random")
    }
    called = {one.title: functions(one.sql) for one in statements()}
    names = sorted(set().union(*called.values()))
    assert {row[0] for row in await db.fetch(KNOWN, names)} == {*names}, "not a plain function"
    moving = {row[0] for row in await db.fetch(NOT_IMMUTABLE, names)}
    assert [title for title, calls in called.items() if calls & moving] == [ASKS, WAITS]


def test_nothing_rests_on_what_only_one_node_has() -> None:
    """No NOTIFY, no advisory or table locks, no SERIALIZABLE: constraints and row locks only."""
    words = r"\b(pg_\w*advisory\w*|pg_notify|LISTEN|NOTIFY|LOCK TABLE|SERIALIZABLE|add_listener)\b"
    strays = [
        f"{path.relative_to(MIMI)}:{getattr(node, 'lineno', 0)}"
        for path in MIMI.rglob("*.py")
        for node in ast.walk(without_docstrings(path.read_text()))
        if (isinstance(node, ast.Constant) and re.search(words, str(node.value)))
        or (isinstance(node, ast.Attribute) and re.search(words, node.attr))
        or (isinstance(node, ast.keyword) and node.arg == "isolation")
    ]
    assert strays == []


def without_docstrings(code: str) -> ast.Module:
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = [part for part in node.body if not _is_text(part)]
    return tree


def _is_text(part: ast.stmt) -> bool:
    return isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)
