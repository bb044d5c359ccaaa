"""The members of a town live: they register, befriend, tell, read, like, share and answer.

Everything goes over the HTTP API, by `mimi.client`, against a server whose clock is moved by hand
and whose fixed code is known. What a member does follows from the seed and what it sees.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from random import Random
from typing import TypeVar
from uuid import UUID

import httpx2
import msgspec
from rich.progress import Progress

from mimi.client import Device, Refused
from mimi.mendable import Mendable
from mimi.town.graph import Graph
from mimi.town.member import Member, Taste
from mimi.town.numbers import number

T = TypeVar("T")

WAIT = 8  # epochs until everybody has a place: the circle rule's longest wait, and one
AT_ONCE = 12  # requests under way
ROUNDS = 4  # of telling and reading
ECHOES = 3  # of reading alone, so that what is liked climbs to the last rung
NEWCOMERS = 3  # numbers without an account that some members already have in their contacts
NEAR, FAR = 6, 4  # such members: of a circle that has room, and of another one


class TownError(Mendable):
    """A town cannot live on this server; the message says what is missing."""


class SignIn(msgspec.Struct):
    number: str
    words: str


class Summary(msgspec.Struct):
    """What came of it, and how to become one of them."""

    members: int
    friendships: int
    secrets: int
    public: int  # secrets that climbed to the top
    likes: int
    comments: int
    sign_ins: list[SignIn]  # members with an open gate and a full feed
    newcomers: list[str]  # numbers to register with
    contacts: list[str]  # what a newcomer pastes: these have the newcomers already


def span(rhythm: dict[str, int]) -> int:
    """Seconds of the server's clock that a life takes at most."""
    settling = (WAIT + 1) * rhythm["epoch"] + rhythm["token_rest"]
    window = rhythm["comments"] + rhythm["counters"]
    return settling + ROUNDS * 4 * rhythm["edition"] + (ROUNDS + ECHOES) * window


