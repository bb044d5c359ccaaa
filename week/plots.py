"""Plots as SVG, drawn by hand: ranges on a logarithmic scale, pairs of bars, lines over days."""

from collections.abc import Sequence
from html import escape
from math import log10
from typing import NamedTuple

WIDE, LEFT, ROW = 800, 210, 20
LEAST, MOST = 0.05, 200.0  # hours, the ends of the logarithmic scale
TICKS = (0.1, 1, 10, 100)
DAY = 86_400


class Range(NamedTuple):
    label: str
    middle: float | None
    end: float | None
    colour: str


class Line(NamedTuple):
    label: str
    points: Sequence[tuple[int, int]]  # seconds, value
    colour: str


def _svg(high: float, inside: str, label: str) -> str:
    return (
        f'<svg viewBox="0 0 {WIDE} {high:g}" role="img" aria-label="{escape(label)}">{inside}</svg>'
    )


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(text)}</text>'


def _rule(x: float, low: float, high: float) -> str:
    return f'<line x1="{x:g}" x2="{x:g}" y1="{low:g}" y2="{high:g}" stroke="#8885"/>'


def ranges(rows: Sequence[Range], unit: str) -> str:
    high = ROW * len(rows)
    parts = [
        _rule(_log(tick), 0, high) + _text(_log(tick), high + 15, f"{tick:g} {unit}", "middle")
        for tick in TICKS
    ]
    for at, one in enumerate(rows):
        y = ROW * at + ROW / 2
        parts.append(_text(LEFT - 8, y + 4, one.label, "end"))
        if one.middle is None or one.end is None:
            parts.append(_text(LEFT + 6, y + 4, "never"))
            continue
        x, end = _log(one.middle), _log(one.end)
        parts.append(
            f'<line x1="{x:g}" x2="{end:g}" y1="{y:g}" y2="{y:g}" stroke="{one.colour}" '
            f'stroke-width="3"/><circle cx="{x:g}" cy="{y:g}" r="5" fill="{one.colour}"/>'
        )
    said = "; ".join(f"{one.label}: {one.middle} {unit}" for one in rows)
    return _svg(high + 20, "".join(parts), said)


def _log(hours: float) -> float:
    """What is shorter than the scale stands at its left end."""
    inside = min(max(hours, LEAST), MOST)
    share = (log10(inside) - log10(LEAST)) / (log10(MOST) - log10(LEAST))
    return round(LEFT + share * (WIDE - LEFT - 20), 1)


def bars(pairs: Sequence[tuple[str, int, int]], names: tuple[str, str]) -> str:
    """Two bars a row: the first green, the second red."""
    most = max((max(one, other) for _, one, other in pairs), default=1) or 1
    row, parts = 34, list[str]()
    for at, (label, one, other) in enumerate(pairs):
        parts.append(_text(LEFT - 8, row * at + 20, label, "end"))
        for line, (value, colour) in enumerate(((one, "#2e7d62"), (other, "#b3261e"))):
            wide, y = value / most * (WIDE - LEFT - 70), row * at + 3 + 14 * line
            parts.append(
                f'<rect x="{LEFT}" y="{y}" width="{wide:g}" height="12" fill="{colour}"/>'
                + _text(LEFT + wide + 5, y + 11, f"{value:,}")
            )
    said = "; ".join(f"{label}: {names[0]} {a}, {names[1]} {b}" for label, a, b in pairs)
    return _svg(row * len(pairs) + 4, "".join(parts), said)


def lines(all_: Sequence[Line], end: int, unit: str) -> str:
    high, left = 200, 60
    most = max((value for one in all_ for _, value in one.points), default=1) or 1

    def place(at: int, value: int) -> tuple[float, float]:
        x = left + at / end * (WIDE - left - 20)
        return round(x, 1), round(high - value / most * (high - 20), 1)

    days = range(end // DAY + 1)
    parts = [_rule(place(day * DAY, 0)[0], 10, high) for day in days]
    parts += [
        _text(place(day * DAY + DAY // 2, 0)[0], high + 16, f"{unit} {day + 1}", "middle")
        for day in days[:-1]
    ]
    parts += [_text(left - 6, place(0, value)[1] + 4, f"{value:,}", "end") for value in (0, most)]
    for at, one in enumerate(all_):
        points = " ".join(f"{x:g},{y:g}" for x, y in (place(*point) for point in one.points))
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{one.colour}" stroke-width="2"/>'
            f'<rect x="{left + 12}" y="{14 + 18 * at}" width="14" height="4" fill="{one.colour}"/>'
            + _text(left + 32, 21 + 18 * at, one.label)
        )
    return _svg(high + 22, "".join(parts), ", ".join(one.label for one in all_))
