"""At the epoch, which circles have K plausible authors now: all of them at once (P1, P9)."""

from uuid import UUID

import numpy as np

from mimi.anonymity.vouching import vouched
from mimi.kit.chunks import chunks
from mimi.kit.columns import Column
from mimi.kit.db import Connection
from mimi.kit.graph import Graph
from mimi.kit.kit import Kit
from mimi.kit.windows import next_window
from mimi.rooms.circles import holders, labels, plausible, store_core, store_tokens
from mimi.rooms.circles.model import Named
from mimi.rooms.circles.town import Seated


async def review(kit: Kit, db: Connection, personal: Graph, present: Seated) -> None:
    """The core has grown, friends have come, members have left: who could write is counted anew."""
    first, length = labels.present(kit, "post"), labels.length(kit, "post")
    epochs, core = [first, first + length], await _core(kit, db, present)
    since = next_window(kit.clock.now(), kit.settings.rhythm.edition)
    for some in chunks(np.arange(len(present.circles))):
        ids = present.circles.named(some)
        authors = await _authors(kit, db, present, some, epochs)
        begun = await store_tokens.will_publish_of(db, ids, epochs)
        enough = {of for of, ones in authors.items() if _enough(kit, ones, personal, core)}
        for circle, epoch in sorted(enough - begun):
            await store_tokens.start_publishing(db, circle, epoch, since)
        for circle, epoch in sorted(begun - enough):
            await plausible.review(kit, db, circle, epoch)


async def _authors(
    kit: Kit, db: Connection, present: Seated, some: Column, epochs: list[int]
) -> dict[tuple[UUID, int], list[int]]:
    """Who of the members of these circles holds post tokens of each of the epochs."""
    circles, ids = present.circles, present.everybody.ids
    held = await store_tokens.holders_of(db, circles.named(some), epochs)
    members = {circles.ids[at]: ones for at, ones in present.members(some)}
    return {
        (circle, epoch): [
            one
            for one in members.get(circle, ())
            if holders.tag(kit, Named(circle, "post", epoch), ids[one].bytes) in tags
        ]
        for (circle, epoch), tags in held.items()
    }


def _enough(kit: Kit, authors: list[int], personal: Graph, core: set[int] | None) -> bool:
    """Whether K of them are vouched for. Who is of the core is so without anybody else."""
    k = kit.settings.circle.k
    if len(authors) < k or core is None:
        return len(authors) >= k
    itself = sum(one in core for one in authors)
    return itself >= k or vouched(sorted(authors), personal, core) >= k


async def _core(kit: Kit, db: Connection, present: Seated) -> set[int] | None:
    """None: everybody vouches, since the operator named no founders."""
    if kit.settings.founders == "none":
        return None
    return set(present.everybody.keyed(await store_core.core(db)))
