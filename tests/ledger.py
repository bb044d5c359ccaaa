"""The ledger: which statement needs which sensitive column, as PostgreSQL itself judges.

    python -m tests.ledger      writes docs/ledger.md

For each group of `docs/ledger.toml` a role is made that may do everything except see or write the
group's columns, and PostgreSQL is asked to explain every statement to it. It checks the role's
rights as for running the statement, and runs nothing. What it refuses stands in the ledger with
the sentence that says why the server needs it. The roles are rolled back.
"""

import asyncio
import os
import tomllib
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from uuid import uuid4

import asyncpg
import msgspec

from mimi.kit.postgres import Embedded
from tests.conftest import fresh_database
from tests.statements import Statement, statements

DOCS = Path(__file__).parent.parent / "docs"
PAGE = DOCS / "ledger.md"
REASONS = DOCS / "ledger.toml"
HEAD = DOCS / "ledger.head.md"

COLUMNS = """
    SELECT table_name, column_name, data_type FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name <> 'schema_migrations'
    ORDER BY table_name, ordinal_position
"""


class LedgerError(Exception):
    """What somebody has to write or mend; a sentence each."""


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sensitive columns, `table.column` or `table.*`, on the `side` of people or of words.

    Without `listed`, its statements are only counted among the joins.
    """

    title: str
    what: str
    side: str
    columns: list[str]
    listed: bool = True


class Reasons(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`why` has a sentence for each statement, by its room, file and name."""

    groups: dict[str, Group]
    harmless: dict[str, str]
    why: dict[str, dict[str, dict[str, str]]]

    def groups_listed(self) -> dict[str, Group]:
        return {name: group for name, group in self.groups.items() if group.listed}

    def sentences(self) -> dict[str, str]:
        return {
            f"{room}.{file}.{name}": sentence
            for room, files in self.why.items()
            for file, names in files.items()
            for name, sentence in names.items()
        }


class Column(NamedTuple):
    table: str
    name: str
    type: str

    def is_in(self, group: Group) -> bool:
        return not {f"{self.table}.*", f"{self.table}.{self.name}"}.isdisjoint(group.columns)


class Ledger(NamedTuple):
    """`refused` has, by group, the statements that a role blind to it may not run."""

    columns: list[Column]
    refused: dict[str, list[Statement]]

    def titles(self, groups: Iterable[str]) -> set[str]:
        return {one.title for name in groups for one in self.refused[name]}


def reasons() -> Reasons:
    return msgspec.convert(tomllib.loads(REASONS.read_text()), Reasons)


async def ask(db: asyncpg.Connection, groups: Mapping[str, Group]) -> Ledger:
    """What PostgreSQL refuses. Raises LedgerError when a role cannot be made or judges wrongly."""
    columns = [Column(*row) for row in await db.fetch(COLUMNS)]
    known = [one for one in statements() if not one.is_block]
    sees_all = Group("", "", "", [])
    async with rolled_back(db):
        await db.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        for index, statement in enumerate(known):
            await db.execute(f"PREPARE s{index} AS {statement.sql}")
        if refused := await _refused(db, columns, sees_all, known):
            raise LedgerError(f"refused to a role that sees everything: {refused}")
        refused = {name: await _refused(db, columns, of, known) for name, of in groups.items()}
    await db.execute("DEALLOCATE ALL")
    return Ledger(columns, refused)


@asynccontextmanager
async def rolled_back(db: asyncpg.Connection) -> AsyncGenerator[None]:
    """Nothing of what is done inside stays."""
    transaction = db.transaction()
    await transaction.start()
    try:
        yield
    finally:
        await transaction.rollback()


async def _refused(
    db: asyncpg.Connection, columns: list[Column], group: Group, known: list[Statement]
) -> list[Statement]:
    async with rolled_back(db):
        await _become_blind(db, columns, group)
        return [one for index, one in enumerate(known) if await _is_refused(db, index, one)]


async def _is_refused(db: asyncpg.Connection, index: int, statement: Statement) -> bool:
    values = ", ".join(["NULL"] * statement.parameters)
    explain = f"EXPLAIN EXECUTE s{index}" + (f" ({values})" if values else "")
    try:
        await db.execute(f"SAVEPOINT asked; {explain}; RELEASE asked")
    except asyncpg.InsufficientPrivilegeError:
        await db.execute("ROLLBACK TO asked")
        return True
    return False


