"""When a circle publishes: K plausible authors, and fakes do not count (P1, P9)."""

from uuid import UUID

from mimi.anonymity.vouching import vouched
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.windows import next_window
from mimi.rooms import friends
from mimi.rooms.circles import holders, store, store_core, store_tokens


async def consider(kit: Kit, db: Connection, circle: UUID, epoch: int) -> None:
    """Lets the circle publish in a token epoch once K vouched members hold its post tokens.

    Below K a secret waits on its author's device, never here: later members could not have
    written it.
    """
    if not await store_tokens.will_publish(db, circle, epoch):
        await _begin_if_enough(kit, db, circle, epoch)


async def review(kit: Kit, db: Connection, circle: UUID, epoch: int) -> None:
    """The same when members have come and gone; and ends it when fewer than K are left.

    Protects those who stay. Who left has tokens, but a device spends none of a circle that its
    member is not in, and who deleted the account has none: neither could have written any more.
    Only at the epoch, when everybody comes and goes, so that nobody sees who left when.
    """
    if await _begin_if_enough(kit, db, circle, epoch):
        return
    if not await store_tokens.will_publish(db, circle, epoch):
        return
    await store.lock_circle(db, circle)  # only now: the others' members go on fetching tokens
    if not await _begin_if_enough(kit, db, circle, epoch):
        await store_tokens.stop_publishing(db, circle, epoch)


async def _begin_if_enough(kit: Kit, db: Connection, circle: UUID, epoch: int) -> bool:
    authors = await holders.among(kit, db, circle, epoch, await store.members_of(db, circle))
    if len(authors) < kit.settings.circle.k or not await _vouched(kit, db, authors):
        return False
    since = next_window(kit.clock.now(), kit.settings.rhythm.edition)
    await store_tokens.start_publishing(db, circle, epoch, since)
    return True


async def publishing(kit: Kit, db: Connection, circle: UUID, epoch: int) -> bool:
    """Whether it publishes by now.

    It begins with an edition window, since the moment at which the page changes would else say to
    everybody in the circle when the last of the K fetched tokens, so was online (P4).
    """
    return await store_tokens.publishes(db, circle, epoch, kit.clock.now())


async def _vouched(kit: Kit, db: Connection, authors: set[UUID]) -> bool:
    near = await friends.personal_friends_of(db, authors)
    everybody = authors.union(*near.values())
    core = await real(kit, db, everybody)
    return vouched(sorted(authors), near, core) >= kit.settings.circle.k


async def real(kit: Kit, db: Connection, accounts: set[UUID]) -> set[UUID]:
    """Those of the accounts that vouch; all of them where the operator named no founders."""
    if kit.settings.founders == "none":
        return accounts
    return await store_core.core_among(db, accounts)
