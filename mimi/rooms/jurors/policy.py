"""Whose word counts among jurors, and when they have said enough. PURE.

Protects whoever wrote from a handful who vote as they like: what jurors say counts only while they
are right about tasks whose answer is known, and none decides alone. Jurors are not told.
"""

RIGHT = 75  # of 100, the weight of a member's reports from which on they are asked
PROVED = 3  # tasks of known answer before a juror's word counts
SHARE = 70  # of 100 of those answered rightly, below which it counts no more
QUORUM = 2  # who agree, and nobody disagrees
MAJORITY = 3  # who agree, and not half as many disagree
CONTROL = 0.25  # how often a task is one of known answer


def counts(asked: int, right: int) -> bool:
    """Whether a juror's word counts: silently not, for one who is mostly wrong."""
    return asked >= PROVED and 100 * right >= SHARE * asked


def verdict(breaks: int, fine: int) -> bool | None:
    """True: it breaks a rule; None while they have not agreed."""
    more, fewer = max(breaks, fine), min(breaks, fine)
    agreed = (more >= QUORUM and not fewer) or (more >= MAJORITY and 2 * fewer < more)
    return breaks > fine if agreed else None
