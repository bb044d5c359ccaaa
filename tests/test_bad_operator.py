"""What an operator can get wrong is said in one sentence: the cases are in bad/operator.toml."""

import tomllib
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from mimi import roster
from mimi.kit.chance import Chance
from mimi.kit.key_files import BrokenKey
from mimi.kit.keys import Keys
from mimi.roster import RosterError
from mimi.settings import SettingsError, load
from mimi.town import graph
from mimi.town.graph import EdgesError
from tests.badly import FOLDER

CASES = tomllib.loads((FOLDER / "operator.toml").read_text())
SENTENCES = (SettingsError, EdgesError, RosterError, BrokenKey)


def use(case: dict[str, Any], file: Path) -> None:
    """Does with the file what `mimi` does with one of its kind."""
    content = b64decode(next((case[key] for key in ("base64", "roster", "key") if key in case), ""))
    file.write_bytes((case.get("settings") or case.get("edges") or "").encode() or content)
    if "edges" in case:
        graph.read(file)
    elif "roster" in case:
        roster.read(file)
    elif "key" in case:
        Keys(file.parent, Chance())
    else:
        load({"MIMI_SETTINGS": str(file), **case.get("environment", {})})


@pytest.mark.parametrize("name", CASES)
def test_it_is_one_sentence(tmp_path: Path, name: str) -> None:
    case = CASES[name]
    with pytest.raises(SENTENCES) as refused:
        use(case, tmp_path / "master")
    assert case["sentence"] in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_roster_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "class").write_bytes(b"\xef\xbb\xbf+12025550100\r\n")
    assert roster.read(tmp_path / "class") == ["+12025550100"]


def test_a_roster_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(RosterError, match="cannot read"):
        roster.read(tmp_path / "class")
