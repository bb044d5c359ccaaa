"""What an epoch knows and decides, and what is asked about those who wait for a circle (P1, P9)."""

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, field
from typing import Generic, NamedTuple
from uuid import UUID

from mimi.anonymity.vouching import Who, vouched
from mimi.settings_tables import CircleRule


class Circle(NamedTuple, Generic[Who]):
    """An existing one, as the epoch finds it."""

    members: Set[Who]
    awake: int  # members who have, or may still fetch, tokens to write
    plausible: int  # those of them who are vouched for


@dataclass
class Places(Generic[Who]):
    """What an epoch decides."""

    joins: dict[UUID, list[Who]] = field(default_factory=dict[UUID, list[Who]])
    opened: list[list[Who]] = field(default_factory=list[list[Who]])


class Epoch(NamedTuple, Generic[Who]):
    """All that is known when an epoch begins."""

    number: int
    waiting: Mapping[Who, int]  # member → the number of the epoch since when
    circles: Mapping[UUID, Circle[Who]]  # at least those in which somebody who waits has a friend
    friends: Mapping[Who, Set[Who]]
    personal: Mapping[Who, Set[Who]]  # those friendships by which somebody can be vouched for
    core: Collection[Who]
    elsewhere: int = 0  # members of the other circles


class Pool(Generic[Who]):
    """Who waits, and what is asked about them."""

    def __init__(self, epoch: Epoch[Who], rule: CircleRule) -> None:
        self.friends, self.core, self.rule = epoch.friends, epoch.core, rule
        self.personal = epoch.personal
        known = ((one, len(epoch.friends.get(one, ()))) for one in epoch.waiting)
        self.known = {one: friends for one, friends in known if friends}
        self.waited = {one: epoch.number - epoch.waiting[one] for one in self.known}
        self.waiting = set(self.waited)

    def closeness(self, member: Who, inside: int) -> float:
        """How much of a member's company a group with so many friends of theirs is.

        By the share, not the number: whoever has many friends finds some in every circle, whoever
        has few does not. The summand keeps somebody with one friend from coming first everywhere.
        """
        return inside / (self.known[member] + 3)

    def has_company(self, member: Who, inside: int) -> bool:
        """Whether so many friends in an open circle are enough to join it.

        As many as the first rung needs; after half the wait most of those one has; after twice
        the wait anybody.
        """
        waited, rule = self.waited[member], self.rule
        most_of_them = 2 * inside > self.known[member]
        return (
            inside >= rule.friends_needed
            or (waited >= rule.half_wait and most_of_them)
            or waited >= 2 * rule.wait_days
        )

    def may_open(self, group: Collection[Who]) -> bool:
        """Whether these are enough for a circle: `opens`, or `k` of whom one waited long.

        `k` of them vouched for, whatever their number.
        """
        patient = any(self.waited[one] >= self.rule.wait_days for one in group)
        if len(group) < (self.rule.k if patient else self.rule.opens):
            return False
        return vouched(sorted(group), self.personal, self.core) >= self.rule.k
