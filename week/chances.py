"""The stated rates of the week: who harms how often, who reports, who works when and how well.

None of it was measured on people; docs/care.md says so beside the figures. Change one, run again.
"""

from typing import Literal, NamedTuple

Kind = Literal[
    "harmless", "named", "threat", "sexual", "spam", "rumour", "bullying", "cruel", "self-harm"
]
HARMS: tuple[Kind, ...] = ("named", "threat", "sexual", "spam", "rumour", "bullying", "cruel")

# What a town of 120 tells in a week; a smaller one less, by its members. "cruel" are answers.
WEEKLY: dict[Kind, int] = {
    "harmless": 160,
    "named": 12,
    "threat": 8,
    "sexual": 8,
    "spam": 12,
    "rumour": 14,
    "bullying": 8,
    "self-harm": 8,
    "cruel": 24,
}
TOWN = 120
PLACES = 2  # schools, say, of one server, between which nobody is friends: strangers to each other
HARMERS = 0.08  # of the members tell all that harms, so each wants more than the five tokens
LOOK_ALIKES = 0.25  # of what is harmless was written to look harmful, for care's held-out sets
BULLIED = 6  # secrets whose threads the cruel answers go to
TAKEDOWNS, WRONG_TAKEDOWNS = 4, 3  # asked for by people without an account

VISITS = (1, 2, 3, 4)  # a member and day, each as likely, between these hours
AWAKE = (7, 24)
CARDS = 40  # looked at in a visit
OPENS = 0.4  # how likely a reader opens a thread in which somebody is bullied

# How likely a reader who sees it for the first time reports it; and gives the right reason.
REPORTS: dict[Kind, float] = {
    "named": 0.15,
    "threat": 0.15,
    "sexual": 0.12,
    "spam": 0.08,
    "rumour": 0.04,
    "bullying": 0.10,
    "cruel": 0.15,
    "self-harm": 0.15,
    "harmless": 0.002,
}
RIGHT_REASON = 0.85
GRUDGING = 0.05  # of the members report harmless secrets, by a grave reason, with this chance:
GRUDGE = 0.05

LIKES: dict[Kind, float] = {"rumour": 0.3, "named": 0.15, "bullying": 0.1, "harmless": 0.12}
SHARES = 0.3  # of those who like


class Shift(NamedTuple):
    """A moderator's hours, each day."""

    name: str
    begins: int
    ends: int


SHIFTS = (Shift("Ann", 8, 12), Shift("Ben", 13, 17), Shift("Cleo", 20, 23))
QUARTER = 15 * 60  # how often a moderator on shift takes the queue up
PACE = 10  # cases in a quarter of an hour
PATIENCE = 3  # hours for which moderators leave to jurors what jurors may decide
MISTAKEN = 0.04  # of a moderator's looks at a case
MISREAD = 4  # harmless look-alikes that somebody reports and all take for harmful, until appealed

JURY_TASKS = 2  # that a juror answers in a visit
CAREFUL, CARELESS = 0.9, 0.4  # how often they are right
CARELESS_SHARE = 0.2  # of the members, as jurors

APPEALS_RIGHTLY, APPEALS_WRONGLY = 0.8, 0.1  # who is told that theirs is gone
SAYS_SAFE = 0.5  # who is told that somebody worries
