"""The table of `make connectors`: each call, what its document says, and what was seen here."""

from typing import Any

ROWS: list[tuple[str, str, str]] = []


def row(call: str, documented: str, seen: str) -> None:
    ROWS.append((call, documented, seen))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    widths = [max(len(one[column]) for one in ROWS or [("", "", "")]) for column in (0, 1)]
    for call, documented, seen in sorted(ROWS):
        terminalreporter.write_line(f"{call:{widths[0]}}  {documented:{widths[1]}}  {seen}")
