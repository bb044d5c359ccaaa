"""What `mimi circles simulate` does: a graph joins online, and all at once, and both are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from time import perf_counter
from uuid import UUID

import msgspec

from mimi.settings_tables import CircleRule
from mimi.town.graph import EdgesError, Graph
from mimi.town.joining import Founders, Friends, Joined, Order, in_order, sample
from mimi.town.reaching import Comparison, Figures, measure


@dataclass(frozen=True)
class Joining:
    """How a graph joins."""

    adoption: float = 1.0
    """The share of its members who ever do, drawn evenly."""
    order: Order = "random"
    """Who comes first; invited: next is always a friend of somebody who is here."""
    days: int = 30
    """Until all have joined, as many on each."""
    founders: Founders = "roster"
    """The core: all, as on a roster, or those of the first day and whom five of it know."""
    seed: str = "circles"


def simulate(graph: Graph, how: Joining, rule: CircleRule) -> Comparison:
    """Lets the graph join, then forms circles of the same members, with the same core, at once.

    Raises EdgesError when it cannot join like that.
    """
    if not 0 < how.adoption <= 1:
        raise EdgesError("--adoption is a share of the members: above 0, at most 1")
    if how.days < 1:
        raise EdgesError("--days is a number of days: at least 1")
    chance = Random(how.seed)  # noqa: S311  a repeatable run is the purpose
    members = sample(graph, how.adoption, chance)
    names = [UUID(int=chance.getrandbits(128)) for _ in members]
    friends = {names[one]: {names[it] for it in known} for one, known in enumerate(members)}
    order = [names[one] for one in in_order(members, how.order, chance)]
    online = Joined(rule, how.founders)
    figures = _run(online, friends, order, how.days)
    at_once = _run(Joined(rule, None, dict(online.core)), friends, order, 1)
    return Comparison(**msgspec.structs.asdict(figures), all_at_once=at_once)


def table(found: Comparison) -> str:
    """The figures side by side, a line each."""
    rows = [("", "online", "all at once")]
    rows += zip(_names(found), _values(found), _values(found.all_at_once), strict=True)
    return "\n".join(f"{name:<22}{one:>12}{other:>14}".rstrip() for name, one, other in rows)


def _run(joined: Joined, friends: Friends, order: Sequence[UUID], days: int) -> Figures:
    began = perf_counter()
    joined.join(friends, order, days)
    return measure(joined, perf_counter() - began)


def _names(figures: Figures) -> list[str]:
    return [
        "members",
        "placed",
        "sociable, not placed",
        *(f"reach at {needed} friends" for needed in figures.reach),
        "friends in audience",
        "wait, median epochs",
        "smallest circle",
        "largest circle",
        "fewest vouched",
        "seconds",
    ]


def _values(figures: Figures) -> list[str]:
    wait = figures.wait_median
    return [
        str(figures.members),
        str(figures.placed),
        f"{figures.left:.3f}",
        *(f"{share:.3f}" for share in figures.reach.values()),
        f"{figures.friend_share:.3f}",
        "for ever" if wait is None else str(wait),
        str(figures.smallest),
        str(figures.largest),
        str(figures.vouched),
        f"{figures.seconds:.1f}",
    ]
