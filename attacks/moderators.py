"""Moderators and jurors who want to know of whom they judge."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from attacks.apart import CHANCE, Pair, features, of_answer, ordered, told_apart
from attacks.attack import Attack, works
from attacks.finding import Count, Finding, judged
from attacks.staff import Moderator, enrol
from attacks.town import Town
from mimi.client import Device, Refused

JURORS = 6
RIGHT = 3  # reports of a juror that turned out right
TASKS = 6  # a juror and round
ROUND = 40  # cases at a time, of the 50 that a queue shows
ROUNDS = 4
WORDS = {"text", "answers"}
LETTERS = 8


class Case(NamedTuple):
    """What moderators see of it; the rest only the score may use."""

    said: dict[str, Any]
    secret: UUID
    reporter: int
    at: int  # its place among all reports


class Moderators(Attack):
    """Two moderators, who tell each other all they are shown, and jurors, who are members too.

    Each of some secrets is reported by one member who sees it, one after the other and for one
    reason. Looked at are the queue and its order, each case with its thread, sizes and headers. Who
    guesses: which was reported first, which was told first, which is of one circle, and which a
    friend of its author reported. Of jurors: whether one is asked about a circle they see.

    Incidents: consoles that show more than a decision needs (Uber's "god view" 2014, Twitter's
    tools in strangers' hands 2020). P11; bound: chance and 2 in 100, and 0.
    """

    promise = "P11"
    name = "moderators"
    staff = ("Mallory", "Mike")

    async def arrive(self, town: Town) -> None:
        """They enrol while the operator's links still work."""
        now, named = await town.now(), zip(self.staff, town.links, strict=False)
        self.both = [await enrol(town.http, name, link, now) for name, link in named]

    async def look(self, town: Town) -> list[Finding]:
        both = self.both
        if not both:
            return []  # a server on which nobody named us
        for moderator in both:
            await moderator.sign_in(await town.now())
        texts = await _texts(town)
        secrets = town.chance.sample(sorted(texts), len(texts))
        jurors, rest = await self._jurors(town, both, secrets)
        cases, tasks = list[Case](), Count()
        for at in range(0, ROUND * ROUNDS, ROUND):
            cases += await self._round(town, both[0], rest[at : at + ROUND], texts, len(cases))
            await _judge(town, jurors, {text: secret for secret, text in texts.items()}, tasks)
            await _let_go(both[0])
        return [*self._guessed(town, cases), self._asked(tasks)]

    def _guessed(self, town: Town, cases: Sequence[Case]) -> list[Finding]:
        circles = [town.circle[town.author[one.secret]] for one in cases]
        largest = max(circles, key=circles.count, default=None)

        def by_friend(one: Case) -> bool:
            return one.reporter in town.graph[town.author[one.secret]]

        found = {
            "reported first": _in_order(town, cases, lambda one: one.at),
            "told first": _in_order(town, cases, lambda one: town.told_at[one.secret]),
            "of one circle": _apart(
                town, cases, lambda one: town.circle[town.author[one.secret]] == largest
            ),
            "reported by a friend of its author": _apart(town, cases, by_friend),
        }
        return [
            judged(
                f"{self.name}: {what}",
                self.promise,
                f"which of two cases is {what}",
                told_apart(pairs, town.chance),
                CHANCE,
            )
            for what, pairs in found.items()
        ]

    def _asked(self, tasks: Count) -> Finding:
        wanted = "being asked, as a juror, about a circle that one sees"
        return judged(f"{self.name}: jurors", self.promise, wanted, tasks, 0.0)

    async def _jurors(
        self, town: Town, both: list[Moderator], secrets: list[UUID]
    ) -> tuple[list[int], list[UUID]]:
        """Members whose reports the two made right, and the secrets that are left. A night later
        these members are asked to judge: those who see the fewest circles."""
        jurors, left = list[int](), list(secrets)
        for at in sorted(range(len(town.members)), key=lambda at: len(town.graph[at])):
            mine = {UUID(card["secret"]) for card in await town.members[at].read()}
            theirs = [one for one in left if one in mine and town.author[one] != at][:RIGHT]
            if town.circle[at] is None or len(theirs) < RIGHT:
                continue
            jurors.append(at)
            left = [one for one in left if one not in theirs]
            for one in theirs:
                await works(town.members[at], "POST", "/v1/reports", json=_body(one))
            if len(jurors) == JURORS:
                break
        for moderator in both:
            for one in await moderator.ask("GET", "queue") or []:
                await _decide(moderator, one["case"]["case"], "removed")
        await town.next_window(town.rhythm["night"])
        await town.wait(town.rhythm["comments"])  # a code works once
        for moderator in both:
            await moderator.sign_in(await town.now())
        return jurors, left

    async def _round(
        self,
        town: Town,
        moderator: Moderator,
        secrets: list[UUID],
        texts: dict[UUID, str],
        before: int,
    ) -> list[Case]:
        reporters = dict[UUID, int]()
        for secret in secrets:
            if (at := await town.watcher(secret, {town.author[secret]})) is not None:
                await works(town.members[at], "POST", "/v1/reports", json=_body(secret))
                reporters[secret] = at
        said = await _read(moderator)
        order = list(reporters)
        return [
            Case(said[texts[secret]], secret, at, before + order.index(secret))
            for secret, at in reporters.items()
            if texts[secret] in said
        ]


async def _texts(town: Town) -> dict[UUID, str]:
    """What each secret says that somebody else of its circle sees: no two say the same."""
    found = dict[UUID, str]()
    for secret in sorted(town.edition.keys() & town.author.keys()):
        at = await town.watcher(secret, {town.author[secret]})
        if at is not None:
            found[secret] = (await town.members[at].card(secret))["text"]
    return found


def _body(secret: UUID) -> dict[str, Any]:
    return {"secret": str(secret), "reason": "bullying", "comment": None}


async def _read(moderator: Moderator) -> dict[str, dict[str, Any]]:
    """By its text, all that is shown of each case, but for words."""
    queue = await moderator.answer("GET", "queue")
    found = dict[str, dict[str, Any]]()
    for place, one in enumerate(queue.json()):
        opened = await moderator.answer("GET", f"cases/{one['case']['case']}")
        text = one["case"]["text"]
        said = {**of_answer(opened, "case"), "place": place}
        said["case size"] = said["case size"] - 2 * len(text)  # in the case and in its thread
        said.pop("case content-length", None)
        found[text] = said | _flat(one) | _flat(opened.json())
    return found


def _flat(said: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    found = dict[str, Any]()
    for key, value in said.items():
        name = f"{before}{key}"
        if isinstance(value, dict):
            found |= _flat(value, f"{name} ")
        elif key not in WORDS:
            found[name] = value if isinstance(value, int) else str(value)
    return found


def _in_order(town: Town, cases: Sequence[Case], moment: Callable[[Case], int]) -> list[Pair]:
    """The earlier of two comes first; both were before the moderators at once."""
    pairs = list[Pair]()
    for at in range(0, len(cases), ROUND):
        some = town.chance.sample(cases[at : at + ROUND], len(cases[at : at + ROUND]))
        for two in zip(some[::2], some[1::2], strict=False):
            first, second = sorted(two, key=moment)
            pairs.append(ordered(first.said, second.said))
    return pairs


def _apart(town: Town, cases: Sequence[Case], wanted: Callable[[Case], bool]) -> list[Pair]:
    some = town.chance.sample(cases, len(cases))
    theirs, others = ([one for one in some if wanted(one) == by] for by in (True, False))
    return [(_seen(one), _seen(two)) for one, two in zip(theirs, others, strict=False)]


def _seen(one: Case) -> frozenset[tuple[str, str]]:
    """Of what is random some letters each, and of the place which quarter."""
    letters = {
        f"{key} {at}": letter
        for key, value in one.said.items()
        for at, letter in enumerate(str(value)[:LETTERS])
    }
    return features({**one.said, **letters, "place": one.said["place"] * 4 // ROUND})


async def _judge(
    town: Town, jurors: Sequence[int], secret_of: Mapping[str, UUID], tasks: Count
) -> None:
    """Counts, of what each juror is asked about, what is of a circle that they see. The first
    tasks are of known answer; whatever is said, the next one comes."""
    for at in jurors:
        for _ in range(TASKS):
            task = await _task(town.members[at])
            if task is None:
                break
            if secret := secret_of.get(task["text"]):
                tasks.add(town.reads(at, town.sits(town.author[secret])))
            answer = {"task": task["task"], "breaks": True}
            await works(town.members[at], "POST", "/v1/jury", json=answer)


async def _task(juror: Device) -> dict[str, Any] | None:
    try:
        answer = await juror.ask("GET", "/v1/jury", params={"language": "en"})
    except Refused:
        return None
    return answer.json()["task"]


async def _let_go(moderator: Moderator) -> None:
    for one in await moderator.ask("GET", "queue") or []:
        await _decide(moderator, one["case"]["case"], "kept")


async def _decide(moderator: Moderator, case: str, outcome: str) -> None:
    body = {"outcome": outcome, "rule": "bullying", "reason": "We looked."}
    await moderator.ask("POST", f"cases/{case}/decision", **body)
