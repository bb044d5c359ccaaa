"""Who does what in a life, and who could have done it instead (tests/lives.py)."""

from functools import partial
from itertools import combinations
from typing import NamedTuple
from uuid import UUID

from tests.community import Community

NOTICED = 3  # who are friends of only one of two: enough to see one's secrets under a naive rule


class Cast(NamedTuple):
    """Members by what they do; a swap changes one of the first three."""

    author: int
    writer: int  # of a comment
    liker: int  # before all others
    before: int  # tells a secret of the same circle just before the author, and `after` after
    after: int


class Swap(NamedTuple):
    """Another one of those who could have done it; 0 is who did."""

    role: str
    other: int


AS_IT_WAS = Swap("author", 0)


class Able(NamedTuple):
    """Who could do what: members of one circle, and those near it outside."""

    author: list[int]
    writer: list[int]
    liker: list[int]
    before: int
    after: int

    def cast(self, swap: Swap) -> Cast:
        cast = Cast(self.author[0], self.writer[0], self.liker[0], self.before, self.after)
        return cast._replace(**{swap.role: getattr(self, swap.role)[swap.other]})


class TooAlike(Exception):
    """In this town nobody could notice a swap, or nobody else could answer."""


async def casting(community: Community) -> Able:
    """The first two authors are those of one circle whom the least of the same members are friends
    with. Raises TooAlike."""
    circle = max(await circles_of(community), key=len)
    one, other = max(combinations(sorted(circle), 2), key=partial(differ, community, circle))
    before, after, *more = sorted(circle - {one, other})
    graph = community.graph
    near = [member for member, friends in enumerate(graph) if len(friends & circle) >= 3]
    outside = [member for member in near if member not in circle]
    if differ(community, circle, (one, other)) < NOTICED or not outside[1:]:
        raise TooAlike
    return Able([one, other, *more], outside, outside[::-1], before, after)


def differ(community: Community, circle: set[int], pair: tuple[int, int]) -> int:
    """How many outside the circle are friends of one of the two only."""
    one, other = pair
    return len((community.graph[one] ^ community.graph[other]) - circle)


async def circles_of(community: Community) -> list[set[int]]:
    index = {account: member for member, account in enumerate(community.accounts)}
    circles: dict[UUID, set[int]] = {}
    async with community.kit.database.reading() as db:
        for circle, account in await db.fetch("SELECT circle, account FROM members"):
            circles.setdefault(circle, set()).add(index[account])
    return [circles[circle] for circle in sorted(circles)]
