"""All that comes out of a server while people live on it, in order, to be laid beside another's."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
import httpx2

from mimi.kit.db import Connection
from tests.push_service import PushService, Receiver

# Of each person, by a key that is the holder's (a token's) or the server's: that they differ
# from life to life is all that a swap may change.
KEYED = {"nullifier", "limit_tag", "reactions.tag"}
INDEXES = """
    SELECT index.relname, owner.relname || '.' || attname AS name, attname FROM pg_index
    JOIN pg_class AS index ON index.oid = indexrelid JOIN pg_class AS owner ON owner.oid = indrelid
    JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY(indkey)
"""
OF_SECRETS = {
    *("secrets", "photos", "queue", "nightly", "editions", "jobs"),
    *("comments", "comment_queue", "reactions"),
    *("cases", "holds", "decisions", "appeals", "outcomes", "pleas"),
}


@dataclass
class Record:
    """All that came out of one server, in order: (step, what, value). `keyed` is kept apart."""

    service: PushService
    step: str = "settling"
    seen: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])
    keyed: list[bytes] = field(default_factory=list[bytes])

    def note(self, what: str, value: str) -> None:
        self.seen.append((self.step, what, value))

    async def on_answer(self, answer: httpx2.Response) -> None:
        await answer.aread()
        what = f"{answer.request.method} {answer.request.url.path}"
        self.note(what, f"{answer.status_code} {answer.headers.multi_items()} {answer.content!r}")

    def note_pushes(self) -> None:
        """What each device was pushed, and who pushed it; only the key of each push is its own."""
        for push in sorted(self.service.take()):
            said = Receiver(int(push.path.rpartition("/")[2])).opened(push.body)
            headers = {**push.headers, "authorization": repr(push.claims)}
            self.note("push", f"{push.path} {headers} {said!r} {len(push.body)}")

    def note_files(self, folder: Path) -> None:
        for file in sorted(folder.iterdir()):
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            self.note(folder.name, f"{file.name} {digest}")

    async def note_tables(self, db: Connection) -> None:
        """Every row, in the order of the heap."""
        for table in await tables(db):
            for row in await db.fetch(f"SELECT ctid, * FROM {table} ORDER BY ctid"):
                values = dict(row)
                kept_apart = [name for name in values if {name, f"{table}.{name}"} & KEYED]
                self.keyed += [values.pop(name) for name in kept_apart]
                self.note(table, repr(values))

    def rows(self) -> str:
        """All rows of the tables that know of secrets, at every step."""
        return "\n".join(value for _, what, value in self.seen if what in OF_SECRETS)


async def keyed_indexes(db: Connection | asyncpg.Connection) -> set[str]:
    """In which leaf something lies, and when a leaf is full, is chance of these keys: of an index
    on them the write-ahead log says no more than they do."""
    return {row[0] for row in await db.fetch(INDEXES) if {row[1], row[2]} & KEYED}


async def tables(db: Connection | asyncpg.Connection) -> list[str]:
    """All of them."""
    found = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    return [row[0] for row in await db.fetch(found)]
