"""What is done about a claim that spreads in many wordings, and about what is told again.

Protects whoever it is about, and nobody's anonymity suffers: that a text is like another is a
function of the two, whoever wrote them.
"""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.windows import done
from mimi.rooms import moderation, secrets
from mimi.rooms.moderation import Item
from mimi.rooms.rumours import store
from mimi.rooms.rumours.model import Rumour, Treatment, Variant
from mimi.rooms.rumours.prints import ALIKE, COPY, Print, likeness, print_of

JOB = "rumours"

Told = list[tuple[UUID, UUID, str]]  # circle, secret and words


async def gather(kit: Kit, db: Connection, case: UUID, text: str, what: Treatment) -> list[Variant]:
    """Does the same to all wordings that are out and to those to come; the cases of all of them.

    Nothing of what is too short to be known again.
    """
    known = await _print_of(kit, text)
    if known is None:
        return []
    rumour = Rumour(case, *what, known.signature)
    [alike] = await _alike_to(db, [known])
    for one in alike:
        state = "removed" if one.state == "removed" else what.state
        await store.put(db, Rumour(one.rumour, state, what.note, what.source, one.signature))
    await store.put(db, rumour)
    await store.put_bands(db, case, known.bands)
    found = await _variants(kit, db, known)
    for item, _ in found:
        await _treat(kit, db, item, rumour)
    return [Variant(await moderation.look_up(kit, db, item), how >= COPY) for item, how in found]


async def block(kit: Kit, db: Connection, case: UUID, text: str) -> None:
    """Whoever tells what was removed again finds it hidden."""
    known = await _print_of(kit, text)
    if known:
        await store.block(db, case, known.signature)
        await store.put_bands(db, case, known.bands)


async def noted(kit: Kit, db: Connection, text: str) -> Treatment | None:
    """What moderators wrote to it in whichever wording, and what else they did; None: no note."""
    known = await _print_of(kit, text)
    [alike] = await _alike_to(db, [known]) if known else [[]]
    found = next((one for one in alike if one.note), None)
    return Treatment(found.state, found.note, found.source) if found else None


async def release(db: Connection, case: UUID) -> None:
    """What is like the case is not hidden any more; a note on it, or an end to its climb, stays."""
    await store.note_again(db, case)
    if await store.unblock(db, case):
        await store.remove_bands(db, case)


async def _variants(kit: Kit, db: Connection, known: Print) -> list[tuple[Item, float]]:
    """All wordings of it that are out, and how like it each is."""
    found: list[tuple[Item, float]] = []
    place = UUID(int=0), UUID(int=0)
    while told := await secrets.texts_after(db, *place):
        found += await asyncio.to_thread(_alike, kit, known, told)
        place = told[-1][:2]
    return found


def _alike(kit: Kit, known: Print, told: Told) -> list[tuple[Item, float]]:
    """In a thread: members' requests do not wait for it."""
    likes = [(item, likeness(one.signature, known.signature)) for item, one in _prints(kit, told)]
    return [(item, how) for item, how in likes if how >= ALIKE]


def _prints(kit: Kit, told: Told) -> list[tuple[Item, Print]]:
    """Without what is too short to be known again."""
    prints = ((Item(circle, secret, None), _print(kit, text)) for circle, secret, text in told)
    return [(item, one) for item, one in prints if one]


async def watch(kit: Kit, db: Connection, edition: int) -> None:
    """Does to what has come out since the last time what was done to the rumour that it is a
    wording of."""
    past, place = await done(db, JOB), (UUID(int=0), UUID(int=0))
    while found := await secrets.came_out(db, past, edition, *place):
        prints = await asyncio.to_thread(_prints, kit, [one[:3] for one in found])
        alike = await _alike_to(db, [one for _, one in prints])
        for (item, _), likest in zip(prints, alike, strict=True):
            for rumour in likest[:1]:
                await _treat(kit, db, item, rumour)
        place = found[-1][:2]


async def _alike_to(db: Connection, known: Sequence[Print]) -> list[list[Rumour]]:
    """The rumours that each is like, the likest first."""
    holders = await store.holders(db, {band for one in known for band in one.bands})
    found = {one.rumour: one for one in await store.find(db, set().union(*holders.values()))}
    return await asyncio.to_thread(lambda: [_likest(one, holders, found) for one in known])


def _likest(one: Print, holders: dict[bytes, set[UUID]], found: dict[UUID, Rumour]) -> list[Rumour]:
    near = set[UUID]().union(*(holders.get(band, ()) for band in one.bands))
    candidates = [found[rumour] for rumour in sorted(near)]
    alike = [(likeness(one.signature, each.signature), each) for each in candidates]
    same = [pair for pair in alike if pair[0] >= ALIKE]
    return [each for _, each in sorted(same, key=lambda pair: pair[0], reverse=True)]


async def _treat(kit: Kit, db: Connection, item: Item, rumour: Rumour) -> None:
    if rumour.note:
        await secrets.set_note(db, item.circle, item.secret, rumour.note, rumour.source)
    if rumour.state == "removed":
        await moderation.claim(kit, db, item, "rumour", hide=True)
    elif rumour.state == "stopped":
        await moderation.stop(kit, db, item)


async def _print_of(kit: Kit, text: str) -> Print | None:
    return await asyncio.to_thread(_print, kit, text)


def _print(kit: Kit, text: str) -> Print | None:
    return print_of(kit.keys.key("rumour"), text)
