"""The week itself, five minutes after five minutes."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TypeVar

from attacks.staff import Moderator
from week import chances
from week.living import EDITION, Living
from week.moderating import work
from week.reading import visit
from week.record import Record
from week.script import DAY, HOUR, TICK, Script, Telling, Visit
from week.telling import Teller
from week.village import Village

WATCHES = 8 * HOUR  # how often the watcher signs in again


async def live(  # noqa: PLR0913 the town, its week, who moderates it, and who hears how far it is
    village: Village,
    script: Script,
    seed: str,
    *,
    moderators: Sequence[Moderator] = (),
    watcher: Moderator | None = None,
    progress: Callable[[int, int], None] = lambda _, __: None,
) -> Living:
    living = Living(village, script, seed, list(moderators), watcher, Record(script.days))
    teller = Teller(living)
    tellings, visits = _by_tick(script.tellings), _by_tick(script.visits)
    passed = 0
    for now in range(0, script.days * DAY, TICK):
        busy = tellings[now] or visits[now] or teller.due(now) or now % HOUR == 0
        if not busy and not _is_quarter(now):
            continue
        living.now = now
        await village.wait(now - passed)
        passed = now
        await _windows(living)
        for told in tellings[now]:
            await teller.tell(told)
        await teller.do_due(now)
        for one in visits[now]:
            await visit(living, one)
        if living.moderated and _is_quarter(now):
            await work(living)
        progress(now, script.days * DAY)
    return living


async def _windows(living: Living) -> None:
    """What may have changed by itself, and whether it has."""
    now, items = living.now, living.record.items
    if living.watcher and now % WATCHES == 0:
        await living.watcher.sign_in((await living.device(0).place())["now"])
    asked = {one.item.id for one in living.record.takedowns if one.at >= now - HOUR}
    changed = [
        item
        for item in items
        if (now % EDITION == 0 and item.out == now)
        or (now % DAY == 0 and item.changes)
        or (item.id in asked and item.state != "hidden")
    ]
    await living.watch(*changed)


def _is_quarter(now: int) -> bool:
    return now % chances.QUARTER == 0


Planned = TypeVar("Planned", Telling, Visit)


def _by_tick(things: Sequence[Planned]) -> defaultdict[int, list[Planned]]:
    found = defaultdict[int, list[Planned]](list)
    for one in things:
        found[one.at].append(one)
    return found
