"""How good circles are: whom a member reaches, and how many of the audience are friends."""

from collections import Counter
from collections.abc import Iterable
from statistics import fmean
from uuid import UUID

import msgspec

from mimi.anonymity.reach import sees
from mimi.town.joining import Friends, Joined

RUNGS = (3, 2, 1)
Audience = tuple[set[UUID], set[UUID]]  # a circle's members, and all who see what it tells


class Figures(msgspec.Struct, kw_only=True):
    """One way of forming circles, in numbers. An author is any member who has a friend.

    `reach`: by friends needed, the share of an author's friends who would see a secret; the mean
    over authors. Who has no circle, or one that may not publish, reaches nobody.
    `left`: of the members with three or more friends, the share who have no circle.
    `friend_share`: of those who would see it at three friends needed, the author apart, the share
    who are friends of the author; the mean over authors whose circle may publish.
    `wait_median`: epochs from having a friend here to having a circle, the median over authors; who
    has no circle at the end waits for ever, and null is said when that is the median.
    `smallest`, `largest`: members of a circle. `vouched`: the fewest vouched members of a circle,
    so one in that bounds the chance of naming an author. `seconds`: the computing.
    """

    members: int
    placed: int
    left: float
    reach: dict[str, float]
    friend_share: float
    wait_median: int | None
    smallest: int
    largest: int
    vouched: int
    seconds: float


class Comparison(Figures, kw_only=True):
    """Those of joining online, and of forming all circles at once of the same members."""

    all_at_once: Figures


def measure(joined: Joined, seconds: float) -> Figures:
    """What has become of those who joined."""
    vouching = {at: joined.vouched(members) for at, members in joined.circles.items()}
    publishing = [joined.circles[at] for at in vouching if vouching[at] >= joined.rule.k]
    audiences = {needed: _audiences(publishing, joined.friends, needed) for needed in RUNGS}
    sizes = [len(members) for members in joined.circles.values()]
    return Figures(
        members=len(joined.came),
        placed=len(joined.placed),
        left=_left(joined),
        reach={str(needed): _reach(audiences[needed], joined.friends) for needed in RUNGS},
        friend_share=_friend_share(audiences[RUNGS[0]], joined.friends),
        wait_median=_wait_median(joined),
        smallest=min(sizes, default=0),
        largest=max(sizes, default=0),
        vouched=min(vouching.values(), default=0),
        seconds=round(seconds, 2),
    )


def _left(joined: Joined) -> float:
    sociable = [one for one, known in joined.friends.items() if len(known) >= RUNGS[0]]
    left = sum(one not in joined.placed for one in sociable)
    return round(left / len(sociable), 4) if sociable else 0.0


def _audiences(publishing: Iterable[set[UUID]], friends: Friends, needed: int) -> list[Audience]:
    found: list[Audience] = []
    for members in publishing:
        inside = Counter(friend for one in members for friend in friends[one])
        found.append(
            (members, {one for one in inside if sees(inside[one], one in members, needed)})
        )
    return found


def _reach(audiences: Iterable[Audience], friends: Friends) -> float:
    shares = [
        len(friends[one] & audience) / len(friends[one])
        for members, audience in audiences
        for one in members
    ]
    authors = sum(1 for known in friends.values() if known)
    return round(sum(shares) / authors, 4) if authors else 0.0


def _friend_share(audiences: Iterable[Audience], friends: Friends) -> float:
    shares = [
        len(friends[one] & audience) / (len(audience) - 1)
        for members, audience in audiences
        for one in members
    ]
    return round(fmean(shares), 4) if shares else 0.0


def _wait_median(joined: Joined) -> int | None:
    waits = [
        joined.placed[one] - since if one in joined.placed else None
        for one, since in joined.since.items()
    ]
    waits.sort(key=lambda wait: (wait is None, wait or 0))
    return waits[len(waits) // 2] if waits else None
