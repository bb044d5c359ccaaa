"""docs/asvs.toml has every requirement of levels 1 and 2, and every test that it names is there."""

import ast
import tomllib
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
FOUND: dict[str, dict[str, Any]] = tomllib.loads((ROOT / "docs/asvs.toml").read_text())
VERDICTS = {"test", "reason", "none", "missed"}
# Of the numbers and levels of the standard, 5.0.0, in its order.
WHOLE = "29debb6cfc11acf5deb2b2bb4e01bd836c5648dcc592aae17957e36b808cec05"


def test_every_requirement_of_both_levels_is_there() -> None:
    lines = "\n".join(f"{number} {one['level']}" for number, one in FOUND.items())
    assert Counter(one["level"] for one in FOUND.values()) == {1: 70, 2: 183}
    assert sha256(lines.encode()).hexdigest() == WHOLE


def test_each_has_one_verdict_in_words() -> None:
    for number, one in FOUND.items():
        (verdict,) = one.keys() - {"level", "what"}
        assert verdict in VERDICTS, number
        assert one["what"] and one[verdict], number


def test_every_test_that_is_named_is_there() -> None:
    named = {one["test"] for one in FOUND.values() if "test" in one}
    lost = {name for name in named if name.partition("::")[2] not in found_in(name)}
    assert named and not lost


def found_in(name: str) -> set[str]:
    tree = ast.parse((ROOT / name.partition("::")[0]).read_text())
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in ast.walk(tree) if isinstance(node, kinds)}


def test_what_is_missed_is_counted_where_reviewers_look() -> None:
    missed = sum("missed" in one for one in FOUND.values())
    assert f"{missed} are missed" in (ROOT / "SECURITY.md").read_text()
