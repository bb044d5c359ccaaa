"""A backup is whole, opens to its recipient alone, tells no order, and brings nobody back."""

import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from uuid import uuid4

import anyio.to_thread
import asyncpg
import httpx2
import msgspec
import pytest

from mimi import backup as backups
from mimi import keyring
from mimi.backup import BackupError, Told
from mimi.client import Device
from mimi.kit import dump, migrations, sealed_file
from mimi.kit.kit import Kit
from mimi.kit.sealed_file import SealedFileError
from mimi.settings import Settings
from tests.classroom import newcomer
from tests.conftest import database_named, rehearsal
from tests.lives import picture
from tests.pen import Pen, key

DAY, EDITION = 86_400, 4 * 3600


class Vault(NamedTuple):
    """A backup, and what opens it."""

    file: Path
    identity: Path
    recipient: str


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    identity = tmp_path / "identity"
    return Vault(tmp_path / "backup", identity, sealed_file.new_identity(identity))


@pytest.fixture
async def empty(postgres: str) -> AsyncIterator[str]:
    """A database without a table."""
    name = f"restored_{uuid4().hex}"
    connection = await asyncpg.connect(postgres)
    await connection.execute(f"CREATE DATABASE {name}")
    yield database_named(postgres, name)
    await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await connection.close()


@pytest.fixture
def pen(kit: Kit, http: httpx2.AsyncClient) -> Pen:
    return Pen(kit, http)


def at(kit: Kit, url: str) -> Settings:
    """The same place on this database."""
    return rehearsal(Path(kit.settings.data), database_url=url)


async def backed_up(pen: Pen, url: str, vault: Vault) -> Told:
    settings = at(pen.kit, url)
    return await anyio.to_thread.run_sync(backups.backup, settings, vault.file, vault.recipient)


async def restored(pen: Pen, url: str, vault: Vault) -> Told:
    settings = at(pen.kit, url)
    return await anyio.to_thread.run_sync(backups.restore, settings, vault.file, vault.identity)


async def lived(pen: Pen) -> tuple[list[Device], list[str]]:
    """Members, and secrets with a photo, answers and spent tokens."""
    members = [await newcomer(pen.http, index) for index in range(3)]
    await pen.wait(0)
    texts = [f"secret \\n\n{one}" for one in range(4)]
    for one, text in enumerate(texts):
        await pen.told(text, by=key(one + 1), photo=picture() if one == 0 else None)
    await pen.wait(EDITION)
    return members, texts


async def test_what_comes_back_is_what_went_in_without_what_was_deleted_since(
    pen: Pen, database_url: str, empty: str, vault: Vault
) -> None:
    members, texts = await lived(pen)
    told = await backed_up(pen, database_url, vault)
    assert told.rows > 10 and told.photos == 1
    assert b"secret" not in vault.file.read_bytes()
    await members[0].delete_account()
    (gone,) = await pen.column("SELECT secret FROM secrets WHERE text = $1", texts[1])
    assert (await pen.remove(gone, by=key(2))).status_code == 202
    await pen.wait(DAY)
    back = await restored(pen, empty, vault)
    assert (back.rows, back.tables, back.photos) == (told.rows, told.tables, told.photos)
    assert back.deleted == 2
    connection = await asyncpg.connect(empty)
    found = await connection.fetch("SELECT text FROM secrets")
    assert sorted(row[0] for row in found) == sorted({*texts} - {texts[1]})
    assert await connection.fetchval("SELECT count(*) FROM accounts") == 2
    assert await connection.fetchval("SELECT count(*) FROM phone_tags") == 2
    await connection.close()


async def rows_of(url: str) -> dict[str, list[bytes]]:
    """By table; without `versions`, which change with what the test itself does."""
    found = await anyio.to_thread.run_sync(list, dump.tables(url))
    return {table.name: table.rows.splitlines() for table in found if table.name != "versions"}


async def test_rows_stand_in_an_order_that_says_nothing(pen: Pen, database_url: str) -> None:
    """Two dumps are the same bytes, however the rows lie on the disk."""
    for one in range(1, 9):
        await pen.told(by=key(one))
    before = await rows_of(database_url)
    assert len(before["nullifiers"]) == 8
    assert before["nullifiers"] == sorted(before["nullifiers"])
    heap = await pen.column("SELECT nullifier FROM nullifiers ORDER BY ctid")
    assert heap != sorted(heap)
    await pen.do("CREATE TABLE moved AS SELECT * FROM nullifiers ORDER BY random()")
    await pen.do("DELETE FROM nullifiers")
    await pen.do("INSERT INTO nullifiers SELECT * FROM moved")
    await pen.do("DROP TABLE moved")
    assert await rows_of(database_url) == before


