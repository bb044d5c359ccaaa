"""Another key while members go on: they notice nothing, and the old one opens nothing any more."""

import stat
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
import httpx2
import msgspec
import pytest

from mimi import keyring, rotation
from mimi.kit import sealed_file
from mimi.kit.chance import Chance
from mimi.kit.keys import Keys
from mimi.kit.kit import Kit
from mimi.kit.turned import OUTLIVED, PASSING
from mimi.settings import Settings
from tests.scene import Scene
from tests.test_cli import mimi
from tests.test_feed import filled, somebody
from tests.test_key_table import ROOT, ROW

ONE, NOBODY = UUID(int=1), b"not ours"
PLAIN = b"what nobody else reads"


class Row(NamedTuple):
    """How one gets in, and the column that is sealed; `key` is the rest of it."""

    purpose: str
    put: str
    column: str
    key: Any = ONE

    @property
    def get(self) -> str:
        return f"SELECT {self.column} FROM {self.put.split()[2]}"


KEPT = [
    Row("subscription", "INSERT INTO subscriptions VALUES ($2, $2, $1, 0)", "sealed"),
    Row("takedown", "INSERT INTO takedowns VALUES ($2, 0, $1, true, '', 0)", "sealed"),
    Row("totp", "INSERT INTO moderators VALUES ($2, '', 'totp', '', $1, 0)", "secret", "ann"),
    Row("picture", "INSERT INTO removed_pictures VALUES ($2, 'sexual', 0, $1, true)", "print"),
    Row("picture", "INSERT INTO photos VALUES ($2, $2, '', '', true, $1)", "print"),
]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else is in the middle of anything here."""
    monkeypatch.setattr(rotation, "SETTLE", 0)
    monkeypatch.setattr(rotation, "TICK", 0)


def files(kit: Kit, purpose: str) -> list[Path]:
    return sorted((Path(kit.settings.data) / "keys").glob(f"turned-{purpose}.*"))


@pytest.mark.parametrize("row", KEPT, ids=lambda row: row.put.split()[2])
async def test_what_lies_sealed_is_sealed_anew_and_the_old_key_is_gone(
    kit: Kit, db: asyncpg.Connection, row: Row
) -> None:
    purpose, folder = row.purpose, Path(kit.settings.data) / "keys"
    other = Keys(folder, Chance())  # of another process
    sealed: list[Any] = [other.seal(purpose, PLAIN)]
    await db.execute(row.put, sealed[0], row.key)
    for _ in range(2):
        assert await rotation.turned(kit, purpose) == 1
        sealed.append(await db.fetchval(row.get))
        for keys in (kit.keys, other, Keys(folder, Chance())):
            assert keys.unseal(purpose, sealed[-1]) == PLAIN
            assert keys.unseal(purpose, sealed[-2]) is None
            assert kit.keys.unseal(purpose, keys.seal(purpose, PLAIN)) == PLAIN
        (only,) = files(kit, purpose)
        assert stat.S_IMODE(only.stat().st_mode) == 0o600


async def test_more_rows_than_a_chunk_and_one_that_nobody_can_open(
    kit: Kit, db: asyncpg.Connection
) -> None:
    put = "INSERT INTO takedowns VALUES ($1, 0, $2, true, '', 0)"
    await db.executemany(
        put, [(UUID(int=n + 1), kit.keys.seal("takedown", PLAIN)) for n in range(501)]
    )
    await db.execute(put, UUID(int=600), NOBODY)
    assert await rotation.turned(kit, "takedown") == 501
    rows = await db.fetch("SELECT sealed FROM takedowns WHERE takedown <> $1", UUID(int=600))
    assert {kit.keys.unseal("takedown", row["sealed"]) for row in rows} == {PLAIN}
    assert await db.fetchval("SELECT sealed FROM takedowns ORDER BY takedown DESC") == NOBODY


async def test_one_that_is_cut_off_keeps_the_old_key_until_it_is_finished(
    kit: Kit, db: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = kit.keys.seal("totp", PLAIN)
    await db.execute("INSERT INTO moderators VALUES ('ann', '', 'totp', '', $1, 0)", sealed)

    async def killed(_: Kit) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as once, pytest.raises(KeyboardInterrupt):
        once.setitem(rotation.RENEWED, "totp", killed)
        await rotation.turned(kit, "totp")
    kit.keys.turned.destroy_outlived(kit.clock.now() + 10 * OUTLIVED)
    assert kit.keys.unseal("totp", sealed) == PLAIN
    assert await rotation.turned(kit, "totp") == 1
    assert len(files(kit, "totp")) == 1


async def test_a_member_scrolls_on_over_a_change_of_every_passing_key(
    kit: Kit, http: httpx2.AsyncClient
) -> None:
    """By cursors and addresses of before; after some days they open nothing."""
    scene = Scene(kit, http)
    await filled(scene)
    member = await somebody(scene, 3)
    first = await member.device.feed()
    whole = await member.reads()
    old = {purpose: kit.keys.seal(purpose, PLAIN) for purpose in PASSING}
    for purpose in PASSING:
        assert await rotation.turned(kit, purpose) == 0
    rest = (await member.device.feed(first["next"]))["cards"]
    assert [UUID(card["secret"]) for card in first["cards"] + rest] == whole[:40]
    assert await member.reads() == whole
    now = kit.clock.now()
    kit.keys.turned.destroy_outlived(now + OUTLIVED - 1)
    assert {kit.keys.unseal(purpose, old[purpose]) for purpose in PASSING} == {PLAIN}
    kit.keys.turned.destroy_outlived(now + OUTLIVED)
    assert {kit.keys.unseal(purpose, old[purpose]) for purpose in PASSING} == {None}
    assert await member.reads() == whole


def sections() -> dict[str, set[str]]:
    """The purposes of docs/keys.md, by the headings that they stand under."""
    text = (ROOT / "docs/keys.md").read_text()
    parts = [part.partition("\n") for part in text.split("\n## ")[1:]]
    return {head: set(ROW.findall(body)) for head, _, body in parts}


def test_the_page_of_keys_says_what_the_command_does() -> None:
    said = sections()
    assert said["`mimi keys rotate` changes them, and nobody notices"] == {
        *rotation.RENEWED,
        *PASSING,
    }
    refused = said["Never, by design"] | said["Noticed by everybody, so announced first"]
    assert {one.partition(" ")[0] for one in refused} == rotation.REFUSED.keys()


@pytest.mark.parametrize(
    ("purpose", "words"),
    [("phone", "found again"), ("popRF", "notice"), ("invite", "days"), ("edition-…", "days")],
)
def test_the_others_are_refused_in_words(settings: Settings, purpose: str, words: str) -> None:
    with pytest.raises(keyring.KeyringError, match=words):
        rotation.rotate(settings, purpose)
    assert not Path(settings.data, "postgres").exists()


def test_the_command_refuses_in_a_sentence(tmp_path: Path) -> None:
    run = mimi("keys", "rotate", "pair", MIMI_DATA=str(tmp_path))
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
    assert run.stderr.startswith("pair: what it makes tags of is kept nowhere")


async def test_the_exported_keyring_has_the_new_keys(kit: Kit, tmp_path: Path) -> None:
    kit.keys.turn("totp", kit.clock.now())
    sealed = kit.keys.seal("totp", PLAIN)
    recipient = sealed_file.new_identity(tmp_path / "identity")
    keyring.export(kit.settings, tmp_path / "ring", recipient)
    new = msgspec.structs.replace(kit.settings, data=str(tmp_path / "new"))
    keyring.bring_back(new, tmp_path / "ring", tmp_path / "identity")
    assert Keys(tmp_path / "new/keys", Chance()).unseal("totp", sealed) == PLAIN
