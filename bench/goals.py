"""The verdicts of a run, what changed since the last recorded one, and a page with plots."""

import html
import json
import statistics
from pathlib import Path
from typing import Any

RECORDED = Path("docs/bench.json")
BUILD = Path("build")
LESS = 0.9  # of the last recorded ratio is said aloud
Figures = dict[str, Any]


def goals(towns: list[Figures]) -> list[Figures]:
    """Each as `name`, `ratio`, `goal`, `ok`; a ratio is better when larger."""
    found, last = list[Figures](), towns[-1]
    for town in towns:
        rates, of = town["rates"], f"{town['members']:,} members"
        found += [
            goal(f"page, from the shelf / bare handler, {of}", over(rates, "shelf", "bare"), 0.85),
            goal(f"page, no shelf / bare handler, {of}", over(rates, "plain", "bare"), 0.85),
            goal(f"page, from the shelf / pgbench, {of}", over(rates, "shelf", "pgbench"), 1),
            goal(
                f"page, shelf of two processes / pgbench, {of}", over(rates, "pair", "pgbench"), 1
            ),
            goal(f"50 ms / p99 at 70 % load, {of}", 50 / town["paced_p99_ms"], 1),
            goal(f"telling with 3 / with 300 friends, {of}", town["telling_ratio"], 0.8),
            goal(f"200 MB / memory of the server, {of}", 200 / town["memory_mb"], 1),
        ]
    if len(towns) > 1:
        small, size = towns[0], last["members"] / towns[0]["members"]
        page = statistics.median(last["rates"]["shelf"]) / statistics.median(
            small["rates"]["shelf"]
        )
        like = small["acts"]["like"]["p50_ms"] / last["acts"]["like"]["p50_ms"]
        tell = small["acts"]["tell"]["p50_ms"] / last["acts"]["tell"]["p50_ms"]
        epoch = small["epochs_s"][0] * size / last["epochs_s"][0]
        found += [
            goal("page, flat: rate in the large / in the small town", page, 0.8),
            goal("like, flat: time in the small / in the large town", like, 0.8),
            goal("tell, flat: time in the small / in the large town", tell, 0.8),
            goal("epoch, linear: a member in the small / in the large town", epoch, 0.7),
        ]
    return found


def over(rates: dict[str, list[float]], one: str, other: str) -> float:
    """The median of the rounds, since the two of a round were disturbed alike."""
    return statistics.median(a / b for a, b in zip(rates[one], rates[other], strict=True))


def goal(name: str, ratio: float, least: float) -> Figures:
    return {"name": name, "ratio": round(ratio, 2), "goal": least, "ok": ratio >= least}


def report(towns: list[Figures]) -> None:
    """Writes build/bench.json and build/bench.html, and prints the verdicts."""
    BUILD.mkdir(exist_ok=True)
    found = goals(towns)
    before = _recorded()
    for one in found:
        was = before.get(one["name"])
        one["recorded"] = was
        worse = was is not None and one["ratio"] < LESS * was
        print(
            f"{'met   ' if one['ok'] else 'MISSED'} {one['ratio']:6.2f} (goal {one['goal']})"
            f"  {one['name']}" + (f"  WORSE than {was} before" if worse else "")
        )
    (BUILD / "bench.json").write_text(json.dumps({"goals": found, "towns": towns}, indent=1) + "\n")
    (BUILD / "bench.html").write_text(page(found, towns))


def _recorded() -> dict[str, float]:
    if not RECORDED.exists():
        return {}
    return {one["name"]: one["ratio"] for one in json.loads(RECORDED.read_text())["goals"]}


def page(found: list[Figures], towns: list[Figures]) -> str:
    rows = "".join(
        f"<tr><td>{html.escape(one['name'])}<td>{one['ratio']}<td>{one['goal']}"
        f"<td>{'met' if one['ok'] else '<b>missed</b>'}"
        for one in found
    )
    drawn = "".join(
        bars(f"{town['members']:,} members: pages a second", medians(town)) for town in towns
    )
    for what in ("p50_ms", "server_us", "database_us"):
        for name in towns[0]["acts"]:
            values = {f"{town['members']:,}": town["acts"][name][what] for town in towns}
            drawn += bars(f"{name}: {what.replace('_', ' ')} by members", values)
    return (
        "<!doctype html><meta charset=utf-8><title>Mimi: speed</title>"
        "<style>body{font:16px sans-serif;max-width:60em;margin:2em auto}td{padding:.2em 1em}"
        "figure{display:inline-block;margin:1em}</style><h1>Speed</h1>"
        f"<table><tr><th>what<th>ratio<th>goal<th>{rows}</table>{drawn}"
    )


def medians(town: Figures) -> dict[str, float]:
    return {kind: statistics.median(found) for kind, found in town["rates"].items()}


def bars(title: str, values: dict[str, float]) -> str:
    most = max(values.values()) or 1
    drawn = "".join(
        f"<text x=0 y={24 * n + 16}>{html.escape(name)}</text>"
        f"<rect x=80 y={24 * n + 4} height=16 width={value / most * 200:.0f} fill=#557 />"
        f"<text x={84 + value / most * 200:.0f} y={24 * n + 16}>{value:,.5g}</text>"
        for n, (name, value) in enumerate(values.items())
    )
    size = f"width=360 height={24 * len(values) + 8}"
    return (
        f"<figure><figcaption>{html.escape(title)}</figcaption><svg {size}>{drawn}</svg></figure>"
    )
