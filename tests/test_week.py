"""The scripted week of care: what it counts, that it notices, and a small one lived over HTTP."""

from dataclasses import replace
from uuid import UUID

import httpx2

from mimi.kit.kit import Kit
from mimi.town.graph import grow
from tests.conftest import CODE
from tests.staff import link_for
from week import chances, script
from week.figures import figures, passed, spread
from week.identities import Sight, Sights, check, features
from week.page import page
from week.record import Change, Item, Reported
from week.village import Village, village
from week.weeks import Plan, lived_in

HOUR = 3600
NAMES = [*(shift.name for shift in chances.SHIFTS), "Watcher"]


def slur(*changes: Change, reports: tuple[int, ...] = (100,)) -> Item:
    told = [Reported(at, 0, "named", awake=False) for at in reports]
    return Item(UUID(int=1), "named", "…", 1, 0, changes=list(changes), reports=told)


def passes(item: Item) -> bool:
    return passed(item, item.reports)


def test_fortunes_test_can_fail() -> None:
    assert passes(slur(Change(90, "hidden"))), "gone before anybody reported"
    assert passes(slur(Change(100, "hidden"), reports=(100, 100)))
    assert passes(slur(Change(700, "hidden"), reports=(100, 200))), "ten minutes"
    assert passes(slur(Change(9_000, "hidden"), reports=(100, 9_000))), "before the second"
    assert not passes(slur(Change(701, "hidden"), reports=(100, 200)))
    assert not passes(slur(Change(100, "stays"))), "still seen"
    assert not passes(slur(Change(10, "hidden"), Change(50, "seen"))), "shown again"
    assert not passes(slur())


def test_spells_are_counted_until_the_end() -> None:
    item = slur(Change(10, "stays"), Change(20, "hidden"), Change(30, "seen"), Change(70, "hidden"))
    assert item.spells("hidden", end=100) == [10, 30]
    assert item.spells("stays", "hidden", end=100) == [20, 30]
    assert item.first("hidden") == 20


def test_what_never_happened_is_no_hour() -> None:
    found = spread([1.0, None, 3.0, 5.0])
    assert (found.of, found.happened, found.median, found.p95) == (4, 3, 3.0, 5.0)
    assert spread([None]).median is None


def test_a_script_is_repeatable_and_as_stated() -> None:
    members = list(range(120))
    one, other = script.write(members, "a"), script.write(members, "a")
    assert one == other
    assert one != script.write(members, "b")
    told = [telling.kind for telling in one.tellings]
    for kind, count in chances.WEEKLY.items():
        found = len(one.cruel) if kind == "cruel" else told.count(kind)
        assert found == count, kind
    texts = [*(telling.text for telling in one.tellings), *one.cruel]
    assert len(texts) == len(set(texts)), "what moderators see is known by its words"


async def test_a_small_week_slows_harm_and_reveals_nobody(
    kit: Kit, http: httpx2.AsyncClient
) -> None:
    graph = grow(40, "small", mean=18)
    links = {name: await link_for(kit, name) for name in NAMES}
    town = village(http, graph, CODE, "small", quiet)
    lived = await lived_in(town, Plan(graph, "small", 2), links, quiet)
    found = figures(lived, replace(lived, moderators=[]))
    assert found.views > 0
    assert sum(one.slowed.happened for one in found.kinds) > 0
    assert found.moderation.looks > 0
    assert found.self_harm.hidden == 0
    assert found.fortune.passed == found.fortune.reported, found.fortune.failed
    assert found.identities.strings > 100
    assert not found.identities.revealed, found.identities
    assert page(found, lived.record, lived.record).count("<svg") == 5
    assert await notices_what_names(town, lived.sights), "a check that cannot fail is worth nothing"


def quiet(_: str, __: int, ___: int) -> None:
    """Nobody wants to hear how far it is."""


async def notices_what_names(town: Village, sights: Sights) -> bool:
    """A moderator who was shown a number, a juror asked about the own circle, a receipt that says
    who reported."""
    author = town.seated[0]
    item = Item(UUID(int=2), "spam", "…", author, 0)
    broken = Sights()
    broken.tasks = [Sight(item, author, features({"task": "…"}), {})]
    broken.reports = [
        Sight(item, who, features({"receipt": str(who)}), {"receipt": str(who)}) for who in (1, 2)
    ]
    told = await check(town, broken, [{"by": town.members[author].number}])
    return (told.numbers_or_circles, told.near_tasks, told.unequal_receipts) == (1, 1, 1)
