"""The accounts room: numbers, codes, sessions and devices. It knows who, and nothing of secrets."""

from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.limits import destroy_keys, forget_limits, make_keys
from mimi.kit.windows import Errand, Job
from mimi.rooms.accounts import visits
from mimi.rooms.accounts.actions import (
    clean,
    close,
    forget,
    joined_days,
    owned,
    owners,
    phone_tags_of,
    required_number,
    tags_of,
)
from mimi.rooms.accounts.bans import ban
from mimi.rooms.accounts.bans import lift as lift_ban
from mimi.rooms.accounts.elsewhere import arrived_from
from mimi.rooms.accounts.elsewhere import offered_names as elsewhere_offered
from mimi.rooms.accounts.model import Session, Viewer
from mimi.rooms.accounts.numbers import normalise, phone_tag
from mimi.rooms.accounts.routes import routes
from mimi.rooms.accounts.routes_receipts import addresses as receipt_addresses
from mimi.rooms.accounts.signed import (
    COOKIE,
    MaybeSignedIn,
    SignedIn,
    WithSession,
    no_cookie,
    provide_maybe_viewer,
    provide_session,
    provide_viewer,
    viewer_now,
)
from mimi.rooms.accounts.store import departed, lock, present
from mimi.rooms.accounts.store_sessions import among as sessions_among

__all__ = [
    "COOKIE",
    "MaybeSignedIn",
    "Session",
    "SignedIn",
    "Viewer",
    "WithSession",
    "arrived_from",
    "ban",
    "close",
    "departed",
    "elsewhere_offered",
    "errands",
    "forget",
    "jobs",
    "joined_days",
    "lift_ban",
    "lock",
    "no_cookie",
    "normalise",
    "owned",
    "owners",
    "phone_tag",
    "phone_tags_of",
    "present",
    "provide_maybe_viewer",
    "provide_session",
    "provide_viewer",
    "receipt_addresses",
    "required_number",
    "routes",
    "sessions_among",
    "tags_of",
    "viewer_now",
]


async def _night(kit: Kit, db: Connection, window: int) -> None:
    make_keys(kit, window)
    await clean(kit, db)
    await forget_limits(kit, db)


errands: list[Errand] = [visits.write]
jobs = [Job("accounts", lambda kit: kit.settings.rhythm.night, _night, after=destroy_keys)]
