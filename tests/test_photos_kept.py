"""Photos that are out: sealed in the storage, unreadable with their row, swept up in the night."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import asyncpg
import httpx2
import pytest
import structlog
from litestar import Litestar

from mimi.app import look
from mimi.kit.chance import Chance
from mimi.kit.chunks import SIZE
from mimi.kit.db import Connection
from mimi.kit.keys import Keys
from mimi.kit.kit import Kit
from mimi.kit.objects import StorageAway
from mimi.rooms import photos
from mimi.rooms.photos import Photo, keeping
from tests.conftest import MONDAY, client_of, problem, rehearsal, running
from tests.others.table import row
from tests.pen import CIRCLE, Pen, key
from tests.records import tables
from tests.storage import s3
from tests.test_photos import encoded, jpeg_with_everything, large, picture

EDITION, DAY = 4 * 3600, 86_400
COVER = 12 + 16  # nonce and tag


@pytest.fixture
def pen(kit: Kit, http: httpx2.AsyncClient) -> Pen:
    return Pen(kit, http)


def stored(pen: Pen) -> dict[str, Path]:
    """The files of the storage, by name."""
    return {path.name: path for path in (Path(pen.kit.settings.data) / "photos").iterdir()}


def files(pen: Pen) -> list[Path]:
    """Of the keyring and of the storage."""
    return [path for path in Path(pen.kit.settings.data).rglob("*") if path.is_file()]


async def found(pen: Pen, db: Connection, secret: object) -> bytes | None:
    (place,) = await db.fetch("SELECT circle, secret FROM secrets WHERE secret = $1", secret)
    return await photos.find(pen.kit, db, *place)


async def test_a_photo_lies_sealed_under_a_name_that_says_nothing(pen: Pen) -> None:
    secret = await pen.told(photo=jpeg_with_everything())
    assert stored(pen) == {}, "what waits for its edition is nowhere but in the queue"
    await pen.wait(EDITION)
    ((name, path),) = stored(pen).items()
    assert len(bytes.fromhex(name)) == 32
    webp = await large(pen.kit, jpeg_with_everything())
    async with pen.kit.database.reading() as db:
        assert await found(pen, db, secret) == webp
    kept = path.read_bytes()
    assert (b"WEBP" in kept, webp[40:60] in kept) == (False, False)
    assert len(kept) == keeping.STEP + COVER
    assert path.stat().st_mtime_ns == (MONDAY + EDITION) * 10**9


async def test_one_picture_told_twice_shares_nothing(pen: Pen) -> None:
    for number in (1, 2):
        await pen.told(by=key(number), photo=jpeg_with_everything())
    await pen.wait(EDITION)
    one, other = stored(pen).values()
    assert one.read_bytes() != other.read_bytes()


async def test_who_has_a_picture_cannot_ask_whether_it_is_here(pen: Pen, tmp_path: Path) -> None:
    """Names are of the keyring: another one, with the same secret and picture, has other names."""
    secret = await pen.told(photo=jpeg_with_everything())
    await pen.wait(EDITION)
    photo = Photo(CIRCLE, secret, await photos.rebuild(pen.kit, jpeg_with_everything()))
    other = replace(pen.kit, keys=Keys(tmp_path / "other", Chance("other")))
    names = [keeping._name(keeping._key(kit, photo)) for kit in (pen.kit, other)]  # pyright: ignore[reportPrivateUsage]
    assert [name in stored(pen) for name in names] == [True, False]


async def test_sizes_are_blurred(pen: Pen) -> None:
    await pen.told(by=key(1), photo=encoded(picture((8, 8)), "PNG"))
    await pen.told(by=key(2), photo=encoded(picture((1600, 900)), "JPEG"))
    await pen.wait(EDITION)
    assert {path.stat().st_size for path in stored(pen).values()} == {keeping.STEP + COVER}
    most = keeping._sealed(pen.kit, bytes(32), bytes(512 * 1024 - 64))  # pyright: ignore[reportPrivateUsage]
    assert len(most) == 8 * keeping.STEP + COVER


async def test_what_is_taken_down_is_unreadable_at_once_and_for_ever(pen: Pen) -> None:
    """Also for who kept a copy of the object: its key was in the row and is nowhere else."""
    secret = await pen.told(photo=jpeg_with_everything())
    await pen.wait(EDITION)
    (opens,) = await pen.column("SELECT key FROM photos")
    async with pen.kit.database.transaction() as db:
        await photos.delete(db, [(CIRCLE, secret)])
        assert await found(pen, db, secret) is None
    assert len(stored(pen)) == 1
    async with pen.kit.database.reading() as db:
        for table in await tables(db):
            assert opens.hex() not in repr(await db.fetch(f"SELECT t::text FROM {table} t"))
    assert not [path for path in files(pen) if opens in path.read_bytes()]


async def test_the_night_takes_the_object_with_the_secret(pen: Pen) -> None:
    removed = await pen.told(by=key(1), photo=jpeg_with_everything())
    stays = await pen.told(by=key(2), photo=jpeg_with_everything())
    await pen.wait(EDITION)
    await pen.remove(removed, key(1))
    await pen.wait(DAY)
    (name,) = stored(pen)
    assert await pen.column("SELECT name FROM photos WHERE secret = $1", stays) == [name]


async def test_the_night_sweeps_up_what_no_row_names(pen: Pen) -> None:
    """Whatever it is: of a crash between object and row, half written, or more than one piece."""
    await pen.told(photo=jpeg_with_everything())
    await pen.wait(EDITION)
    (name,) = stored(pen)
    folder = Path(pen.kit.settings.data) / "photos"
    (folder / f"{'a' * 64}.part").write_bytes(b"half")
    for number in range(2 * SIZE + 5):
        (folder / f"{number:064x}").touch()
    await pen.wait(DAY)
    assert [*stored(pen)] == [name]


async def test_a_crash_after_the_object_leaves_nothing_behind(
    pen: Pen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The release is done again, and puts the same object in its place."""
    await pen.wait(0)  # the night is done
    secret = await pen.told(photo=jpeg_with_everything())
    with monkeypatch.context() as patch:
        patch.setattr("mimi.rooms.photos.store.insert", power_cut)
        assert (await pen.http.post("/v1/clock", json={"seconds": EDITION})).status_code == 500
    (left,) = stored(pen)
    assert await pen.rows("SELECT * FROM secrets") == []
    await pen.wait(0)
    assert [*stored(pen)] == [left]
    async with pen.kit.database.reading() as db:
        assert await found(pen, db, secret)


