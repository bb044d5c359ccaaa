"""Both weeks: moderated, and the same one without."""

import asyncio
from collections.abc import Callable
from typing import NamedTuple

import httpx2

from attacks.staff import enrol
from mimi.town.graph import Graph
from week import chances, script
from week.identities import check
from week.lived import live
from week.living import Living
from week.serving import CODE, MODERATED, UNMODERATED, Served, served
from week.village import Village, village

WATCHER = "Watcher"  # a moderator who does nothing but look, for the figures
Tell = Callable[[str, int, int], None]


class Plan(NamedTuple):
    graph: Graph
    seed: str
    days: int


def both(plan: Plan, tell: Tell) -> tuple[Living, Living]:
    """The moderated week, and the other one."""
    return once(plan, tell, moderated=True), once(plan, tell, moderated=False)


def once(plan: Plan, tell: Tell, *, moderated: bool) -> Living:
    names = [*(shift.name for shift in chances.SHIFTS), WATCHER] if moderated else []
    command = MODERATED if moderated else UNMODERATED
    with served(command, plan.seed, names) as there:
        return asyncio.run(_lived(plan, there, tell, names))


async def _lived(plan: Plan, there: Served, tell: Tell, names: list[str]) -> Living:
    async with httpx2.AsyncClient(base_url=there.url, timeout=120, trust_env=False) as http:
        town = village(http, plan.graph, CODE, plan.seed, tell)
        return await lived_in(town, plan, dict(zip(names, there.links, strict=True)), tell)


async def lived_in(town: Village, plan: Plan, links: dict[str, str], tell: Tell) -> Living:
    """A week on a server that has no members yet; `links`: of moderators, the watcher last."""
    now = (await town.http.get("/v1/place")).json()["now"]
    staff = [await enrol(town.http, name, link, now) for name, link in links.items()]
    await town.settled()
    moderators, watcher = staff[:-1], staff[-1] if staff else None
    what = "a moderated week" if staff else "the same without"
    living = await live(
        town,
        script.write(town.seated, plan.seed, plan.days),
        plan.seed,
        moderators=moderators,
        watcher=watcher,
        progress=lambda now, end: tell(what, now, end),
    )
    if staff:
        shown = [*living.shown, *(one.answers for one in staff)]
        living.identities = await check(town, living.sights, shown)
    return living
