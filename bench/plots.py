"""What a run found, drawn: throughput, latency and cost of towns by their size."""

import html
import statistics
from typing import Any

Figures = dict[str, Any]

WIDE, HIGH, COLUMNS = 340, 24, 3  # of a panel; of a bar; panels beside each other
NAMED, DRAWN = 80, 180  # pixels for the name of a bar, and for the longest


def drawn(town: Figures) -> dict[str, float]:
    """What is drawn of a town, each under its title."""
    members, acts = town["members"], town["acts"].items()
    return {
        "pages a second, from the shelf": statistics.median(town["rates"]["shelf"]),
        "ms of an epoch a member, all new": 1000 * town["epochs_s"][0] / members,
        "MB of the server": town["memory_mb"],
        "kB of the database a member": 1000 * town["database_mb"] / members,
        "s from a restart to the first page": town["restart_s"],
        "s the same, nothing in memory": town["cold_s"],
        **{f"{name}: median ms": act["p50_ms"] for name, act in acts},
        **{f"{name}: µs of the server": act["server_us"] for name, act in acts},
    }


def sheet(towns: list[Figures]) -> str:
    """All panels as one picture (SVG)."""
    by_size, high = {f"{town['members']:,}": drawn(town) for town in towns}, HIGH * (len(towns) + 2)
    titles = list(drawn(towns[0]))
    panels = "".join(
        f'<svg x="{at % COLUMNS * WIDE}" y="{at // COLUMNS * high}">'
        f"{bars(title, {size: found[title] for size, found in by_size.items()})}</svg>"
        for at, title in enumerate(titles)
    )
    size = f'width="{COLUMNS * WIDE}" height="{-(-len(titles) // COLUMNS) * high}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="14">'
        f'<rect width="100%" height="100%" fill="#fff"/>{panels}</svg>\n'
    )


def bars(title: str, values: dict[str, float]) -> str:
    most = max(values.values()) or 1
    rows = "".join(
        f'<text x="8" y="{HIGH * n + 40}">{html.escape(name)}</text>'
        f'<rect x="{NAMED}" y="{HIGH * n + 28}" height="16" width="{value / most * DRAWN:.0f}"'
        f' fill="#557"/>'
        f'<text x="{NAMED + 4 + value / most * DRAWN:.0f}" y="{HIGH * n + 40}">'
        f"{short(value)}</text>"
        for n, (name, value) in enumerate(values.items())
    )
    return f'<text x="8" y="16" font-weight="bold">{html.escape(title)}</text>{rows}'


def short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def page(found: list[Figures], towns: list[Figures]) -> str:
    """The verdicts and the plots (HTML)."""
    rows = "".join(
        f"<tr><td>{html.escape(one['name'])}<td>{one['ratio']}<td>{one['goal']}"
        f"<td>{'met' if one['ok'] else '<b>missed</b>'}"
        for one in found
    )
    return (
        "<!doctype html><meta charset=utf-8><title>Mimi: speed</title>"
        "<style>body{font:16px sans-serif;max-width:66em;margin:2em auto}td{padding:.2em 1em}"
        f"</style><h1>Speed</h1><table><tr><th>what<th>ratio<th>goal<th>{rows}</table>"
        f"{sheet(towns)}"
    )
