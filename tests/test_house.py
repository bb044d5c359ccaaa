"""The house: SQL stands in stores and PostgreSQL understands it; rooms are entered by doors."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest
from pglast import parse_sql
from pglast.parser import ParseError

from tests.statements import HOMES, MIMI, STORES, statements, statements_in

LOOKS_LIKE_SQL = re.compile(
    r"\s*(select|insert\s+into|update|delete\s+from|with|merge|truncate|copy|create|alter|drop"
    r"|grant|revoke|lock|listen|notify|set|do|call|prepare|execute|explain|vacuum|begin|commit)\b",
    re.IGNORECASE,
)
# Whatever of asyncpg takes SQL.
RUNS_SQL = {
    *("execute", "executemany", "fetch", "fetchrow", "fetchval", "fetchmany", "prepare", "cursor"),
    *("copy_from_query", "copy_from_table", "copy_records_to_table", "copy_to_table"),
}


def test_there_are_statements() -> None:
    assert len(statements()) > 150
    assert [one.title for one in statements() if one.is_block] == ["kit.citus.DISTRIBUTE"]


async def test_postgresql_prepares_every_statement(database_url: str) -> None:
    connection = await asyncpg.connect(database_url)
    broken: dict[str, str] = {}
    for statement in statements():
        try:
            await connection.prepare(statement.sql)
        except asyncpg.PostgresError as error:
            broken[statement.title] = str(error)
    await connection.close()
    assert not broken


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """What runs SQL in this file, and where."""
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Call(func=ast.Attribute(attr=name)) if name in RUNS_SQL:
                yield f"{path.relative_to(MIMI)}:{node.lineno}", node
            case _:
                pass


def test_only_stores_run_statements() -> None:
    assert len([where for path in HOMES for where, _ in calls(path)]) > 150
    assert [where for path in set(MIMI.rglob("*.py")) - {*HOMES} for where, _ in calls(path)] == []


def test_a_store_runs_only_its_own_constants() -> None:
    """So that no statement is put together while the server runs, and the ledger sees them all."""
    strays: list[str] = []
    for path in HOMES:
        known = {statement.name for statement in statements_in(path)}
        for where, call in calls(path):
            if not (call.args and isinstance(call.args[0], ast.Name) and call.args[0].id in known):
                strays.append(where)
    assert strays == []


def test_a_statement_stands_directly_above_the_one_function_that_runs_it() -> None:
    strays: list[str] = []
    for path in STORES:
        body = ast.parse(path.read_text()).body
        for statement in statements_in(path):
            used = [index for index, node in enumerate(body) if _runs(node, statement.name)]
            above = [index for index, node in enumerate(body) if _names(node, statement.name)]
            if used != [above[0] + 1]:
                strays.append(statement.title)
    assert strays == []


def _runs(node: ast.stmt, name: str) -> bool:
    """Whether it is a function with the statement in it."""
    inside = ast.walk(node) if isinstance(node, ast.AsyncFunctionDef) else ()
    return any(isinstance(part, ast.Name) and part.id == name for part in inside)


def _names(node: ast.stmt, name: str) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else ()
    return any(isinstance(target, ast.Name) and target.id == name for target in targets)


def spoken(node: ast.AST) -> str | None:
    """The text that an expression makes, `x` for what is known only when it runs."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(spoken(part) or "x" for part in parts)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            one, other = spoken(left), spoken(right)
            return None if one is None and other is None else (one or " x ") + (other or " x ")
        case ast.BinOp(left=left, op=ast.Mod()):
            return re.sub(r"%[sd]", "x", spoken(left) or "") or None
        case ast.Call(func=ast.Attribute(value=text, attr="format")):
            return re.sub(r"\{[^}]*\}", "x", spoken(text) or "") or None
        case _:
            return None


def is_sql(text: str) -> bool:
    """Whether PostgreSQL's own grammar takes it; a sentence that begins with Select is none."""
    if not LOOKS_LIKE_SQL.match(text) or " " not in text.strip():
        return False
    try:
        return bool(parse_sql(text))
    except ParseError:
        return False


def strings(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text())):
        text = spoken(node)
        if text is not None:
            yield getattr(node, "lineno", 0), text


@pytest.mark.parametrize(
    "code",
    [
        '"SELECT 1 FROM accounts"',
        '"select account from accounts"',
        '"""\n  delete\n  from accounts\n"""',
        'f"SELECT {column} FROM accounts"',
        'f"UPDATE {table} SET seen = $1"',
        '"select account " "from accounts"',
        '"SELECT " + column + " FROM accounts"',
        '"SELECT %s FROM accounts" % column',
        '"SELECT {} FROM {}".format(column, table)',
        '"DROP TABLE accounts"',
        '"NOTIFY members"',
    ],
)
def test_the_lint_knows_sql_in_every_dress(code: str) -> None:
    found = [spoken(node) for node in ast.walk(ast.parse(code, mode="eval"))]
    assert any(is_sql(text) for text in found if text)


def test_the_lint_lets_sentences_be() -> None:
    for text in (
        "Select a friend from this long list",
        "update",
        "With love, set free",
        "Set it aside.",
    ):
        assert not is_sql(text)


def test_no_statement_stands_outside_a_store() -> None:
    strays = [
        f"{path.relative_to(MIMI)}:{line}"
        for path in MIMI.rglob("*.py")
        if path not in HOMES
        for line, text in strings(path)
        if is_sql(text)
    ]
    assert strays == []


def test_a_room_is_entered_by_its_door() -> None:
    """`from mimi.rooms.x.store import …` is for room x; others say `from mimi.rooms import x`."""
    inside = re.compile(r"^mimi\.rooms\.(\w+)\.(\w+)")
    strays = [
        f"{path.relative_to(MIMI)}:{node.lineno} {node.module}"
        for path in MIMI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and (found := inside.match(node.module or ""))
        if path.parent != MIMI / "rooms" / found[1]
    ]
    assert strays == []


def test_no_table_has_an_author_a_sequence_or_a_timestamp() -> None:
    schema = "\n".join(path.read_text() for path in MIMI.glob("schema/*.sql"))
    code = re.sub(r"--.*", "", schema).lower()
    for word in ("author", "created_at", "timestamp", "serial", "identity", "now()", "references"):
        assert not re.search(rf"\b{re.escape(word)}", code.replace("by_author", "")), word
