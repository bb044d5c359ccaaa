"""The table of `make connectors`: each call, what its document says, and what was seen here.

A test that asks a provider puts rows of its own; of every other one the table has the sentence that
is its name, and whether it held.
"""

import os
from collections import Counter, defaultdict
from typing import Any

ROWS: list[tuple[str, str, str]] = []
_with_rows: set[str] = set()
_outcomes: defaultdict[str, Counter[str]] = defaultdict(Counter)


def row(call: str, documented: str, seen: str) -> None:
    ROWS.append((call, documented, seen))
    _with_rows.add(_test(os.environ.get("PYTEST_CURRENT_TEST", "")))


def pytest_runtest_logreport(report: Any) -> None:
    if report.when == "call" or report.outcome != "passed":
        _outcomes[_test(report.nodeid)][report.outcome] += 1


def pytest_terminal_summary(terminalreporter: Any) -> None:
    rows = sorted(ROWS) + sorted(_sentence(one) for one in _outcomes if one not in _with_rows)
    widths = [max(len(one[column]) for one in rows or [("", "", "")]) for column in (0, 1)]
    for call, documented, seen in rows:
        terminalreporter.write_line(f"{call:{widths[0]}}  {documented:{widths[1]}}  {seen}")


def _sentence(test: str) -> tuple[str, str, str]:
    file, _, name = test.partition("::")
    seen = ", ".join(f"{count} {outcome}" for outcome, count in _outcomes[test].items())
    where = file.rpartition("/")[2].removeprefix("test_").removesuffix(".py")
    return where.replace("_", " "), name.removeprefix("test_").replace("_", " "), seen


def _test(node: str) -> str:
    """Without its parameters, and what of it runs."""
    return node.partition("[")[0].partition(" (")[0]
