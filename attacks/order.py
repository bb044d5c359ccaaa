"""Orders, ids and editions against the truth."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from attacks.apart import CHANCE
from attacks.attack import Attack
from attacks.finding import Count, Finding, judged
from attacks.town import Town

VIEWERS = 24


class Order(Attack):
    """Of two secrets of one edition, which was told first?

    Incident: sequential ids and time stamps (Parler 2021; Yik Yak's positions and times). Looked
    at are the order of a feed, of the ids and of a bulletin. Whether first means earlier or later
    is learned from half of the pairs and tried on the other. P4; bound: chance and 2 in 100.
    """

    promise = "P4"
    name = "order and ids"

    async def look(self, town: Town) -> list[Finding]:
        wanted = "which of two secrets of one edition was told first, by "
        orders = {
            "feed": [await _feed(town, at) for at in town.targets(VIEWERS)],
            "id": [sorted(town.edition)],
            "bulletin": await _bulletins(town),
        }
        return [
            judged(f"{self.name}: {what}", self.promise, wanted + what, _count(town, rows), CHANCE)
            for what, rows in orders.items()
        ]


async def _feed(town: Town, viewer: int) -> list[UUID]:
    return [UUID(card["secret"]) for card in await town.members[viewer].read()]


async def _bulletins(town: Town) -> list[list[UUID]]:
    """One of each circle, since they are the same for all of it."""
    pages = [await town.members[at].bulletin() for at in town.one_of_each_circle()]
    return [[UUID(one["secret"]) for one in page["secrets"]] for page in pages]


def _count(town: Town, orders: list[list[UUID]]) -> Count:
    """No secret twice in one order, so that a few unlucky ones do not look like many."""
    earlier = [
        town.told_at[first] < town.told_at[second]
        for order in orders
        for together in _editions(town, order)
        for first, second in zip(together[::2], together[1::2], strict=False)
    ]
    half = len(earlier) // 2
    learned = 2 * sum(earlier[:half]) >= half
    count = Count()
    for one in earlier[half:]:
        count.add(one == learned)
    return count


def _editions(town: Town, order: list[UUID]) -> Iterable[list[UUID]]:
    together = defaultdict[int, list[UUID]](list)
    for secret in order:
        if secret in town.edition and secret in town.told_at:
            together[town.edition[secret]].append(secret)
    return together.values()
