"""What holds something back before anybody has looked at it. PURE.

Protects whoever is written about: what is likely to harm is slowed or hidden at once. And whoever
wrote: who that is is no argument, and one report alone hides nothing for good.

Rules for what was told already only get stricter (P12): VERSION goes up with every change of them.
"""

from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

VERSION = 4

Reason = Literal["named", "nudity", "threat", "bullying", "rumour", "spam", "self-harm", "other"]
Strength = Literal["stays", "hidden"]

# From the gravest; the first number is the place in the queue.
GRAVITY: dict[Reason, int] = {
    "self-harm": 70,
    "threat": 60,
    "named": 50,
    "nudity": 50,
    "bullying": 40,
    "rumour": 30,
    "spam": 20,
    "other": 10,
}
STRONG: frozenset[Reason] = frozenset({"named", "nudity", "threat"})
FRESH = 50  # the weight of whoever has reported nothing yet, of 100
VOTES = 150  # the weights that hide together: three reporters of whom nothing is known
MUTED = 3  # rejected reports from which on a bad record weighs nothing
FLOOD = 4  # secrets taken for spam, of one circle at a time, from which on all of them are hidden


class Told(NamedTuple):
    """One report."""

    reason: Reason
    weight: int


def weight(confirmed: int, rejected: int, seated: bool) -> int:
    """How much a report counts, in quarters of 100: little from accounts that no circle took, so
    that fakes do not count (P9), and nothing from whoever was wrong again and again."""
    share = 100 * (confirmed + 1) // (confirmed + rejected + 2)
    if rejected >= MUTED and share < FRESH:
        return 0
    return (share if seated else share // 2) // 25 * 25


def strength(
    reports: Sequence[Told], seen: Collection[Reason], copied: Collection[Reason] = ()
) -> Strength | None:
    """What keeps the item back until somebody decides; `seen` is what was recognised in it.

    Hidden when a strong reason is seen and somebody reports it, by whichever reason they tapped, or
    by the votes of several. It stays by one vote, or by what is seen alone. What may be a cry for
    help votes never hide, nor does its being seen hold it: whoever says it is to be answered, not
    muted.

    That its picture was removed before (`copied`) lets it stay, and no report hides it the sooner:
    else whoever tells a picture and has it reported would learn whether it was.
    """
    harms = [told for told in reports if told.reason != "self-harm"]
    votes = votes_of(harms)
    if STRONG.intersection(seen) and any(told.weight for told in harms):
        return "hidden"
    if votes >= VOTES and "self-harm" not in seen:
        return "hidden"
    return "stays" if votes >= FRESH or set(seen) - {"self-harm"} or copied else None


def votes_of(reports: Sequence[Told]) -> int:
    """All weights, but those of accounts that no circle took, or with a bad record, are together no
    more than one voice: a farm of any size slows something, and hides nothing (P9)."""
    full = sum(told.weight for told in reports if told.weight >= FRESH)
    return full + min(FRESH, sum(told.weight for told in reports if told.weight < FRESH))


def passing(told: Told, photo: bool) -> bool:
    """Whether this report alone hides for a day although nothing was recognised: Fortune's test
    must pass for a name that no list has, and a wrong report costs its author a day at most."""
    grave = told.reason in STRONG and (photo or told.reason != "nudity")
    return grave and told.weight >= FRESH


def gravest(reasons: Collection[Reason]) -> Reason:
    return max(reasons, key=lambda reason: (GRAVITY[reason], reason))


def risk(reports: Sequence[Told], seen: Collection[Reason]) -> int:
    """The place in the queue: the gravest reason first, more when several say so."""
    found: list[Reason] = [*seen, *(told.reason for told in reports)]
    votes = min(VOTES, votes_of(reports))
    return GRAVITY[gravest(found)] + votes // 10 + 10 * len(seen)
