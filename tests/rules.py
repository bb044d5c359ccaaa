"""The rules of the product once more, as plain Python that knows no server: who may see what, and
what counters may be. Members are numbers; an author is known here, and only here."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

MINUTES, HOUR, EDITION, DAY = 300, 3600, 4 * 3600, 24 * 3600
LIVES = {"day": DAY, "week": 7 * DAY, "month": 30 * DAY}
FIRST = 3  # friends that open the gate, and that a secret needs on its first rung

Friends = dict[int, set[int]]


class Epoch(NamedTuple):
    """What was so from an edition on."""

    begins: int
    friends: Friends
    circles: Mapping[int, UUID]

    def inside(self, viewer: int, circle: UUID) -> int:
        return sum(self.circles.get(friend) == circle for friend in self.friends[viewer])

    def sees(self, viewer: int, circle: UUID, needed: int) -> bool:
        return self.circles.get(viewer) == circle or self.inside(viewer, circle) >= needed


@dataclass
class Answer:
    due: int
    out: bool = False
    unsaid: bool = False  # tonight


@dataclass
class Secret:
    author: int
    circle: UUID
    told: int
    text: str
    next: bool  # in the very next edition
    near: bool  # stays on its first rung
    life: str
    edition: int | None = None
    needed: int = FIRST
    likes: set[int] = field(default_factory=set[int])
    shares: set[int] = field(default_factory=set[int])
    answers: dict[UUID, Answer] = field(default_factory=dict[UUID, Answer])
    likes_shown: tuple[int, int] = (0, 0)  # at least, at most
    shares_shown: tuple[int, int] = (0, 0)
    answers_shown: int = 0
    said: int = 0  # that came out, also what is gone
    closing: bool = False  # tonight
    closed: bool = False
    removed: bool = False  # tonight


@dataclass
class World:
    now: int
    contacts: Friends
    friends: Friends
    past: list[Epoch]
    secrets: dict[UUID, Secret] = field(default_factory=dict[UUID, Secret])
    happened: Counter[str] = field(default_factory=Counter[str])

    def gate(self, viewer: int) -> bool:
        return len(self.friends[viewer]) >= FIRST

    def at(self, secret: Secret) -> Epoch:
        """Whose friendships and circles count for it: those when it came out, for good."""
        assert secret.edition is not None
        return [epoch for epoch in self.past if epoch.begins <= secret.edition][-1]

    def sees(self, viewer: int, secret: Secret) -> bool:
        if secret.edition is None:
            return False
        return secret.needed == 0 or self._sees(viewer, secret, secret.needed)

    def near(self, viewer: int, secret: Secret) -> bool:
        """Who may answer, whatever rung it is on."""
        return secret.edition is not None and self._sees(viewer, secret, FIRST)

    def _sees(self, viewer: int, secret: Secret, needed: int) -> bool:
        return self.gate(viewer) and self.at(secret).sees(viewer, secret.circle, needed)

    # what authors do

    def remove(self, one: UUID) -> None:
        """What waits is gone at once: nobody has read it."""
        if self.secrets[one].edition is None:
            del self.secrets[one]
        else:
            self.secrets[one].removed = True

    def unsay(self, secret: Secret, answer: UUID) -> None:
        if secret.answers[answer].out:
            secret.answers[answer].unsaid = True
        else:
            del secret.answers[answer]

    # what windows bring

    def passes(
        self,
        now: int,
        circles: Mapping[int, UUID],
        out: Mapping[UUID, int],
        rungs: Mapping[UUID, int],
    ) -> None:
        """Time, one edition at most. Which circles were formed, in which of its editions a secret
        came out, and how late it climbed between two bounds, is the server's to choose."""
        assert now - self.now <= EDITION
        begins = {one: now // one > self.now // one for one in (MINUTES, HOUR, EDITION, DAY)}
        self.now = now
        if begins[DAY]:
            self._befriend()
            self.past.append(Epoch(now, self.friends, circles))
        if begins[EDITION]:
            self._bring_out(out)
        if begins[DAY]:
            self._let_go()
        if begins[HOUR]:
            self._count(rungs)
        if begins[MINUTES]:
            self._answer()
        if begins[DAY]:
            self._close()
        if begins[HOUR]:
            for secret in self.secrets.values():
                secret.answers_shown = floor_of(sum(one.out for one in secret.answers.values()))

    def _befriend(self) -> None:
        self.friends = {
            one: {other for other in others if one in self.contacts[other]}
            for one, others in self.contacts.items()
        }

    def _bring_out(self, out: Mapping[UUID, int]) -> None:
        for one, secret in self.secrets.items():
            if secret.edition is not None:
                continue
            window = secret.told - secret.told % EDITION
            last = window + (EDITION if secret.next else 3 * EDITION)
            assert (one in out) or self.now < last, "it should be out"
            if one in out:
                assert window < self.now <= last
                assert out[one] == self.now - self.now % EDITION
                secret.edition = out[one]
                self.happened["out"] += 1

    def _let_go(self) -> None:
        gone = [one for one, secret in self.secrets.items() if self._is_over(secret)]
        for one in gone:
            del self.secrets[one]
            self.happened["gone"] += 1

    def _is_over(self, secret: Secret) -> bool:
        if secret.edition is None:
            return False
        return secret.removed or secret.edition + LIVES[secret.life] <= self.now

    def _count(self, rungs: Mapping[UUID, int]) -> None:
        for one, secret in self.secrets.items():
            likes, shares = len(secret.likes), len(secret.shares)
            secret.likes_shown = _shown(secret.likes_shown, likes)
            secret.shares_shown = _shown(secret.shares_shown, shares)
            people = len(secret.likes | secret.shares)
            if secret.edition is not None and secret.needed and not secret.near:
                least, most = self.threshold(secret)
                climbs = people >= most or (people >= least and rungs[one] < secret.needed)
                secret.needed -= climbs
                self.happened["climbed"] += climbs

    def threshold(self, secret: Secret) -> tuple[int, int]:
        """How many lift it off its rung, at least and at most: the default ladder, written out
        again."""
        scores, shares = {3: 10, 2: 50, 1: 1000}, {3: 0.2, 2: 0.4, 1: 0.8}
        then = self.at(secret)
        open_to = [one for one, friends in then.friends.items() if len(friends) >= FIRST]
        audience = sum(then.sees(one, secret.circle, secret.needed) for one in open_to)
        floor = 12 if secret.needed == 1 else 3
        least = max(floor, min(scores[secret.needed], int(shares[secret.needed] * audience)))
        return least, least + min(7, max(0, audience - least) // 2)

    def _answer(self) -> None:
        for secret in self.secrets.values():
            for answer in secret.answers.values():
                comes = not answer.out and answer.due <= self.now
                answer.out = answer.out or comes
                secret.said += comes
                self.happened["answered"] += comes

    def _close(self) -> None:
        for secret in self.secrets.values():
            self.happened["closed"] += secret.closing and not secret.closed
            secret.closed = secret.closed or secret.closing
            left = {one: answer for one, answer in secret.answers.items() if not answer.unsaid}
            secret.answers = left


FLOORS = [5, 10, 20, 50, 100]


def _shown(before: tuple[int, int], count: int) -> tuple[int, int]:
    """It never falls; and the server alone knows where between two bounds it moves."""
    late = [one for one in FLOORS if count >= one + (8 if one == 5 else one // 2) - 1]
    return max(before[0], max(late, default=0)), max(before[1], floor_of(count))


def floor_of(count: int) -> int:
    return max((one for one in FLOORS if one <= count), default=0)
