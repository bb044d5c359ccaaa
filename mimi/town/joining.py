"""A graph joining a server, epoch by epoch, by the very rule that the server forms circles by.

Nothing but the rule: no database, no devices; everybody fetches tokens at once and never sleeps.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from random import Random
from typing import Literal
from uuid import UUID

from mimi.anonymity.circles import Circle, Epoch, place
from mimi.anonymity.core import REST, Core, entering, founding_day
from mimi.anonymity.vouching import vouched
from mimi.settings_tables import CircleRule
from mimi.town.graph import Graph

Order = Literal["random", "invited", "file"]
Founders = Literal["first", "roster"]  # as the setting; roster: everybody is on it
Friends = dict[UUID, set[UUID]]

SETTLING = 60  # epochs after the last has joined: who still waits then waits for ever


def sample(graph: Graph, adoption: float, chance: Random) -> Graph:
    """So many of the members, drawn evenly, and the friendships among them."""
    chosen = sorted(chance.sample(range(len(graph)), round(adoption * len(graph))))
    number = {old: new for new, old in enumerate(chosen)}
    return [{number[friend] for friend in graph[old] if friend in number} for old in chosen]


def in_order(graph: Graph, order: Order, chance: Random) -> list[int]:
    """Who joins first. `invited`: always a friend of somebody who is here, while there is one."""
    everybody = list(range(len(graph)))
    if order != "file":
        chance.shuffle(everybody)
    return list(_by_invitation(graph, everybody, chance)) if order == "invited" else everybody


def _by_invitation(graph: Graph, everybody: list[int], chance: Random) -> Iterator[int]:
    here = set[int]()
    for first in everybody:
        invited = [first]
        while invited:
            at = chance.randrange(len(invited))
            invited[at], invited[-1] = invited[-1], invited[at]
            one = invited.pop()
            if one not in here:
                yield one
                here.add(one)
                invited += sorted(graph[one] - here)


@dataclass
class Joined:
    """What a server knows, and what its epochs have decided so far.

    Without `founders` the core stays what it is.
    """

    rule: CircleRule
    founders: Founders | None
    core: dict[UUID, int] = field(default_factory=dict[UUID, int])  # member → since which epoch
    vouches: dict[UUID, int] = field(default_factory=dict[UUID, int])
    came: dict[UUID, int] = field(default_factory=dict[UUID, int])
    friends: Friends = field(default_factory=Friends)
    since: dict[UUID, int] = field(
        default_factory=dict[UUID, int]
    )  # waiting since their first friend
    circles: dict[UUID, set[UUID]] = field(default_factory=dict[UUID, set[UUID]])
    placed: dict[UUID, int] = field(default_factory=dict[UUID, int])  # member → in which epoch

    def join(self, friends: Mapping[UUID, Set[UUID]], order: Sequence[UUID], days: int) -> None:
        """All join within so many epochs, as many in each as in any other, and things settle."""
        for epoch in range(days + SETTLING):
            today = order[len(order) * epoch // days : len(order) * (epoch + 1) // days]
            self._welcome(today, friends, epoch)
            self._turn(epoch)

    def vouched(self, members: Set[UUID]) -> int:
        return vouched(sorted(members), self.friends, self.core)

    def _welcome(
        self, newcomers: Sequence[UUID], friends: Mapping[UUID, Set[UUID]], epoch: int
    ) -> None:
        self.came |= dict.fromkeys(newcomers, epoch)
        for one in newcomers:
            self.friends[one] = {friend for friend in friends[one] if friend in self.friends}
            for friend in self.friends[one]:
                self.friends[friend].add(one)

    def _turn(self, epoch: int) -> None:
        """What the circles room does in an epoch."""
        self._grow_core(epoch)
        for one, known in self.friends.items():
            if known:
                self.since.setdefault(one, epoch)
        waiting = {one: since for one, since in self.since.items() if one not in self.placed}
        circles = {
            at: Circle(ones, len(ones), self.vouched(ones)) for at, ones in self.circles.items()
        }
        now = Epoch(epoch, waiting, circles, self.friends, self.friends, self.core)
        places = place(now, self.rule)
        for circle, joining in places.joins.items():
            self._seat(circle, joining, epoch)
        for group in places.opened:
            self._seat(UUID(int=len(self.circles)), group, epoch)

    def _seat(self, circle: UUID, joining: Sequence[UUID], epoch: int) -> None:
        self.circles.setdefault(circle, set()).update(joining)
        self.placed |= dict.fromkeys(joining, epoch)

    def _grow_core(self, epoch: int) -> None:
        """As `rooms/circles/core.py` does: first the founders, then whom five of it know."""
        if self.founders is None:
            return
        ends = founding_day(self.came, self.rule.k) if self.founders == "first" else None
        for one, day in self.came.items():
            if ends is None or day <= ends:
                self.core.setdefault(one, epoch)
        resting = {one for one, day in self.vouches.items() if day > epoch - REST}
        found = entering(epoch, self.came, self.friends, Core(self.core, resting))
        self.core |= dict.fromkeys(found, epoch)
        self.vouches |= dict.fromkeys((one for five in found.values() for one in five), epoch)
