"""What members do with their circle: look at its state, leave it."""

from uuid import UUID

from mimi.kit.chunks import chunks
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.windows import window
from mimi.rooms import accounts
from mimi.rooms.accounts import Viewer
from mimi.rooms.circles import labels, plausible, store, store_core, store_sight
from mimi.rooms.circles.model import CircleState, State
from mimi.settings_tables import DAY

REST = 35 * DAY  # between two circles: the secrets of the first one have expired


async def state(kit: Kit, db: Connection, viewer: Viewer) -> CircleState:
    return CircleState(await _state(kit, db, viewer), kit.settings.circle.k)


async def _state(kit: Kit, db: Connection, viewer: Viewer) -> State:
    circle = await store.circle_of(db, viewer)
    if circle is None:
        return "waiting" if await store.waits(db, viewer) else "none"
    present = labels.present(kit, "post")
    by_now = await plausible.publishing(kit, db, circle, present)
    return "publishing" if by_now else "gathering"


async def start_leaving(kit: Kit, db: Connection, viewer: Viewer) -> None:
    """Noted now, done at the epoch with everybody else's coming and going.

    The row in the pool is the wish; its `since` keeps the member out of circles for 35 days, so
    that nobody hops from one to the next while secrets of the first one can still be read.
    Protects those who stay: an exact time of leaving could be held against a secret.
    """
    if await store.circle_of(db, viewer) is None:
        return
    length = kit.settings.rhythm.epoch
    rest = max(REST, kit.settings.rhythm.secret_life)
    await store.enter_pool(db, [viewer], window(kit.clock.now(), length) + length + rest)


async def viewers_at(db: Connection, circle: UUID, edition: int) -> dict[int, int]:
    """Rung → how many viewers it had when the edition came out."""
    rows = await store_sight.audiences(db, [circle])
    return {needed: viewers for _, needed, since, viewers in rows if since <= edition}


async def forget(db: Connection, account: UUID) -> None:
    """Everything this room has of an account.

    What it could have told stays as plausible, and until the epoch's end its number is issued no
    second batch: no row of those names it.
    """
    await store.leave(db, [account])
    await store.leave_pool(db, [account])
    await store_core.forget_core(db, account)
    await store_core.forget_vouch(db, account)
    await store_core.free_lines(db, account)
    await store_sight.forget_viewer(db, account)


async def import_roster(kit: Kit, db: Connection, numbers: list[str]) -> int:
    """Names real people by their numbers, kept as tags only; how many of them are numbers."""
    normal = (accounts.normalise(number, kit.settings.region) for number in numbers)
    tags = sorted({accounts.phone_tag(kit, number) for number in normal if number})
    for some in chunks(tags):
        await store_core.add_to_roster(db, some)
    return len(tags)
