"""What happened to each thing that was told, as everybody could see it."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple
from uuid import UUID

from week.chances import HARMS, Kind

State = Literal["seen", "stays", "hidden"]


class Change(NamedTuple):
    at: int
    state: State


class Reported(NamedTuple):
    at: int
    by: int
    reason: str
    awake: bool  # whether a moderator was on shift


@dataclass
class Item:
    """A secret, or an answer (`under` the secret `parent`)."""

    id: UUID
    kind: Kind
    text: str
    author: int
    out: int  # seconds into the week
    dangerous: bool = False
    misread: bool = False
    parent: UUID | None = None
    changes: list[Change] = field(default_factory=list[Change])
    views: dict[int, int] = field(default_factory=dict[int, int])  # by member, the first
    reports: list[Reported] = field(default_factory=list[Reported])
    removed: int | None = None  # decided by two
    kept_from_climbing: bool = False  # by a moderator's decision
    appealed: int | None = None
    upheld: bool | None = None
    helped: int | None = None  # its author was told that somebody worries
    told: set[str] = field(default_factory=set[str])  # notices that its author has read

    @property
    def harms(self) -> bool:
        return self.kind in HARMS

    @property
    def state(self) -> State:
        return self.changes[-1].state if self.changes else "seen"

    def become(self, at: int, state: State) -> None:
        if state != self.state:
            self.changes.append(Change(at, state))

    def first(self, *states: State) -> int | None:
        """When it was first in one of these."""
        return next((change.at for change in self.changes if change.state in states), None)

    def spells(self, *states: State, end: int) -> list[int]:
        """How many seconds each time, until `end`."""
        found: list[int] = []
        begun: int | None = None
        for change in [*self.changes, Change(end, "seen")]:
            inside = change.state in states
            if inside and begun is None:
                begun = change.at
            elif not inside and begun is not None:
                found.append(change.at - begun)
                begun = None
        return found


class Look(NamedTuple):
    """A moderator's act on a case."""

    at: int
    by: str
    kind: Kind
    outcome: str
    right: bool


class Vote(NamedTuple):
    at: int
    juror: int
    control: bool
    breaks: bool  # what the juror said
    right: bool


class Asked(NamedTuple):
    """A takedown request."""

    at: int
    item: Item
    rightly: bool


@dataclass
class Record:
    """One lived week."""

    days: int
    items: list[Item] = field(default_factory=list[Item])
    dry: int = 0  # tellings of harm that nobody had a token for
    looks: list[Look] = field(default_factory=list[Look])
    votes: list[Vote] = field(default_factory=list[Vote])
    verdicts: dict[str, bool] = field(default_factory=dict[str, bool])  # text → right
    takedowns: list[Asked] = field(default_factory=list[Asked])
    queue: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])  # time, length

    @property
    def end(self) -> int:
        return self.days * 86_400
