"""The town that is attacked: its members live, tell and are seen to visit, all over HTTP.

What attacks may use: `graph`, `circle` (who sits together), `visits` (who was online in which
window), their own accounts. What only the score may use: `author`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Any, TypeVar
from uuid import UUID

import httpx2

from attacks.thief import Thief
from mimi.client import Device, NoToken, Refused
from mimi.town.graph import Graph
from mimi.town.numbers import number

T = TypeVar("T")
Card = dict[str, Any]

AT_ONCE = 8  # requests under way
WAIT = 18  # epochs until whoever finds a place has one: twice the longest wait, and some
ONLINE = 0.5  # of the members, in each edition's window
LETTERS, LONG = "abcdefghijklm ", 24  # of a text: digits might be held as somebody's number
AHEAD = 3  # editions in which a secret may come out


@dataclass
class Town:
    http: httpx2.AsyncClient
    graph: Graph
    code: str
    seed: str
    windows: int  # of telling
    tells: float  # how likely somebody who is online tells
    progress: Callable[[str, int, int], None]  # what, done, of
    thief: Thief | None = None  # who has the disk of this server
    links: list[str] = field(default_factory=list[str])  # by which attackers become moderators
    members: list[Device] = field(default_factory=list[Device])
    knows: list[set[str]] = field(default_factory=list[set[str]])  # numbers, in each one's contacts
    circle: list[UUID | None] = field(default_factory=list[UUID | None])  # by member: its label
    visits: dict[int, set[int]] = field(default_factory=dict[int, set[int]])  # window → members
    began: dict[int, int] = field(default_factory=dict[int, int])  # window → its first second
    author: dict[UUID, int] = field(default_factory=dict[UUID, int])
    told_in: dict[UUID, int] = field(default_factory=dict[UUID, int])  # window
    told_at: dict[UUID, int] = field(default_factory=dict[UUID, int])  # its place among all
    edition: dict[UUID, int] = field(default_factory=dict[UUID, int])  # in which it came out
    place: dict[str, Any] = field(default_factory=dict[str, Any])
    numbers: int = 0  # of newcomers, given out so far

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)

    @property
    def k(self) -> int:
        """People who could have written a secret, at least."""
        return self.place["at_least"]

    @property
    def rhythm(self) -> dict[str, int]:
        return self.place["rhythm"]

    # who is here

    async def settle(self) -> None:
        """The members register and bring their contacts; a day later attackers may come."""
        self.place = (await self.http.get("/v1/place")).raise_for_status().json()
        for at in range(len(self.graph)):
            self.members.append(self._device())
            self.knows.append({number(friend) for friend in self.graph[at]})
        await self.each("members arrive", range(len(self.graph)), self._arrive)
        await self.wait(self.rhythm["epoch"])

    async def newcomer(self, contacts: Iterable[str] = ()) -> Device:
        """Somebody registers under a number that nobody had, with these in the contacts."""
        device = self._device()
        await device.sign_in(self.next_number(), self.code, "a phone")
        if wanted := sorted(contacts):
            await device.upload_contacts(wanted)
        return device

    def next_number(self) -> str:
        """One that nobody has."""
        self.numbers += 1
        return number(len(self.graph) + self.numbers)

    def _device(self) -> Device:
        return Device(self.http, self.chance.randbytes(16), self.chance)

    async def _arrive(self, at: int) -> None:
        await self.members[at].sign_in(number(at), self.code, "a phone")
        await self.members[at].upload_contacts(sorted(self.knows[at]))

    async def accept(self, member: int, others: Iterable[Device]) -> None:
        """The member takes these for friends; each has to have the member's number too."""
        self.knows[member].update(other.number for other in others)
        await self.members[member].upload_contacts(sorted(self.knows[member]))

    def targets(self, count: int) -> list[int]:
        """Members worth attacking: those with enough friends for an open gate."""
        sociable = [at for at, friends in enumerate(self.graph) if len(friends) >= 3]
        return self.chance.sample(sociable, min(count, len(sociable)))

    # how time passes

    async def wait(self, seconds: int) -> None:
        answer = await self.http.post("/v1/clock", json={"seconds": seconds}, timeout=600)
        answer.raise_for_status()

    async def form_circles(self, others: list[Device]) -> None:
        """Friendships begin and circles form, with tokens fetched on the way, by attackers too."""
        for days in (1, WAIT - 1):
            await self.wait(days * self.rhythm["epoch"])
            await self.each("tokens", [*self.members, *others], lambda one: one.fetch_tokens())
        await self.wait(self.rhythm["token_rest"])
        self.circle = [await self.circle_of(device) for device in self.members]

    async def fetch_tokens(self) -> None:
        """Members have what the present week gives them."""
        await self.each("tokens", self.members, Device.fetch_tokens)

    async def circle_of(self, device: Device) -> UUID | None:
        """The label of the post tokens of a device's own circle, alike for all its members."""
        labels = [one.label for one in await device.batches() if one.purpose == "post"]
        return labels[-1] if labels else None

    def sits(self, member: int) -> set[int]:
        """The honest members of this one's circle."""
        mine = self.circle[member]
        return {at for at, circle in enumerate(self.circle) if mine and circle == mine}

    def one_of_each_circle(self) -> list[int]:
        return list({circle: at for at, circle in enumerate(self.circle) if circle}.values())

    def reads(self, viewer: int, sitting: set[int]) -> bool:
        """What the rule says: whether the viewer sees what the circle of these tells at first."""
        return (
            viewer in sitting or len(self.graph[viewer] & sitting) >= self.place["friends_needed"]
        )

    async def watcher(self, secret: UUID, but: set[int]) -> int | None:
        """Another member of its circle who sees it: with fewer than three friends one sees none."""
        for at in sorted(self.sits(self.author[secret]) - but):
            try:
                await self.members[at].card(secret)
            except Refused:
                continue
            return at
        return None

    async def live(self) -> None:
        """Some are online in each window, and some of these tell; then all of it comes out."""
        await self.next_window(self.rhythm["edition"])
        for _ in range(self.windows):
            await self.window()
        await self.come_out()

    async def now(self) -> int:
        return (await self.http.get("/v1/place")).raise_for_status().json()["now"]

    async def next_window(self, length: int) -> None:
        """Until the next one of this length begins."""
        await self.wait(length - await self.now() % length)

    async def window(self) -> set[int]:
        """One edition's window passes: who was online in it."""
        number = len(self.visits)
        online = {at for at in range(len(self.members)) if self.chance.random() < ONLINE}
        self.visits[number], self.began[number] = online, await self.now()
        await self.each("a window", sorted(online), partial(self._visit, number))
        await self.wait(self.rhythm["edition"])
        return online

    async def come_out(self) -> None:
        """All that was told by now comes out, without anybody telling more."""
        for _ in range(AHEAD):
            await self.wait(self.rhythm["edition"])
        for secret in await self._bulletins():
            self.edition[UUID(secret["secret"])] = secret["edition"]

    async def _visit(self, window: int, at: int) -> None:
        if self.chance.random() >= self.tells:
            return
        try:
            secret = await self.members[at].tell("".join(self.chance.choices(LETTERS, k=LONG)))
        except (NoToken, Refused):
            return
        self.author[secret], self.told_in[secret] = at, window
        self.told_at[secret] = len(self.told_at)

    async def _bulletins(self) -> list[dict[str, Any]]:
        pages = [await self.members[at].bulletin() for at in self.one_of_each_circle()]
        return [secret for page in pages for secret in page["secrets"]]

    async def each(
        self, what: str, things: Iterable[T], do: Callable[[T], Awaitable[object]]
    ) -> None:
        todo, gate, done = list(things), asyncio.Semaphore(AT_ONCE), 0

        async def one(thing: T) -> None:
            nonlocal done
            async with gate:
                await do(thing)
            done += 1
            self.progress(what, done, len(todo))

        await asyncio.gather(*map(one, todo))
