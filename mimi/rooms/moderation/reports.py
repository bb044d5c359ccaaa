"""Reporting: gone at once for whoever reports, on their device, and held for all when it is grave.

Protects whoever reports: a report is kept under an HMAC of the member and the item, like a like,
and the name of the member's record is sealed beside it, so that a thief of the database can tie
two reports neither to a member nor to each other. Everybody who reports an item gets the same
answer, whatever the report does.
"""

from collections.abc import Sequence
from uuid import UUID

from mimi.kit import base64url
from mimi.kit.db import Connection
from mimi.kit.errors import NotFound
from mimi.kit.kit import Kit
from mimi.kit.limits import allow, may
from mimi.rooms import accounts, circles, comments, secrets
from mimi.rooms.accounts import Viewer
from mimi.rooms.moderation import cases, holds, looks, policy, store, store_reports
from mimi.rooms.moderation.model import JURY, Content, Hold, Item, Receipt, Report
from mimi.rooms.moderation.policy import Strength, Told

PASSING = 3  # items that a member's reports alone may hide in a day


async def report(kit: Kit, db: Connection, viewer: Viewer, asked: Report) -> Receipt:
    """Once a member and item; again changes nothing. Problems: NotFound; too-many."""
    item, content = await _visible(kit, db, viewer, asked)
    case = cases.name(kit, item)
    await allow(kit, db, "report", viewer.bytes, kit.settings.caps.reports_per_day)
    waiting = (await store.open_case(db, case, item, kit.day(), asked.reason)).waiting
    told = Told(asked.reason, await weight(kit, db, viewer))
    open_again = waiting or await _may_wait_again(db, case, told)
    if open_again and await _add(kit, db, viewer, case, told):
        await consider(db, case, item, content)
        if policy.passing(told, content.photo):
            await _pass(kit, db, viewer, case, item, told)
    return Receipt(base64url.encode(receipt(kit, case)))


async def _may_wait_again(db: Connection, case: UUID, told: Told) -> bool:
    """What a moderator only looked up waits like what nobody knew. What was let go, once, does when
    new reports weigh as much as several, or one is grave: one mistake of one moderator is not the
    last word."""
    if await store.decisions(db, case):
        return await store_reports.let_go_once(db, case) or not await is_settled(db, case, [told])
    return await store.hold(db, case) is None


async def is_settled(db: Connection, case: UUID, told: Sequence[Told]) -> bool:
    """Whether somebody decided about what these say. What names or threatens a person is let go by
    two, as it is removed by two: one moderator's word, or jurors', who decide about nothing grave,
    settles nothing when somebody says so afterwards. Once: a second decision is the last."""
    decided = await store.decisions(db, case)
    grave = any(one.reason in policy.STRONG and one.weight for one in told)
    by_jurors = all(one.moderator == JURY for one in decided)
    by_one = len(decided) == 1 and decided[0].outcome == "kept"
    return bool(decided) and not (grave and (by_jurors or by_one))


def receipt(kit: Kit, case: UUID) -> bytes:
    """By which whoever reported finds the outcome, among all outcomes and without asking for it."""
    return kit.keys.tag("receipt", case.bytes)


async def _visible(kit: Kit, db: Connection, viewer: Viewer, asked: Report) -> tuple[Item, Content]:
    """Through the viewer: what is not visible, or gone, is NotFound."""
    found = await secrets.find(kit, db, viewer, asked.secret)
    item = Item(found.circle, found.secret, asked.comment)
    if asked.comment and not await comments.released(db, *item[:2], asked.comment):
        raise NotFound
    content = await cases.content(db, item)
    if content is None:
        raise NotFound
    return item, content


async def _add(kit: Kit, db: Connection, viewer: Viewer, case: UUID, told: Told) -> bool:
    tag = kit.keys.tag("report", viewer.bytes, case.bytes)
    sealed = kit.keys.seal("reporter", await reporter(kit, db, viewer))
    step = len(await store.decisions(db, case))
    return await store_reports.add(db, case, tag, sealed, told, step)


async def since(db: Connection, case: UUID) -> list[Told]:
    """What was said after the last decision: of it whoever decided knew nothing."""
    return await store_reports.of(db, case, len(await store.decisions(db, case)))


async def reporter(kit: Kit, db: Connection, viewer: Viewer) -> bytes:
    """The name of the member's record. Of the number, so that a new account has the old record; of
    who somebody is at WeChat or WeCom when they have none."""
    numbers = (await accounts.phone_tags_of(db, [viewer]))[viewer]
    known = numbers or (await accounts.tags_of(db, [viewer]))[viewer]
    return kit.keys.tag("reporter", min(known, default=viewer.bytes))


async def weight(kit: Kit, db: Connection, viewer: Viewer) -> int:
    """How much this member's word counts, in quarters of 100."""
    record = await store_reports.record(db, await reporter(kit, db, viewer))
    return policy.weight(*record, seated=await circles.membership(db, viewer) is not None)


async def consider(db: Connection, case: UUID, item: Item, content: Content) -> None:
    """Holds the item as what it says and all reports of it ask for, and ranks the case. What
    somebody has decided about is held by nobody's votes; by enough of them it waits again."""
    told, seen = await since(db, case), await looks.seen(content)
    rule = policy.gravest([*seen, *(one.reason for one in told)] or content.copied)
    await store.rank(db, case, rule, policy.risk(told, seen | content.copied))
    decided = await is_settled(db, case, told)
    if (told and not decided) or policy.votes_of(told) >= policy.VOTES:
        await store.set_waiting(db, case, waiting=True)
    if decided:
        return
    before, wanted = await store.hold(db, case), policy.strength(told, seen, content.copied)
    if wanted and _is_more(wanted, before):
        await holds.put(db, case, item, rule, wanted)


def _is_more(wanted: Strength, before: Hold | None) -> bool:
    """What hides for a day already is not shown again for a weaker reason."""
    if before is None:
        return True
    return wanted == "hidden" and (before.strength == "stays" or before.until > 0)


async def _pass(  # noqa: PLR0913, PLR0917 who, what and why
    kit: Kit, db: Connection, viewer: Viewer, case: UUID, item: Item, told: Told
) -> None:
    """Hides for a day what this report alone speaks against, a few items a member and day."""
    before = await store.hold(db, case)
    if (before and before.strength == "hidden") or await is_settled(db, case, [told]):
        return
    if await may(kit, db, "passing report", viewer.bytes, PASSING):
        await holds.put(db, case, item, told.reason, "hidden", holds.a_day(kit))
