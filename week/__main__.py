"""`make care`: lives both weeks, and writes what they show."""

import argparse
import sys
from pathlib import Path

import msgspec
from rich.progress import TaskID

from mimi.town.graph import Graph, grow
from mimi.town.visit import progress
from week import chances
from week.figures import figures
from week.found import Figures
from week.page import page
from week.weeks import Plan, both

MEAN = 16  # friends of a member


def main() -> int:
    asked = _asked()
    plan = Plan(places(asked.members, asked.seed), asked.seed, asked.days)
    with progress() as bars:
        tasks = dict[str, TaskID]()

        def tell(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what)
            bars.update(tasks[what], completed=done, total=total)

        moderated, other = both(plan, tell)
    found = figures(moderated, other)
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_bytes(msgspec.json.format(msgspec.json.encode(found)))
    asked.page.write_text(page(found, moderated.record, other.record), encoding="utf-8")
    print(summary(found))
    return 0 if not found.identities.revealed else 1


def places(members: int, seed: str) -> Graph:
    """Some beside each other, without a friendship between two."""
    found: Graph = []
    for at in range(chances.PLACES):
        begins = len(found)
        one = grow(members // chances.PLACES, f"{seed}/{at}", mean=MEAN)
        found += [{begins + friend for friend in friends} for friends in one]
    return found


def _asked() -> argparse.Namespace:
    asking = argparse.ArgumentParser(prog="python -m week", description=__doc__)
    asking.add_argument("--members", type=int, default=160)
    asking.add_argument("--days", type=int, default=7)
    asking.add_argument("--seed", default="week")
    asking.add_argument("--json", type=Path, default=Path("build/care.json"))
    asking.add_argument("--page", type=Path, default=Path("build/care.html"))
    return asking.parse_args()


def summary(found: Figures) -> str:
    """A line a kind, and what is asked about most."""
    rows = [f"{'':<12}{'told':>6}{'slowed':>14}{'gone':>14}{'removed':>14}{'prevented':>11}"]
    for one in found.kinds:
        cells = "".join(
            f"{'never' if of.median is None else f'{of.median:.1f}/{of.p95:.1f}h':>14}"
            for of in (one.slowed, one.gone, one.removed)
        )
        rows.append(f"{one.kind:<12}{one.told:>6}{cells}{one.prevented:>11.0%}")
    fortune, holds = found.fortune, found.false_holds
    return "\n".join(
        [
            *rows,
            f"harmful views: {found.views} instead of {found.views_unmoderated}, "
            f"{found.prevented:.0%} prevented",
            f"Fortune's test: {fortune.passed} of {fortune.reported}",
            f"harmless held: {holds.slowed} slowed, {holds.hidden} hidden of {holds.harmless}",
            f"identities revealed: {found.identities.revealed}",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
