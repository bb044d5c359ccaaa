"""The public log: what was removed by which rule, on about which day, and what an appeal changed.

Protects authors and reporters: a line has no case, no content and no moderator, comes a week late,
and only together with at least four others, so that none can be laid beside what somebody saw go.
PURE.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

import msgspec

from mimi.anonymity.buckets import bucket
from mimi.rooms.moderation.model import Outcome
from mimi.rooms.moderation.policy import VERSION, Reason

LATE = 7  # days
TOGETHER = 5  # lines that come out together
ENOUGH = 20  # answers of all jurors that an error rate is told of, in steps of five

Appeal = Literal["none", "refused", "upheld"]


class Removal(NamedTuple):
    day: int  # since 1970
    rule: Reason
    appeal: Appeal


class Line(msgspec.Struct, frozen=True, order=True):
    rule: Reason
    appeal: Appeal


class Stretch(msgspec.Struct, frozen=True):
    """Removals of the days from `first` to `last`, in the order of the rules' names."""

    first: int
    last: int
    removals: Sequence[Line]


class Answered(NamedTuple):
    """How jurors answered tasks of known answer in a month, those that break a rule or others."""

    month: str
    breaks: bool
    asked: int
    correct: int


class Month(msgspec.Struct, frozen=True):
    """How often moderators decided what, in buckets, once the month is over; and how often jurors
    were wrong, of a hundred tasks of known answer: none while there were too few to say."""

    month: str  # 2026-11
    removed: int
    stays: int
    kept: int
    wrongly_harmful: int | None  # harmless texts that were called harmful
    wrongly_harmless: int | None


class Log(msgspec.Struct, frozen=True):
    rules: int  # the version of the rules
    removals: Sequence[Stretch]
    months: Sequence[Month]


def log(
    removals: Sequence[Removal],
    decided: Sequence[tuple[int, Outcome]],
    answered: Sequence[Answered],
    today: int,
) -> Log:
    return Log(VERSION, stretches(removals, today), months(decided, answered, today))


def stretches(removals: Sequence[Removal], today: int) -> list[Stretch]:
    """Whole days, the oldest first, each time five removals at least; what is left waits."""
    due = sorted(one for one in removals if one.day <= today - LATE)
    found: list[Stretch] = []
    begun: list[Removal] = []
    for at, one in enumerate(due):
        begun.append(one)
        day_ends = at + 1 == len(due) or due[at + 1].day != one.day
        if day_ends and len(begun) >= TOGETHER:
            lines = sorted(Line(of.rule, of.appeal) for of in begun)
            found.append(Stretch(begun[0].day, one.day, lines))
            begun = []
    return found


def months(
    decided: Sequence[tuple[int, Outcome]], answered: Sequence[Answered], today: int
) -> list[Month]:
    counts = Counter((month_of(day), outcome) for day, outcome in decided)
    wrong = {(one.month, one.breaks): _wrong(one) for one in answered}
    over = sorted({month for month, _ in [*counts, *wrong]} - {month_of(today)})
    return [
        Month(
            month,
            removed=bucket(counts[month, "removed"]),
            stays=bucket(counts[month, "stays"]),
            kept=bucket(counts[month, "kept"]),
            wrongly_harmful=wrong.get((month, False)),
            wrongly_harmless=wrong.get((month, True)),
        )
        for month in over
    ]


def _wrong(one: Answered) -> int | None:
    """Coarse, so that no juror finds the own answers in it."""
    return None if one.asked < ENOUGH else 5 * round(20 * (1 - one.correct / one.asked))


def month_of(day: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=day)).isoformat()[:7]
