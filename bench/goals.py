"""The verdicts of a run, and what changed since the last recorded one."""

import json
import statistics
from pathlib import Path
from typing import Any

from bench import plots

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
        of = f"{small['members']:,} to {last['members']:,} members"
        flat = last["flat"]
        epoch = small["epochs_s"][0] * size / last["epochs_s"][0]
        found += [
            goal(f"page, flat: the rate, {of}", flat["page"], 0.8),
            goal(f"like, flat: the time, {of}", flat["like"], 0.8),
            goal(f"tell, flat: the time, {of}", flat["tell"], 0.8),
            goal(f"epoch, linear: the time a member, {of}", epoch, 0.7),
        ]
    return found


def over(rates: dict[str, list[float]], one: str, other: str) -> float:
    """The median of the rounds, since the two of a round were disturbed alike."""
    return statistics.median(a / b for a, b in zip(rates[one], rates[other], strict=True))


def goal(name: str, ratio: float, least: float) -> Figures:
    return {"name": name, "ratio": round(ratio, 2), "goal": least, "ok": ratio >= least}


def report(towns: list[Figures]) -> None:
    """Writes build/bench.json, .html and .svg, and prints the verdicts."""
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
    (BUILD / "bench.html").write_text(plots.page(found, towns))
    (BUILD / "bench.svg").write_text(plots.sheet(towns))


def _recorded() -> dict[str, float]:
    if not RECORDED.exists():
        return {}
    return {one["name"]: one["ratio"] for one in json.loads(RECORDED.read_text())["goals"]}
