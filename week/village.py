"""The town of the week: the attackers' town, one request after the other, to be repeatable."""

from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

import httpx2

from attacks.town import Town
from mimi.town.graph import Graph
from week.script import DAY

T = TypeVar("T")
VIEWERS = 10  # whose whole feed the oracle reads


class Village(Town):
    """What attackers may know of it is `graph`, `circle` and `visits`; `author` only the score."""

    async def settled(self) -> None:
        """Members arrive, friendships begin, circles form, and it is midnight."""
        await self.settle()
        await self.form_circles([])
        now = (await self.http.get("/v1/place")).json()["now"]
        await self.wait(DAY - now % DAY)

    @property
    def seated(self) -> list[int]:
        return [at for at, circle in enumerate(self.circle) if circle]

    def witness(self, member: int) -> int:
        """Somebody of the same circle who reads what it tells: their gate is open."""
        return max(self.sits(member), key=lambda at: (len(self.graph[at]), -at))

    def targets(self, count: int) -> list[int]:
        """A few: each has a week to read."""
        return super().targets(min(count, VIEWERS))

    async def each(
        self, what: str, things: Iterable[T], do: Callable[[T], Awaitable[object]]
    ) -> None:
        todo = list(things)
        for done, thing in enumerate(todo, 1):
            await do(thing)
            self.progress(what, done, len(todo))


def village(
    http: httpx2.AsyncClient,
    graph: Graph,
    code: str,
    seed: str,
    progress: Callable[[str, int, int], None],
) -> Village:
    return Village(http, graph, code, seed, 0, 0, progress)
