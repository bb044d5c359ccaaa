"""The order of a siege: members settle, attackers come, circles form, people tell, attackers
look."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

import httpx2
import msgspec

from attacks.attack import Attack
from attacks.finding import Finding
from attacks.thief import Thief
from attacks.town import Town
from mimi.client import Refused
from mimi.mendable import Mendable
from mimi.town.graph import Graph


class Unsuitable(Mendable):
    """This server cannot be attacked like that; the message says what is missing."""


@dataclass(frozen=True)
class Siege:
    """Who lives in the town, how long and how much is told in it; and the code that always
    works."""

    graph: Graph
    code: str
    windows: int = 8  # editions in which members tell
    tells: float = 0.5  # how likely somebody who is online tells
    seed: str = "siege"
    thief: Thief | None = None  # what is stolen; None: nothing
    links: tuple[str, ...] = ()  # by which attackers become moderators


async def besiege(
    url: str,
    siege: Siege,
    attacks: list[Attack],
    progress: Callable[[str, int, int], None],
    find: Callable[[Finding], None],
) -> None:
    """Hands over each finding of one town as it is made. The server has no members yet. Raises
    Unsuitable."""
    async with httpx2.AsyncClient(base_url=url, timeout=120, trust_env=False) as http:
        town = Town(http, siege.graph, siege.code, siege.seed, siege.windows, siege.tells, progress)
        town.thief, town.links = siege.thief, [*siege.links]
        await _suits(http)
        try:
            await town.settle()
        except Refused as refused:
            raise Unsuitable(f"the server refused a member: {refused}") from refused
        for at, attack in enumerate(attacks):
            progress("attackers arrive", at + 1, len(attacks))
            await attack.arrive(town)
        await town.form_circles([device for attack in attacks for device in attack.devices])
        await town.live()
        for at, attack in enumerate(attacks):
            progress("attackers look", at + 1, len(attacks))
            began = perf_counter()
            found = await attack.look(town)
            took = round(perf_counter() - began, 1)
            for one in found:
                find(msgspec.structs.replace(one, seconds=took))


async def _suits(http: httpx2.AsyncClient) -> None:
    answer = await http.post("/v1/clock", json={"seconds": 0})
    if answer.status_code != 200:
        raise Unsuitable('an attack needs a server on loopback with clock = "manual", and its code')
