"""`mimi doctor` says of each provider whether it answers, and what to do when it does not."""

import re
from pathlib import Path
from typing import Any

import anyio
import pytest

from mimi import doctor
from mimi.connectors import asking
from mimi.doctor import run
from mimi.kit import migrations
from mimi.kit.clock import SystemClock
from mimi.settings import check
from tests.accounts_elsewhere import tables
from tests.others import Others
from tests.storage import BUCKET, s3

ALL = ("tencent", "aliyun", "dypns", "twilio", "wechat", "wecom")


async def visit(
    tmp_path: Path, database_url: str, capsys: pytest.CaptureFixture[str], keys: dict[str, Any]
) -> tuple[int, dict[str, str]]:
    """The exit status, and what is said of each thing."""
    settings = check({"data": str(tmp_path), "database_url": database_url, **keys})
    status = await anyio.to_thread.run_sync(run, settings)
    lines = capsys.readouterr().out.splitlines()
    return status, {line[5:].split(": ")[0]: line for line in lines}


async def test_all_is_well(
    tmp_path: Path, database_url: str, others: Others, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = await visit(tmp_path, database_url, capsys, tables(others, *ALL))
    assert status == 0, said
    assert {*ALL, "settings", "database", "storage", "push", "codes"} <= said.keys()
    assert "/v1/receipts/tencent/" in said["tencent receipts"]
    sent = [call for name in ALL[:4] for call in others.asked(name)]
    assert sent == []


@pytest.mark.parametrize(
    ("name", "wants", "remedy"),
    [
        ("tencent", {"now": 1}, "timedatectl"),
        ("aliyun", {"code": "isv.OUT_OF_SERVICE"}, "no money left"),
        ("twilio", {"mode": "down"}, "a fault of theirs"),
        ("wechat", {"code": 40164}, "address on a list"),
        ("dypns", {"mode": "silent"}, "no answer"),
        ("wecom", {"code": 60020}, "address on a list"),
        ("wecom", {"hidden": [2]}, "60011"),
    ],
)
async def test_it_says_what_to_do(  # noqa: PLR0913, PLR0917 fixtures
    name: str,
    wants: dict[str, Any],
    remedy: str,
    tmp_path: Path,
    database_url: str,
    others: Others,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(asking, "SECONDS", 0.3 if wants.get("mode") == "silent" else 10.0)
    others.want(name, **wants)
    keys = tables(others, name)
    status, said = await visit(tmp_path, database_url, capsys, keys)
    assert status == 1
    assert said[name].startswith("MEND")
    assert remedy in said[name]
    for key in keys[name].values():
        assert str(key) not in said[name] or str(key).startswith("http")


def _long_ago(_: SystemClock) -> int:
    return 0


async def test_a_storage_that_cannot_be_used_is_said(
    tmp_path: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "photos").symlink_to("/proc/self")  # where nobody can write, not even root
    status, said = await visit(tmp_path, database_url, capsys, {})
    assert status == 1
    assert re.fullmatch(r"MEND storage: .+: look at the disk, its rights", said["storage"])


async def test_a_bucket_is_tried(
    tmp_path: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with s3(tmp_path) as storage:
        keys = {name: getattr(storage, name) for name in storage.__struct_fields__}
        fine = await visit(tmp_path, database_url, capsys, {"storage": keys})
        wrong = {"storage": {**keys, "access_secret": "guessed"}}
        status, said = await visit(tmp_path, database_url, capsys, wrong)
    assert (fine[0], fine[1]["storage"]) == (0, f"ok   storage: the bucket {BUCKET}")
    assert (status, said["storage"][:4]) == (1, "MEND")
    assert "guessed" not in said["storage"]


@pytest.mark.parametrize(
    ("url", "mode", "year", "remedy"),
    [
        ("https://mimi.example", "", 2026, "ok   push: can be sent"),
        ("https://mimi.example", "silent", 2026, "MEND push: none of its services answers"),
        ("https://mimi.example", "", 1970, "timedatectl"),
        ("http://mimi.example", "", 2026, "set public_url"),
    ],
)
async def test_push_is_tried(  # noqa: PLR0913, PLR0917 fixtures
    url: str,
    mode: str,
    year: int,
    remedy: str,
    tmp_path: Path,
    database_url: str,
    others: Others,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(doctor, "SECONDS", 0.3 if mode == "silent" else 10.0)
    monkeypatch.setattr(doctor, "PUSH_SERVICES", {"Chrome": others.url("tencent")})
    if year == 1970:
        monkeypatch.setattr(SystemClock, "now", _long_ago)
    others.want("tencent", mode=mode)
    status, said = await visit(tmp_path, database_url, capsys, {"public_url": url})
    assert remedy in said["push"]
    assert status == int(said["push"].startswith("MEND"))


async def test_a_database_that_does_not_answer_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "WAIT", "1s")
    nowhere = "postgres://nobody@127.0.0.1:1/none?sslmode=disable"
    status, said = await visit(tmp_path, nowhere, capsys, {})
    assert (status, said["database"][:4]) == (1, "MEND")