class Town:
    """`http` may be any client of the server, `code` is the server's fixed code."""

    def __init__(
        self,
        http: httpx2.AsyncClient,
        graph: Graph,
        code: str,
        seed: str = "town",
        progress: Progress | None = None,
    ) -> None:
        self._http, self._graph, self._code = http, graph, code
        self._progress = progress or Progress(disable=True)
        self.chance = Random(seed)  # noqa: S311  a repeatable town is the purpose
        self.taste = Taste(seed, len(graph))
        self.members = [self._member(at) for at in range(len(graph))]
        self._told = 0

    def _member(self, at: int) -> Member:
        """The same vault and the same mood every time."""
        chance = Random(self.chance.getrandbits(64))  # noqa: S311  as above
        device = Device(self._http, chance.randbytes(16), chance)
        knows = [number(friend) for friend in sorted(self._graph[at])]
        return Member(device, number(at), knows, chance, self.taste)

    async def live(self, secrets: int = 80) -> Summary:
        """All of a life, in which so many secrets are told, one a member at most. TownError.

        Each written one comes once before any comes again.
        """
        rhythm = (await self.members[0].device.place())["rhythm"]
        await self._each("arriving", self.members, self._arrive)
        await self._settle(rhythm)
        written = self.taste.texts
        texts = [written[at % len(written)] for at in range(min(secrets, len(self.members)))]
        tellers = self.chance.sample(self.members, len(self.members))
        for at in range(ROUNDS):
            await self._each("telling", texts[at::ROUNDS], lambda text: self._tell(text, tellers))
            await self._pass(4 * rhythm["edition"])
            await self._read("reading", rhythm)
        for _ in range(ECHOES):
            await self._read("reading again", rhythm)
        return await self._sum_up(await self._expect_newcomers())

    # the parts of a life

    async def _arrive(self, member: Member) -> None:
        try:
            await member.arrive(self._code)
        except Refused as refused:
            raise TownError(_advice(refused)) from refused
        await member.device.upload_contacts(member.knows)

    async def _settle(self, rhythm: dict[str, int]) -> None:
        """Friendships begin, circles form; who waits for one waits as long as it takes."""
        now = (await self.members[0].device.place())["now"]
        await self._pass(rhythm["epoch"] - now % rhythm["epoch"])
        await self._fetch_tokens()  # who never does is taken for asleep, and the circle fills up
        await self._pass(WAIT * rhythm["epoch"])
        await self._fetch_tokens()
        await self._pass(rhythm["token_rest"])

    async def _fetch_tokens(self) -> None:
        await self._each("fetching tokens", self.members, lambda one: one.device.fetch_tokens())

    async def _tell(self, text: str, tellers: list[Member]) -> None:
        """By whoever comes next and can."""
        while tellers:
            if await tellers.pop().tell(text):
                self._told += 1
                return

    async def _read(self, what: str, rhythm: dict[str, int]) -> None:
        await self._each(what, self.members, lambda member: member.read())
        await self._pass(rhythm["comments"] + rhythm["counters"])

    async def _expect_newcomers(self) -> list[Member]:
        """Some members have numbers in their contacts that nobody has registered yet.

        They sit in two circles, the one with most room first, so that a newcomer who has theirs
        soon sits in that one, and reads both.
        """
        circles: dict[UUID, list[Member]] = defaultdict(list)
        for member in self.members:
            for batch in list(member.device.wallet.batches.values())[::-1]:
                if batch.purpose == "post":  # its label is the same for all of a circle
                    circles[batch.label].append(member)
                    break
        smallest_first = sorted(circles.values(), key=len)
        near, far = smallest_first[0], smallest_first[-1]
        hosts = near[:NEAR] + (far[:FAR] if far is not near else [])
        for host in hosts:
            host.knows += [number(len(self.members) + at) for at in range(NEWCOMERS)]
            await host.device.upload_contacts(host.knows)
        return hosts

    async def _sum_up(self, hosts: list[Member]) -> Summary:
        public = {secret for member in self.members for secret in member.public}
        return Summary(
            members=len(self.members),
            friendships=sum(map(len, self._graph)) // 2,
            secrets=self._told,
            public=len(public),
            likes=sum(member.likes for member in self.members),
            comments=sum(member.comments for member in self.members),
            sign_ins=await self._good_places(2),
            newcomers=[number(len(self.members) + at) for at in range(NEWCOMERS)],
            contacts=[host.number for host in hosts],
        )

    async def _good_places(self, count: int) -> list[SignIn]:
        """Members who read much and can tell."""
        good: list[SignIn] = []
        for member in sorted(self.members, key=lambda one: -len(one.seen)):
            gate, circle = await member.device.gate(), await member.device.circle()
            if gate["open"] and circle["state"] == "publishing":
                good.append(SignIn(member.number, member.device.words))
            if len(good) == count:
                break
        return good

    # how time passes

    async def _pass(self, seconds: int) -> None:
        answer = await self._http.post("/v1/clock", json={"seconds": seconds}, timeout=600)
        if answer.status_code == 404:
            raise TownError('a town needs a server on loopback with clock = "manual"')
        answer.raise_for_status()

    async def _each(
        self, what: str, things: Iterable[T], do: Callable[[T], Awaitable[object]]
    ) -> None:
        """Does it for all of them, a few at once."""
        todo, gate = list(things), asyncio.Semaphore(AT_ONCE)
        bar = self._progress.add_task(what, total=len(todo))

        async def one(thing: T) -> None:
            async with gate:
                await do(thing)
                self._progress.advance(bar)

        await asyncio.gather(*map(one, todo))


def _advice(refused: Refused) -> str:
    if refused.name == "wrong-code":
        return "the server's fixed_code is another one: give it with --code"
    if refused.name == "too-many":
        return "the server's caps are too low for a town (settings: caps.codes_per_address)"
    return f"the server refused a member: {refused}"
