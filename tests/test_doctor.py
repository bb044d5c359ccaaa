"""`mimi doctor` says of each provider whether it answers, and what to do when it does not."""

from pathlib import Path
from typing import Any

import anyio
import pytest

from mimi.connectors import asking
from mimi.doctor import run
from mimi.kit import postgres
from mimi.settings import check
from tests.accounts_elsewhere import tables
from tests.others import Others

ALL = ("tencent", "aliyun", "dypns", "twilio", "wechat")


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
    assert {*ALL, "settings", "database", "codes"} <= said.keys()
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
        assert key not in said[name] or key.startswith("http")


async def test_a_database_that_does_not_answer_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "WAIT", "1s")
    nowhere = "postgres://nobody@127.0.0.1:1/none?sslmode=disable"
    status, said = await visit(tmp_path, nowhere, capsys, {})
    assert (status, said["database"][:4]) == (1, "MEND")