async def power_cut(*_: object) -> None:
    raise RuntimeError("power cut")


async def test_a_crash_in_the_sweep_is_swept_up(pen: Pen, monkeypatch: pytest.MonkeyPatch) -> None:
    await pen.wait(0)
    folder = Path(pen.kit.settings.data) / "photos"
    for number in range(SIZE + 1):
        (folder / f"{number:064x}").touch()
    remove, done = pen.kit.objects.remove, list[int]()

    async def once(names: list[str]) -> None:
        if done:
            raise StorageAway("storage: power cut")
        done.append(len(names))
        await remove(names)

    with monkeypatch.context() as patch:
        patch.setattr(pen.kit.objects, "remove", once)
        assert (await pen.http.post("/v1/clock", json={"seconds": DAY})).status_code == 500
    assert len(stored(pen)) == 1
    await pen.wait(0)
    assert stored(pen) == {}


async def test_no_edition_comes_out_during_the_sweep(
    pen: Pen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its objects are there before their rows: the sweep would take them for lost ones."""
    release = "SELECT done FROM jobs WHERE job = 'editions' FOR UPDATE NOWAIT"
    held: list[str] = []

    async def names() -> AsyncIterator[list[str]]:
        with pytest.raises(asyncpg.LockNotAvailableError):
            await pen.rows(release)
        held.append("held")
        yield []

    monkeypatch.setattr(pen.kit.objects, "names", names)
    await pen.wait(DAY)
    await pen.rows(release)
    assert held == ["held"]


async def test_an_edition_waits_for_its_storage(pen: Pen, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is lost, and nothing comes out by half."""
    await pen.told("with", key(1), photo=jpeg_with_everything())
    await pen.told("without", key(2))

    async def away(*_: object) -> None:
        raise StorageAway("storage: away")

    with monkeypatch.context() as patch:
        patch.setattr(pen.kit.objects, "put", away)
        assert (await pen.http.post("/v1/clock", json={"seconds": EDITION})).status_code == 500
        assert await pen.rows("SELECT * FROM secrets") == []
    await pen.wait(0)
    assert sorted(await pen.column("SELECT text FROM secrets")) == ["with", "without"]


async def test_an_edition_that_waits_for_its_storage_is_an_alarm(pen: Pen) -> None:
    await pen.wait(0)
    await pen.told("with", key(1), photo=jpeg_with_everything())
    folder = Path(pen.kit.settings.data) / "photos"
    folder.rename(folder.with_name("unplugged"))
    pen.kit.clock.advance(EDITION)  # pyright: ignore[reportAttributeAccessIssue]
    with structlog.testing.capture_logs() as log:
        await look(pen.kit)
    (line,) = log
    assert (line["log_level"], line["event"]) == ("error", "jobs")
    assert line["kind"] == "storage: No such file or directory"
    folder.with_name("unplugged").rename(folder)
    await look(pen.kit)
    assert await pen.column("SELECT text FROM secrets") == ["with"]
    row(
        "storage, an edition",
        "away: told, and nothing lost",
        f"operator: {line['kind']}; out later",
    )


async def test_a_storage_that_is_away_is_said_to_come_back(
    pen: Pen, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = await pen.told(photo=jpeg_with_everything())
    await pen.wait(EDITION)
    await pen.make_public(secret)

    async def away(*_: object) -> None:
        raise StorageAway("storage: away")

    monkeypatch.setattr(pen.kit.objects, "get", away)
    card = (await pen.http.get(f"/v1/secrets/{secret}")).json()
    answer = await pen.http.get(card["photo"])
    assert (answer.status_code, problem(answer)) == (503, "busy")
    assert answer.headers["retry-after"] == "30"
    row("storage, a photo", "away: said to come back", f"member: {problem(answer)}, in 30 seconds")


async def test_an_object_that_is_lost_is_not_found(pen: Pen) -> None:
    secret = await pen.told(photo=jpeg_with_everything())
    await pen.wait(EDITION)
    (path,) = stored(pen).values()
    path.write_bytes(bytes(keeping.STEP + COVER))
    async with pen.kit.database.reading() as db:
        assert await found(pen, db, secret) is None
        path.unlink()
        assert await found(pen, db, secret) is None


@pytest.fixture
async def bucket_app(tmp_path: Path, database_url: str) -> AsyncIterator[Litestar]:
    with s3(tmp_path) as storage:
        table = {name: getattr(storage, name) for name in storage.__struct_fields__}
        async with running(rehearsal(tmp_path / "data", storage=table), database_url) as app:
            yield app


async def test_a_whole_life_in_a_bucket(bucket_app: Litestar, tmp_path: Path) -> None:
    """Of a dozen photos at once."""
    pen = Pen(bucket_app.state.kit, client_of(bucket_app))
    secrets = [
        await pen.told(by=key(n), photo=encoded(picture((n, 9)), "PNG")) for n in range(1, 13)
    ]
    await pen.wait(EDITION)
    assert len([*(tmp_path / "photos").iterdir()]) == 12
    async with pen.kit.database.reading() as db:
        shown = [await found(pen, db, secret) for secret in secrets]
    assert len(set(shown)) == 12
    assert None not in shown
    await pen.remove(secrets[0], key(1))
    await pen.wait(DAY)
    assert len([*(tmp_path / "photos").iterdir()]) == 11
