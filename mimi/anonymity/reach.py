"""Who sees a secret, and how likes and shares widen that (P1, P10, P12)."""

from collections.abc import Mapping

import numpy as np

from mimi.anonymity.buckets import ON_TIME, SOMETIMES_LATER
from mimi.settings_tables import Ladder

Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]
Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]


def friends_needed(  # noqa: PLR0913, PLR0917 the whole of the rule
    score: int,
    audience: Mapping[int, int],
    ladder: Ladder,
    present: int,
    lowest: int = 0,
    late: bytes = ON_TIME,
) -> int:
    """The next rung of a secret: how many friends in its circle a viewer needs; 0 is public.

    `score` is how many people liked or shared it, `audience` how many viewers each rung has,
    `present` the rung it is on. Never more than `present`: what has been shown is not taken back,
    so a like that is withdrawn moves nothing and tells nothing (P12). At most one less, so that
    those whom one rung adds are asked before the next; and never less than `lowest`, which the
    author chose. Who liked is not an argument, so reach says nothing about them, nor about the
    author.
    """
    climbs = present > lowest and score >= threshold(present, audience, ladder, late)
    return present - 1 if climbs else present


def threshold(
    needed: int, audience: Mapping[int, int], ladder: Ladder, late: bytes = ON_TIME
) -> int:
    """The score that lifts a secret off the rung `needed` (1 or more).

    The lower of a number and a share of the audience at that rung, so that a class has a ladder
    too; at least the floor, so that one friendly like moves nothing, and for the last rung a
    higher one: it protects an author who told a few people from a few of them. A rung above 3, on
    a server that begins there, is left like the third.

    `late`, a keyed tag of the secret, says by how many a rung comes later: by up to 7, and no more
    than half of those who are left, so that a class keeps its ladder. Protects whoever likes it
    from accomplices who like it until one is missing, and from outside see it come (ADR 34).
    """
    rung, viewers = max(0, 3 - needed), audience.get(needed, 0)
    floor = ladder.public_floor if needed == 1 else ladder.floor
    least = max(floor, min(ladder.scores[rung], int(ladder.shares[rung] * viewers)))
    left = max(0, viewers - least)
    return least + late[rung] % min(SOMETIMES_LATER, 1 + left // 2)


def sees(friends: int, member: bool, needed: int) -> bool:
    """Whether a viewer with so many friends in the circle sees a secret that needs `needed`.

    A function of the circle and the viewer only. The author is not an argument, so nothing a
    viewer can learn from it depends on which member wrote (P1). With the first rung as `needed`
    it says who may comment, whatever rung the secret has reached (P10).
    """
    return member or friends >= needed


def rungs(friends: Numbers, member: Mask, first: int) -> Numbers:
    """For many viewers at once, how many rungs from 1 on each `sees`, of `first`."""
    return np.where(member, first, np.minimum(friends, first))
