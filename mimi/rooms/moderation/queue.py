"""The moderators' queue: what waits for a decision, the gravest first (P11)."""

from collections import defaultdict
from uuid import UUID

from mimi.kit.db import Connection
from mimi.kit.errors import NotFound
from mimi.rooms.moderation import cases, store_queue, store_reports
from mimi.rooms.moderation.model import Content, Pending
from mimi.rooms.moderation.policy import Reason
from mimi.rooms.moderation.store_queue import Waiting

MOST = 50  # cases at a time


async def queue(db: Connection) -> list[Pending]:
    """The next cases. What is gone meanwhile is not among them."""
    return await _pendings(db, await store_queue.queue(db, MOST))


async def pending(db: Connection, case: UUID) -> Pending:
    """One case, whether it waits or not. Raises NotFound, also of what is gone meanwhile."""
    one = await store_queue.one(db, case)
    for found in await _pendings(db, [one] if one else []):
        return found
    raise NotFound


async def _pendings(db: Connection, waiting: list[Waiting]) -> list[Pending]:
    reasons = defaultdict[UUID, list[Reason]](list)
    for case, reason in await store_reports.reasons(db, [one.case for one in waiting]):
        reasons[case].append(reason)
    found = [(one, await cases.content(db, one.item)) for one in waiting]
    return [_pending(one, content, reasons[one.case]) for one, content in found if content]


def _pending(one: Waiting, content: Content, reasons: list[Reason]) -> Pending:
    return Pending(
        case=one.case,
        kind="secret" if one.item.comment is None else "comment",
        text=content.text,
        photo=content.photo,
        rule=one.rule,
        reasons=reasons,
        hold=one.hold,
        appeal=one.appeal,
        removed_by=one.removed_by,
    )
