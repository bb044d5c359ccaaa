"""What PostgreSQL's write-ahead log says of one database: which records, of what, in what order.

It is what a thief of a live disk reads, and what an archive or a replica keeps.
"""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import asyncpg

RECORD = re.compile(r"rmgr: (\S+) .*? tx: +(\d+),.*? desc: (\w+)")
OUTSIDE = "0"  # of no transaction
BLOCK = re.compile(r"rel \d+/(\d+)/(\d+)(?: fork (\w+))? blk (\d+)")
# A place between two records, the file of what follows it and the file of what is before it.
PLACE = """
    SELECT at::text, pg_walfile_name(at + 1), pg_walfile_name(at - 1)
    FROM pg_current_wal_insert_lsn() AS at
"""
# On the disk when it answers, and all before it: a commit waits only if it wrote something.
FLUSH = "SELECT pg_logical_emit_message(true, 'mark', '')"
DATABASE = "SELECT oid::text FROM pg_database WHERE datname = current_database()"
NAMES = """
    SELECT pg_relation_filenode(oid)::text, relname FROM pg_class
    WHERE oid >= 16384 AND pg_relation_filenode(oid) IS NOT NULL
"""  # from 16384 on they are ours, not the catalog's


@dataclass(frozen=True)
class Mark:
    """A place in the log, where it lies, and the relations of the database by their files."""

    database: str
    at: str
    follows: str
    before: str
    folder: Path
    program: Path
    names: dict[str, str]


async def mark(url: str) -> Mark:
    """Now. The server has to be of this machine."""
    db = await asyncpg.connect(url)
    try:
        database = await db.fetchval(DATABASE)
        ((at, follows, before),) = await db.fetch(PLACE)
        await db.execute(FLUSH)
        folder = Path(await db.fetchval("SHOW data_directory")) / "pg_wal"
        program = Path(await db.fetchval("SELECT setting FROM pg_config WHERE name = 'BINDIR'"))
        names = dict(await db.fetch(NAMES))
        return Mark(database, at, follows, before, folder, program / "pg_waldump", names)
    finally:
        await db.close()


def records(since: Mark, until: Mark) -> list[str]:
    """Of this database, between the two: kind, what was done to which block, and which came of
    one transaction.

    Transactions are numbered anew, as the server numbers them for all its databases. Without the
    catalog, which vacuum changes by the real clock, and without images of whole pages, which come
    with the first change after a checkpoint.
    """
    command = [since.program, "--path", since.folder, "--start", since.at, "--end", until.at]
    # Else it asks any file how large they are, and the one made ready for later is empty yet.
    command += [since.follows, until.before]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    names = {**since.names, **until.names}
    transactions = dict[str, int]()  # by the server's number
    found = list[str]()
    for line in said.stdout.splitlines():
        kind = RECORD.search(line)
        assert kind, line
        manager, transaction, done = kind.groups()
        blocks = [
            f"{names[of]}{fork} {at}"
            for database, of, fork, at in BLOCK.findall(line)
            if database == since.database and of in names
        ]
        known = transaction != OUTSIDE and transaction in transactions
        if manager == "XLOG" or not (blocks or known):
            continue
        number = transactions.setdefault(transaction, len(transactions))
        found.append(f"{number} {manager} {done} {' '.join(blocks)}".rstrip())
    return found
