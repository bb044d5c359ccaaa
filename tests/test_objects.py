"""Objects in a folder and in a bucket of a real server: the same, and what goes wrong with them."""

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import msgspec
import pytest

from mimi.kit import bucket as bucket_module
from mimi.kit.bucket import Bucket
from mimi.kit.folder import Folder
from mimi.kit.objects import Objects, StorageAway, probe
from mimi.settings_tables import Storage
from tests.browser import free_port
from tests.conftest import MONDAY
from tests.others import Others
from tests.others.table import row
from tests.storage import BUCKET, s3

NAMES = [character * 64 for character in "abc"]


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    with s3(tmp_path_factory.mktemp("s3")) as storage:
        yield storage


@pytest.fixture(params=["folder", "bucket", "a part of a bucket"])
def objects(request: pytest.FixtureRequest, tmp_path: Path, storage: Storage) -> Objects:
    if request.param == "folder":
        return Folder(tmp_path / "photos")
    prefix = "mimi/one" if "part" in request.param else ""
    return Bucket(msgspec.structs.replace(storage, prefix=prefix))


async def all_names(objects: Objects) -> list[str]:
    return sorted([name async for names in objects.names() for name in names])


async def test_what_is_put_is_there_until_it_is_removed(objects: Objects) -> None:
    assert await objects.get(NAMES[0]) is None
    for name in NAMES:
        await objects.put(name, name.encode() * 3000, MONDAY)
    assert await objects.get(NAMES[1]) == b"b" * 192_000
    assert await all_names(objects) == NAMES
    await objects.put(NAMES[1], b"again", MONDAY)
    assert await objects.get(NAMES[1]) == b"again"
    await objects.remove([*NAMES[:2], "f" * 64])
    assert await all_names(objects) == NAMES[2:]
    assert await objects.get(NAMES[1]) is None
    await objects.remove(NAMES)


async def test_a_storage_that_works_is_left_as_it_was(objects: Objects) -> None:
    await probe(objects)
    assert await all_names(objects) == []
    row(f"storage, {type(objects).__name__.lower()}", "put, get, list, remove", "so it is")


async def test_several_try_one_storage_at_once(objects: Objects) -> None:
    """Processes of one place that start together: none takes another's away."""
    await asyncio.gather(*(probe(objects) for _ in range(20)))
    assert await all_names(objects) == []


async def test_a_sweep_of_another_process_stops_no_start(tmp_path: Path) -> None:
    """A worker's first night took what a server that started beside it was trying."""

    class Swept(Folder):
        swept = False

        async def get(self, name: str) -> bytes | None:
            if not self.swept:
                self.swept = True
                await self.remove([name])
            return await super().get(name)

    folder = Swept(tmp_path / "photos")
    await probe(folder)
    assert folder.swept
    assert await all_names(folder) == []


def broken(storage: Storage) -> dict[str, Storage]:
    change = msgspec.structs.replace
    return {
        "nobody there": change(storage, endpoint=f"http://127.0.0.1:{free_port()}"),
        "a wrong secret": change(storage, access_secret="guessed"),
        "a stranger": change(storage, access_key="stranger"),
        "no such bucket": change(storage, bucket="nobodys"),
    }


@pytest.mark.parametrize("how", broken(Storage()))
async def test_a_bucket_that_refuses_is_away(storage: Storage, how: str) -> None:
    """Without a word of what was asked for."""
    bucket = Bucket(broken(storage)[how])
    with pytest.raises(StorageAway) as away:
        await probe(bucket)
    assert re.fullmatch(r"storage: the bucket [a-z ]+( \(\w+\))?", str(away.value))
    assert not [told for told in (storage.endpoint, BUCKET) if told in str(away.value)]
    row("storage, bucket", how, str(away.value))


@pytest.mark.parametrize("mode", ["silent", "down", "garbled"])
async def test_a_bucket_on_a_bad_day_is_away(
    storage: Storage, mode: str, others: Others, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says nothing, 503 from a gateway, or a page of its operator's."""
    monkeypatch.setattr(bucket_module, "REQUEST", timedelta(seconds=0.3 if mode == "silent" else 5))
    others.want("tencent", mode=mode)
    with pytest.raises(StorageAway) as away:
        await probe(Bucket(msgspec.structs.replace(storage, endpoint=others.url("tencent"))))
    row("storage, bucket", mode, str(away.value))


class LateClock(BaseHTTPRequestHandler):
    """S3's answer to a signature of another time than its own: twenty minutes later than ours."""

    def do_PUT(self) -> None:
        signed = datetime.strptime(self.headers["x-amz-date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        self.rfile.read(int(self.headers["content-length"]))
        late = datetime.now(UTC) + timedelta(minutes=20) - signed > timedelta(minutes=15)
        said = (
            b"<Error><Code>RequestTimeTooSkewed</Code><Message>no</Message></Error>"
            if late
            else b""
        )
        self.send_response(403 if late else 200)
        self.send_header("content-length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)


async def test_a_bucket_of_another_time_says_so(storage: Storage) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), LateClock) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        there = f"http://127.0.0.1:{server.server_port}"
        with pytest.raises(StorageAway) as away:
            await probe(Bucket(msgspec.structs.replace(storage, endpoint=there)))
        server.shutdown()
    assert str(away.value) == "storage: the bucket says that this machine's clock is wrong"
    row("storage, bucket", "a clock 20 minutes apart, 403 RequestTimeTooSkewed", str(away.value))


async def test_a_folder_that_is_gone_is_away(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "photos")
    (tmp_path / "photos").rmdir()
    with pytest.raises(StorageAway):
        await probe(folder)


async def test_a_storage_that_may_not_be_listed_is_told_at_the_start(tmp_path: Path) -> None:
    """Not in the night in which what nobody needs would be collected."""

    class Unlisted(Folder):
        async def names(self) -> AsyncIterator[list[str]]:
            raise StorageAway("storage: the bucket refuses (PermissionDeniedError)")
            yield []

    with pytest.raises(StorageAway, match="PermissionDenied"):
        await probe(Unlisted(tmp_path))


async def test_a_file_keeps_no_time_but_its_window(tmp_path: Path) -> None:
    """Neither of its writing nor, as a file usually does, of the first look at it (P4)."""
    folder = Folder(tmp_path)
    await folder.put(NAMES[0], b"photo", MONDAY)
    assert await folder.get(NAMES[0]) == b"photo"
    kept = (tmp_path / NAMES[0]).stat()
    assert (kept.st_mtime_ns, kept.st_atime_ns) == (MONDAY * 10**9,) * 2
    assert kept.st_mode & 0o077 == 0


async def test_what_a_crash_left_half_written_is_listed_and_removed(tmp_path: Path) -> None:
    half = f"{NAMES[0]}.part"
    (tmp_path / half).write_bytes(b"ha")
    folder = Folder(tmp_path)
    assert await all_names(folder) == [half]
    await folder.remove([half])
    assert os.listdir(tmp_path) == []  # noqa: PTH208


def test_python_ends_in_peace_after_it_used_a_bucket(storage: Storage) -> None:
    """The library's asynchronous calls abort it."""
    code = (
        "import asyncio, sys, msgspec; from mimi.kit.bucket import Bucket;"
        "from mimi.kit.objects import probe; from mimi.settings_tables import Storage;"
        "asyncio.run(probe(Bucket(msgspec.json.decode(sys.argv[1], type=Storage))))"
    )
    subprocess.run([sys.executable, "-c", code, msgspec.json.encode(storage)], check=True)
