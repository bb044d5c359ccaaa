"""The house: SQL stands in stores and PostgreSQL understands it; rooms are entered by doors."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

MIMI = Path(__file__).parent.parent / "mimi"
SQL = re.compile(r"^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b", re.IGNORECASE)
# The rooms' SQL stands in their stores; the kit keeps two tables of its own.
HOMES = [*sorted(MIMI.glob("rooms/*/store*.py")), MIMI / "kit/windows.py", MIMI / "kit/limits.py"]


def statements() -> Iterator[tuple[str, str]]:
    for path in HOMES:
        name = ".".join(path.relative_to(MIMI.parent).with_suffix("").parts)
        module = importlib.import_module(name)
        for constant, value in vars(module).items():
            if constant.isupper() and isinstance(value, str) and SQL.match(value):
                yield f"{name}.{constant}", value


def test_there_are_statements() -> None:
    assert len(list(statements())) > 50


async def test_postgresql_prepares_every_statement(database_url: str) -> None:
    connection = await asyncpg.connect(database_url)
    broken: dict[str, str] = {}
    for name, sql in statements():
        try:
            await connection.prepare(sql)
        except asyncpg.PostgresError as error:
            broken[name] = str(error)
    await connection.close()
    assert not broken


def test_no_statement_stands_outside_a_store() -> None:
    strays = [
        f"{path.relative_to(MIMI)}:{node.lineno}"
        for path in MIMI.rglob("*.py")
        if path not in HOMES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if SQL.match(node.value) and re.search(r"\b(FROM|INTO|SET)\b", node.value)
    ]
    assert strays == []


@pytest.mark.parametrize("word", ["now(", "random(", "gen_random_uuid", "clock_timestamp"])
def test_no_statement_reads_a_clock_or_chance(word: str) -> None:
    assert [name for name, sql in statements() if word in sql.lower()] == []


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


def test_every_table_declares_its_family() -> None:
    for path in MIMI.glob("schema/*.sql"):
        blocks = path.read_text().split("\n\n")
        for block in blocks:
            if "CREATE TABLE" in block:
                assert re.search(r"^-- family: \w", block, re.MULTILINE), block