async def _become_blind(db: asyncpg.Connection, columns: list[Column], group: Group) -> None:
    role = f"blind_{uuid4().hex}"  # roles are the whole server's
    try:
        await db.execute(f"CREATE ROLE {role}")
        await db.execute(f"GRANT {role} TO CURRENT_USER")
    except asyncpg.InsufficientPrivilegeError as error:
        raise LedgerError("The ledger needs a database user that may make roles.") from error
    for table in sorted({column.table for column in columns}):
        seen = [c.name for c in columns if c.table == table and not c.is_in(group)]
        if seen:
            names = ", ".join(seen)
            rights = ", ".join(f"{verb} ({names})" for verb in ("SELECT", "INSERT", "UPDATE"))
            await db.execute(f"GRANT DELETE, {rights} ON {table} TO {role}")
    await db.execute(f"SET LOCAL ROLE {role}")


def check(ledger: Ledger, why: Reasons) -> None:
    """Raises LedgerError when words and database do not fit each other."""
    sentences = why.sentences()
    listed = ledger.titles(why.groups_listed())
    known = {f"{column.table}.{column.name}" for column in ledger.columns}
    known |= {f"{column.table}.*" for column in ledger.columns}
    names = {name for group in why.groups.values() for name in group.columns}
    file = f"docs/{REASONS.name}"
    faults = [
        *(
            f"{file}: say why {title} needs what it needs"
            for title in sorted(listed - {*sentences})
        ),
        *(f"{file}: {title} needs no sentence" for title in sorted({*sentences} - listed)),
        *(f"{file}: there is no column {name}" for name in sorted(names - known)),
        *(f"{file}: is {c.table}.{c.name} sensitive?" for c in unjudged(ledger, why)),
    ]
    if faults:
        raise LedgerError("\n".join(faults))


def unjudged(ledger: Ledger, why: Reasons) -> list[Column]:
    """Columns that could name somebody and that nobody has put into a group or called harmless."""
    return [
        column
        for column in ledger.columns
        if column.type in {"uuid", "bytea"} and column.name not in why.harmless
        if not any(column.is_in(group) for group in why.groups.values())
    ]


def page(ledger: Ledger, why: Reasons) -> str:
    """The Markdown of docs/ledger.md."""
    sentences = why.sentences()
    listed = ledger.titles(why.groups_listed())
    parts = [HEAD.read_text().format(listed=len(listed), joins=_joins(ledger, why))]
    for name, group in why.groups_listed().items():
        columns = ", ".join(f"`{column}`" for column in group.columns)
        parts.append(f"\n## {group.title}\n\n{group.what}\n\nColumns: {columns}\n\n")
        parts.append("| where | statement | does | why |\n|---|---|---|---|\n")
        for one in ledger.refused[name]:
            verb = one.sql.split()[0].lower()
            parts.append(f"| {one.home} | `{one.name}` | {verb} | {sentences[one.title]} |\n")
    return "".join(parts)


def _joins(ledger: Ledger, why: Reasons) -> str:
    """How many statements need two groups at once: a table with a line and a column a group."""
    titles = {name: ledger.titles([name]) for name in why.groups}
    marks = "".join(f" {index} |" for index in range(1, len(titles) + 1))
    lines = [f"| |{marks}", "|---" * (len(titles) + 1) + "|"]
    for index, (name, mine) in enumerate(titles.items(), 1):
        counts = "".join(f" {len(mine & its)} |" for its in titles.values())
        if why.groups[name].listed:
            lines.append(f"| {index}. {why.groups[name].title} |{counts}")
    rest = [
        f"{i}: {g.title.lower()}." for i, g in enumerate(why.groups.values(), 1) if not g.listed
    ]
    return "\n".join([*lines, "", *rest])


async def write() -> None:
    """Writes the page, asking MIMI_TEST_DATABASE_URL or an embedded server. Raises LedgerError."""
    given = os.environ.get("MIMI_TEST_DATABASE_URL", "")
    with TemporaryDirectory(prefix="mimi-ledger-") as folder:
        embedded = None if given else Embedded(Path(folder) / "postgres")
        try:
            PAGE.write_text(await made(embedded.url if embedded else given))
        finally:
            if embedded:
                embedded.stop()


async def made(server: str) -> str:
    """The page as this PostgreSQL server judges. Raises LedgerError."""
    why = reasons()
    async with fresh_database(server) as url:
        db = await asyncpg.connect(url)
        try:
            ledger = await ask(db, why.groups)
        finally:
            await db.close()
    check(ledger, why)
    return page(ledger, why)


if __name__ == "__main__":
    try:
        asyncio.run(write())
    except LedgerError as error:
        raise SystemExit(str(error)) from error
