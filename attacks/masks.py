"""Masks: are two comments of one person more alike than two of different people?"""

from collections import Counter
from functools import partial
from itertools import combinations
from typing import NamedTuple
from uuid import UUID

from attacks.attack import Attack
from attacks.finding import Finding, ranked
from attacks.town import Card, Town
from mimi.client import NoToken, Refused

CHANCE = 0.51
WINDOWS = 4  # of comments in a round; then tokens are fetched for the next
EACH = 3  # threads that somebody answers in, each as often as tokens allow
ROUNDS = 40  # at most
HOW = ("near masks", "the same mask", "ids", "places")


class Voice(NamedTuple):
    """A comment: what is seen of it, and who wrote it when, which only the score may use."""

    mask: int
    comment: UUID
    place: int  # among those of its window
    writer: int
    window: int


Writer = dict[UUID, tuple[int, int]]  # who wrote a comment, in which window


class Masks(Attack):
    """Pairs of comments of one thread, of one person or of two, are ordered by how alike they are.

    Incident: Yik Yak and Jodel numbered the voices of a thread, and a number is a name. Held
    against each other are the masks (how near, and whether the same), the ids, and the places
    among what came out together. The value is the area under the curve (AUC): how often a pair of
    one person is more alike than a pair of two. P3; bound .51, and .49 below.
    """

    promise = "P3"
    name = "linking masks"
    wanted = "which of two pairs of comments is of one person"

    def __init__(self, comments: int) -> None:
        super().__init__()
        self.comments = comments
        self.near = dict[int, list[Card]]()  # what a member answers

    async def look(self, town: Town) -> list[Finding]:
        writer, voices = Writer(), dict[str, list[Voice]]()
        for turn in range(ROUNDS):
            threads = set[str]()
            await town.fetch_tokens()
            await town.each("answers", range(len(town.members)), partial(self._cards, town))
            for window in range(turn * WINDOWS, turn * WINDOWS + WINDOWS):
                await town.each(
                    "answers", self.near, partial(self._answer, town, window, writer, threads)
                )
                await town.wait(town.rhythm["comments"])
            voices |= {thread: await _heard(town, thread, writer) for thread in sorted(threads)}
            if len(writer) >= self.comments:
                break
            await town.wait(town.rhythm["comment_tokens"])
            await town.window()  # secrets live a month: there must be others to answer
            await town.come_out()
        return [self._finding(town, how, list(voices.values())) for how in HOW]

    async def _cards(self, town: Town, at: int) -> None:
        """What this member will answer: one of each circle, so that a person is often there."""
        one_of_each = dict[str, Card]()
        for card in await town.members[at].read():
            if card["near"]:
                one_of_each.setdefault(card["label"], card)
        self.near[at] = [one_of_each[label] for label in sorted(one_of_each)][:EACH]

    async def _answer(
        self, town: Town, window: int, writer: Writer, threads: set[str], at: int
    ) -> None:
        for card in self.near[at]:
            try:
                comment = await town.members[at].comment(card, "Me too")
            except (NoToken, Refused):
                continue
            writer[comment] = at, window
            threads.add(card["secret"])

    def _finding(self, town: Town, how: str, voices: list[list[Voice]]) -> Finding:
        same, other = list[float](), list[float]()
        for thread in voices:
            pairs = [two for two in combinations(thread, 2) if two[0].window != two[1].window]
            own = [_alike(how, *two) for two in pairs if two[0].writer == two[1].writer]
            others = [_alike(how, *two) for two in pairs if two[0].writer != two[1].writer]
            if others:
                same += own
                other += town.chance.choices(others, k=len(own))
        return ranked(f"{self.name}: {how}", self.promise, self.wanted, same, other, CHANCE)


def _alike(how: str, one: Voice, two: Voice) -> float:
    if how == "near masks":
        return -abs(one.mask - two.mask)
    if how == "the same mask":
        return one.mask == two.mask
    if how == "ids":
        return -abs(one.comment.int - two.comment.int)
    return -abs(one.place - two.place)


async def _heard(town: Town, thread: str, writer: Writer) -> list[Voice]:
    """The thread as whoever sees it reads it."""
    for device in town.members:
        try:
            comments = await device.comments(thread)
        except Refused:
            continue
        places, voices = Counter[int](), list[Voice]()
        for one in comments:
            comment = UUID(one["comment"])
            if comment in writer:
                at, window = writer[comment]
                voices.append(Voice(one["mask"], comment, places[window], at, window))
                places[window] += 1
        return voices
    return []
