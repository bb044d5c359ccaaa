"""`mimi backup` and `mimi restore`: everything but the keyring, which is kept apart from it.

A backup has no order of arrival (`kit/dump.py`) and opens to its recipient alone. What was deleted
since it was made stays deleted when it is restored (`kit/deleted.py`).
"""

import asyncio
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import msgspec

from mimi import departure
from mimi.app import make_kit
from mimi.kit import dump, migrations, postgres, sealed_file
from mimi.kit.db import Connection
from mimi.kit.dump import Table
from mimi.kit.hosts import primary
from mimi.kit.kit import Kit
from mimi.mendable import Mendable
from mimi.rooms import accounts, comments, secrets
from mimi.serve import bare_database, database
from mimi.settings import Settings

ABOUT, DELETED, TABLES, PHOTOS, SUM = "about.json", "deleted", "tables/", "photos/", "sum.json"
PHOTO = re.compile(rf"{PHOTOS}[0-9a-f]{{64}}")


class BackupError(Mendable):
    """A backup that cannot be made or restored; the message is meant for the operator."""


class About(msgspec.Struct):
    """First in the file. `schema` is the newest migration; no time finer than the day."""

    schema: str
    day: int


class Told(NamedTuple):
    """What the operator is told."""

    tables: int
    rows: int
    photos: int
    deleted: int = 0  # of the backup, which had been deleted since


class Sum(msgspec.Struct):
    """Last in the file: what has to be in the database after a restore."""

    rows: dict[str, int]
    digests: dict[str, str]
    photos: int


def backup(settings: Settings, file: Path, recipient: str) -> Told:
    """Of one moment, while the server runs. Raises BackupError."""
    with database(settings) as url:
        return asyncio.run(_backup(make_kit(settings, url), url, file, recipient))


async def _backup(kit: Kit, url: str, file: Path, recipient: str) -> Told:
    whole = Sum({}, {}, 0)
    with sealed_file.writing(file, recipient) as put:
        put(ABOUT, msgspec.json.encode(About(migrations.newest(), kit.day())))
        put(DELETED, b"".join(sorted(kit.deleted.tags())))
        for table in dump.tables(await primary(url)):
            put(TABLES + table.name, table.head + table.rows)
            _count(whole, table)
        async for names in kit.objects.names():
            for name in sorted(names):
                sealed = await kit.objects.get(name)
                if sealed is not None:  # its secret went meanwhile
                    put(PHOTOS + name, sealed)
                    whole.photos += 1
        put(SUM, msgspec.json.encode(whole))
    return Told(len(whole.rows), sum(whole.rows.values()), whole.photos)


def _count(whole: Sum, table: Table) -> None:
    whole.rows[table.name], whole.digests[table.name] = table.lines, table.digest


# restore ------------------------------------------------------------------------------------


def restore(settings: Settings, file: Path, identity: Path) -> Told:
    """Into an empty database, with the keyring in its place. Raises BackupError."""
    members = sealed_file.reading(file, identity)
    name, first = next(members)
    if name != ABOUT:
        raise BackupError(f"{file} is no backup of Mimi")
    about = msgspec.json.decode(first, type=About)
    with bare_database(settings) as given:
        url = asyncio.run(primary(given))
        _empty_schema(url, about.schema)
        kit = make_kit(settings, url)
        whole = _loaded(kit, url, members)
        _compare(url, whole)
        migrations.migrate(url)
        gone = asyncio.run(_delete_again(kit))
    return Told(len(whole.rows), sum(whole.rows.values()), whole.photos, gone)


def _empty_schema(url: str, schema: str) -> None:
    """As it was when the backup was made: later migrations are for its rows too."""
    if schema > migrations.newest():
        raise BackupError("this backup is of a newer version of Mimi: install that one")
    if asyncio.run(postgres.in_use(url)):
        raise BackupError("this database has tables already: restore into an empty one")
    migrations.migrate(url, schema)


def _loaded(kit: Kit, url: str, members: Iterator[tuple[str, bytes]]) -> Sum:
    """Tables first, as they stand in the file."""
    _, deleted = next(members)
    tags = {deleted[start : start + 32] for start in range(0, len(deleted), 32)}
    kit.deleted.put(tags, kit.day() * 86_400)
    rest: list[tuple[str, bytes]] = []

    def tables() -> Iterator[Table]:
        for name, data in members:
            if not name.startswith(TABLES):
                rest.append((name, data))
                return
            head, _, rows = data.partition(b"\n")
            yield Table(name.removeprefix(TABLES), head + b"\n", rows)

    dump.load(url, tables())
    return asyncio.run(_photos(kit, rest, members))


async def _photos(
    kit: Kit, first: list[tuple[str, bytes]], members: Iterator[tuple[str, bytes]]
) -> Sum:
    for name, data in chain(first, members):
        if PHOTO.fullmatch(name):
            await kit.objects.put(name.removeprefix(PHOTOS), data, 0)
        elif name == SUM:
            return msgspec.json.decode(data, type=Sum)
        else:
            raise BackupError("there is something in it that is not of Mimi: do not use it")
    raise BackupError("the backup ends before its end")


def _compare(url: str, whole: Sum) -> None:
    """What is in the database now, against what was counted when the backup was made."""
    found = Sum({}, {}, whole.photos)
    for table in dump.tables(url):
        _count(found, table)
    if found != whole:
        raise BackupError("what came out of the backup is not what went in: do not use it")


async def _delete_again(kit: Kit) -> int:
    """Who and what was deleted since the backup was made."""
    tags = kit.deleted.tags()
    await kit.database.open()
    try:
        async with kit.database.transaction() as db:
            found = [await again(kit, db, tags) for again in (_accounts, _secrets, _comments)]
            return sum(found)
    finally:
        await kit.database.close()


async def _accounts(kit: Kit, db: Connection, tags: set[bytes]) -> int:
    every = await accounts.joined_days(db)
    gone = [one for one in every if kit.deleted.tag("account", one) in tags]
    for account in gone:
        await departure.forget(db, account)
    return len(gone)


async def _secrets(kit: Kit, db: Connection, tags: set[bytes]) -> int:
    live = await secrets.live(db)
    gone = [
        (one.circle, one.secret) for one in live if kit.deleted.tag("secret", one.secret) in tags
    ]
    await secrets.erase(db, gone)
    return len(gone)


async def _comments(kit: Kit, db: Connection, tags: set[bytes]) -> int:
    gone: list[tuple[UUID, UUID, UUID]] = []
    after = UUID(int=0), UUID(int=0), UUID(int=0)
    while some := await comments.texts_after(db, *after):
        ids = [(circle, secret, comment) for circle, secret, comment, _ in some]
        gone += [one for one in ids if kit.deleted.tag("comment", one[2]) in tags]
        after = ids[-1]
    await comments.delete(db, gone)
    return len(gone)