async def test_only_its_recipient_opens_it_and_only_an_empty_database_takes_it(
    pen: Pen, database_url: str, empty: str, vault: Vault
) -> None:
    other = vault.file.with_name("other")
    await backed_up(pen, database_url, vault)
    sealed_file.new_identity(other)
    with pytest.raises(SealedFileError, match="does not open it"):
        await restored(pen, empty, vault._replace(identity=other))
    with pytest.raises(BackupError, match="into an empty one"):
        await restored(pen, database_url, vault)
    vault.file.write_bytes(vault.file.read_bytes()[:-40])
    with pytest.raises((SealedFileError, BackupError, dump.DumpError)):
        await restored(pen, empty, vault)
    with pytest.raises(SealedFileError, match="no recipient"):
        await backed_up(pen, database_url, vault._replace(recipient="somebody"))


@pytest.mark.parametrize(
    "member",
    [
        ("tables/x", b"\\! touch {there}\n"),
        ("tables/x", b"COPY public.bans (ban_tag) FROM PROGRAM 'touch {there}';\n"),
        ("tables/x", b"COPY public.bans (ban_tag) FROM stdin;\n\\.\n\\! touch {there}\n"),
        ("tables/x", b"COPY public.bans (ban_tag) FROM stdin;\n\\.\r\n\\! touch {there}\n"),
        ("photos/../../there", b"a"),
        ("photos/a/../../../there", b"a"),
    ],
)
async def test_nothing_in_a_backup_is_run_or_written_elsewhere(
    kit: Kit, empty: str, tmp_path: Path, vault: Vault, member: tuple[str, bytes]
) -> None:
    """Whoever can write where backups lie can make one: its recipient is no secret."""
    there, (name, data) = tmp_path / "there", member
    about = msgspec.json.encode(backups.About(migrations.newest(), kit.day()))
    with sealed_file.writing(vault.file, vault.recipient) as put:
        put("about.json", about)
        put("deleted", b"")
        put(name, data.replace(b"{there}", str(there).encode()))
        put("sum.json", msgspec.json.encode(backups.Sum({}, {}, 0)))
    with pytest.raises((dump.DumpError, BackupError), match="not"):
        await anyio.to_thread.run_sync(backups.restore, at(kit, empty), vault.file, vault.identity)
    assert not there.exists()


async def test_the_password_of_the_database_is_in_no_list_of_processes(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    popen = subprocess.Popen[bytes]

    def noted(command: list[str], **how: Any) -> Any:
        started.append([*command, how["env"]["PGPASSWORD"]])
        return popen(command, **how)

    monkeypatch.setattr(subprocess, "Popen", noted)
    parts = urlsplit(database_url)
    url = parts._replace(netloc=f"{parts.username}:se%20cret@{parts.hostname or ''}").geturl()
    list(dump.tables(url))
    [[*command, password]] = started
    assert password == "se cret" and not any("cret" in one for one in command)


def test_the_keyring_travels_by_itself(tmp_path: Path, vault: Vault) -> None:
    old, new = rehearsal(tmp_path / "old"), rehearsal(tmp_path / "new")
    with pytest.raises(keyring.KeyringError, match="no keyring yet"):
        keyring.export(old, tmp_path / "keys", vault.recipient)
    (tmp_path / "old/keys").mkdir(parents=True)
    (tmp_path / "old/keys/master").write_bytes(b"k" * 32)
    (tmp_path / "old/keys/window-edition-0").write_bytes(b"w" * 32)
    keyring.export(old, tmp_path / "keys", vault.recipient)
    keyring.bring_back(new, tmp_path / "keys", vault.identity)
    (only,) = (tmp_path / "new/keys").iterdir()
    assert (only.name, only.read_bytes()) == ("master", b"k" * 32)
    with pytest.raises(keyring.KeyringError, match="already"):
        keyring.bring_back(new, tmp_path / "keys", vault.identity)
