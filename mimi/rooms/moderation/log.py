"""The public log: what was removed by which rule, on about which day, and what an appeal changed.

Protects authors and reporters: a line has no case, no content and no moderator, comes a week late,
and only together with at least four others, so that no line can be laid beside what somebody saw
go. PURE.
"""

from collections.abc import Sequence
from typing import NamedTuple

from mimi.rooms.moderation.policy import Reason

LATE = 7  # days
TOGETHER = 5  # lines that come out together


class Removal(NamedTuple):
    day: int
    rule: Reason
    upheld: bool | None  # what became of an appeal; None: there was none


class Batch(NamedTuple):
    first: int  # day
    last: int
    removals: Sequence[Removal]


def batches(removals: Sequence[Removal], today: int) -> list[Batch]:
    """Whole days together, the oldest first, each of five removals at least; what is left waits."""
    due = sorted(one for one in removals if one.day <= today - LATE)
    found: list[Batch] = []
    begun: list[Removal] = []
    for at, one in enumerate(due):
        begun.append(one)
        ends = at + 1 == len(due) or due[at + 1].day != one.day
        if ends and len(begun) >= TOGETHER:
            found.append(Batch(begun[0].day, one.day, begun))
            begun = []
    return found
