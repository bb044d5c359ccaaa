"""A community for tests: members of a graph who signed in, befriended and found circles by HTTP."""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from uuid import UUID

import httpx2
from litestar import Litestar

from mimi.client import Device
from mimi.kit.kit import Kit
from mimi.rooms import accounts
from mimi.town.graph import Graph
from mimi.town.numbers import number
from tests.conftest import CODE, client_of

HOUR = 3600
DAY = 24 * HOUR
EDITION = 4 * HOUR


def clique(members: int) -> Graph:
    """Everybody knows everybody."""
    return [set(range(members)) - {member} for member in range(members)]


@dataclass
class Community:
    app: Litestar
    http: httpx2.AsyncClient
    graph: Graph
    devices: list[Device]
    accounts: list[UUID]

    @property
    def kit(self) -> Kit:
        return self.app.state.kit

    async def wait(self, seconds: int) -> None:
        """The clock goes on, and what is due is done."""
        answer = await self.http.post("/v1/clock", json={"seconds": seconds})
        assert answer.status_code == 200, answer.text

    async def wait_for(self, rhythm: int) -> None:
        """Until the next window of that length begins."""
        await self.wait(rhythm - self.kit.clock.now() % rhythm)

    async def editions(self, count: int = 4) -> None:
        """As many editions come out, one by one; after four all that was told is out."""
        for _ in range(count):
            await self.wait_for(EDITION)

    async def join(self, members: Iterable[int]) -> None:
        """New accounts for these members; nobody's contacts change."""
        for member in members:
            device = Device(self.http, chance=Random(member))
            await device.sign_in(number(member), CODE)
            self.devices.append(device)
            self.accounts.append(await account_of(self.kit, number(member)))

    async def meet(self, members: Iterable[int]) -> None:
        """These members upload the numbers of their friends."""
        for member in members:
            friends = [number(friend) for friend in sorted(self.graph[member])]
            await self.devices[member].upload_contacts(friends)

    async def fetch_tokens(self) -> None:
        for device in self.devices:
            await device.fetch_tokens()


async def settled(app: Litestar, graph: Graph, http: httpx2.AsyncClient | None = None) -> Community:
    """Everybody joined and met, the epochs that form circles went by, tokens are there."""
    community = Community(app, http or client_of(app), graph, [], [])
    await community.join(range(len(graph)))
    await community.meet(range(len(graph)))
    for _ in range(9):  # more than `wait_days`, so that nobody waits any longer
        await community.wait_for(DAY)
    await community.fetch_tokens()
    await community.fetch_tokens()  # near circles may have begun to publish meanwhile
    return community


async def account_of(kit: Kit, phone: str) -> UUID:
    """Whose number it is: something that only a test with the server's keys can ask."""
    async with kit.database.reading() as db:
        tag = accounts.phone_tag(kit, phone)
        return await db.fetchval("SELECT account FROM phone_tags WHERE phone_tag = $1", tag)
