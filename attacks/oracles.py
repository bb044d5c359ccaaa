"""Everything that an answer says besides the secret itself, as an oracle of friendship."""

from collections import defaultdict
from itertools import product
from typing import NamedTuple
from uuid import UUID

from attacks.apart import CHANCE, Features, learned, weight
from attacks.attack import Attack
from attacks.finding import Count, Finding, judged
from attacks.town import Card, Town

VIEWERS = 40
CONTENT = {"secret", "text", "look", "photo"}  # what the author chose, and a random id
PAIRS = 4  # of one viewer and circle at most, so that no large circle outvotes the others


class Seen(NamedTuple):
    """What one viewer sees of one secret."""

    features: Features
    by_friend: bool  # only the score knows


class Oracles(Attack):
    """A classifier reads all fields, headers, sizes and places in the feed, and says which of two
    secrets that one viewer sees from one circle is a friend's.

    Incidents: the comment button that only friends of the author had (Secret 2014), counters and
    labels that differ by viewer. Naive Bayes, trained on half of the circles, tried on the other
    half: on other secrets, or it would learn by their ids who has many friends. That some circle
    has more of one's friends is the rule, so only secrets of one circle are held against each
    other. P1; bound: chance and 2 in 100.
    """

    promise = "P1"
    name = "fields, headers and sizes"
    wanted = "which of two secrets that a viewer sees from one circle a friend told"

    async def look(self, town: Town) -> list[Finding]:
        circles = defaultdict[UUID | None, list[list[Seen]]](list)
        for at in town.targets(VIEWERS):
            for circle, group in (await self._groups(town, at)).items():
                circles[circle].append(group)
        known, tried = _halves(list(circles.values()))
        seen = [one for group in known for one in group]
        weights = learned(
            (one.features for one in seen if one.by_friend),
            (one.features for one in seen if not one.by_friend),
        )
        count = Count()
        for group in tried:
            friends = [one for one in group if one.by_friend]
            others = [one for one in group if not one.by_friend]
            pairs = list(product(friends, others))
            for friend, other in town.chance.sample(pairs, min(PAIRS, len(pairs))):
                one, two = weight(friend.features, weights), weight(other.features, weights)
                count.add(one > two if one != two else 0.5)
        return [judged(self.name, self.promise, self.wanted, count, CHANCE)]

    async def _groups(self, town: Town, viewer: int) -> dict[UUID | None, list[Seen]]:
        """By circle, what this viewer sees of each of its secrets."""
        groups = defaultdict[UUID | None, list[Seen]](list)
        for place, card in enumerate(await town.members[viewer].read()):
            author = town.author.get(UUID(card["secret"]))
            if author is None or author == viewer:
                continue
            features = await self._features(town, viewer, card, place)
            groups[town.circle[author]].append(Seen(features, author in town.graph[viewer]))
        return groups

    async def _features(self, town: Town, viewer: int, card: Card, place: int) -> Features:
        path = f"/v1/secrets/{card['secret']}"
        answer = await town.members[viewer].ask("GET", path)
        chosen = len(str(card["text"]).encode()) + len(str(card["look"]))
        said = {
            **{key: value for key, value in card.items() if key not in CONTENT | {"edition"}},
            **{f"header {name}": value for name, value in answer.headers.items()},
            "header content-length": len(answer.content) - chosen,
            "status": answer.status_code,
            "place": place % 2,
            **{f"bit {at}": UUID(card["secret"]).int >> at & 1 for at in range(0, 128, 8)},
        }
        said.pop("header date", None)  # of the request, not of the secret
        return frozenset((key, str(value)) for key, value in said.items())


def _halves(circles: list[list[list[Seen]]]) -> tuple[list[list[Seen]], list[list[Seen]]]:
    """Of the groups, with each circle on one side alone."""
    known, tried = circles[::2], circles[1::2]
    return [one for some in known for one in some], [one for some in tried for one in some]
