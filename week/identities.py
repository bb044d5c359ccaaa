"""What a reporter, an author, a juror and a moderator saw in the week, held against who wrote.

With the attackers' own oracle: a classifier learns from half of what was shown, and says in the
other half which of two alike things a friend wrote (of moderators, who know nobody: which of two
came from one circle). Chance is one half.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from attacks import Finding
from attacks.apart import CHANCE, Features, learned, weight
from attacks.finding import Count, judged
from attacks.oracles import Oracles, Seen
from week.chances import Kind
from week.found import Identities
from week.record import Item
from week.village import Village

TEXT = ("text", "appeal", "note", "source", "reason", "answers")
Shown = dict[str, Any]


class Sight(NamedTuple):
    """One thing that was shown to somebody; `who` is a member, or none: a moderator."""

    item: Item
    who: int | None
    features: Features
    shown: Any


class Sights:
    """All that was shown to those who see more than a reader."""

    def __init__(self) -> None:
        self.reports: list[Sight] = []
        self.notices: list[Sight] = []
        self.tasks: list[Sight] = []
        self.cases: dict[UUID, Sight] = {}

    def report(
        self, item: Item, who: int, answer: Shown, headers: Iterable[tuple[str, str]]
    ) -> None:
        said = {**answer, **{f"header {name}": said for name, said in headers if name != "date"}}
        self.reports.append(Sight(item, who, features(said), answer))

    def notice(self, item: Item, notice: Shown) -> None:
        """`who` is the first who reported: whom the author would like to know."""
        if item.reports:
            self.notices.append(Sight(item, item.reports[0].by, features(notice), notice))

    def task(self, item: Item, who: int, task: Shown) -> None:
        self.tasks.append(Sight(item, who, features(task), task))

    def case(self, item: Item, waiting: Shown, place: int) -> None:
        said = {**waiting["case"], "second": waiting["second"], "place": place % 4}
        self.cases.setdefault(item.id, Sight(item, None, features(said), waiting))


def features(said: Shown) -> Features:
    """All but the words, which the author chose; of what is random, some letters each."""
    found = {(key, str(value)[:40]) for key, value in said.items() if key not in TEXT}
    letters = {
        (f"{key} {at}", letter) for key, value in found for at, letter in enumerate(value[:8])
    }
    return frozenset(found | letters)


async def check(village: Village, sights: Sights, shown: list[Any]) -> Identities:
    """`shown`: all that moderators and jurors were answered."""
    strings = list(_strings(shown))
    secret = {device.number for device in village.members}
    secret |= {str(label) for device in village.members for label in device.wallet.batches}
    named = sum(any(one in string for one in secret) for string in strings)
    near = sum(_is_near(village, one) for one in sights.tasks)
    unequal = _unequal([(one.item.id, one.shown["receipt"]) for one in sights.reports])
    outcomes = await _unequal_outcomes(village)
    found = [*_guesses(village, sights), *await Oracles().look(village)]
    missed = sum(not one.ok for one in found)
    return Identities(
        revealed=named + near + unequal + outcomes + missed,
        strings=len(strings),
        numbers_or_circles=named,
        near_tasks=near,
        unequal_receipts=unequal,
        unequal_outcomes=outcomes,
        guesses=found,
    )


def _strings(shown: Any) -> Iterator[str]:
    if isinstance(shown, dict):
        for key, value in shown.items():
            yield str(key)
            yield from _strings(value)
    elif isinstance(shown, list):
        for one in shown:
            yield from _strings(one)
    else:
        yield str(shown)


def _is_near(village: Village, task: Sight) -> bool:
    assert task.who is not None
    return village.reads(task.who, village.sits(task.item.author))


def _unequal(answers: Iterable[tuple[UUID, str]]) -> int:
    by_item = defaultdict[UUID, set[str]](set)
    for item, answer in answers:
        by_item[item].add(answer)
    return sum(len(different) > 1 for different in by_item.values())


async def _unequal_outcomes(village: Village) -> int:
    """Members and nobody at all ask for the same list."""
    expected = (await village.members[0].ask_unsigned("GET", "/v1/outcomes")).content
    answers = [(await device.ask("GET", "/v1/outcomes")).content for device in village.members]
    return sum(one != expected for one in answers)


def _guesses(village: Village, sights: Sights) -> list[Finding]:
    chance = Random(village.seed)
    largest = max(village.seated, key=lambda at: len(village.sits(at)))

    def by_friend(one: Sight) -> bool:
        return one.who is not None and one.item.author in village.graph[one.who]

    def of_circle(one: Sight) -> bool:
        return one.item.author in village.sits(largest)

    return [
        _guess("a reporter", "which of two a friend wrote", sights.reports, by_friend, chance),
        _guess("an author", "which of two a friend reported", sights.notices, by_friend, chance),
        _guess("a juror", "which of two a friend wrote", sights.tasks, by_friend, chance),
        _guess(
            "a moderator", "which of two is of one circle", sights.cases.values(), of_circle, chance
        ),
    ]


def _guess(who: str, wanted: str, seen: Iterable[Sight], is_it: Any, chance: Random) -> Finding:
    """Learnt from half of the items and tried on the others, each once, in pairs of one kind of
    harm: what is told the words tell."""
    once = list({one.item.id: one for one in seen}.values())
    chance.shuffle(once)
    half = len(once) // 2
    weights = learned(
        (one.features for one in once[:half] if is_it(one)),
        (one.features for one in once[:half] if not is_it(one)),
    )
    groups = defaultdict[Kind, list[Seen]](list)
    for one in once[half:]:
        groups[one.item.kind].append(Seen(one.features, is_it(one)))
    count = Count()
    for group in groups.values():
        friends, others = ([one for one in group if one.by_friend == by] for by in (True, False))
        for friend, other in zip(friends, others, strict=False):
            one, two = weight(friend.features, weights), weight(other.features, weights)
            count.add(one > two if one != two else chance.random() < 0.5)
    return judged(f"what {who} sees", "P11", wanted, count, CHANCE)
