"""What a server may tell of people, or let them do."""

# pyright: reportPrivateUsage=false

import asyncio
from collections.abc import Sequence
from io import BytesIO
from uuid import UUID

import numpy as np
from PIL import Image

from mimi.anonymity import vouching
from mimi.anonymity.buckets import ON_TIME
from mimi.kit.columns import Numbering
from mimi.kit.db import Connection
from mimi.kit.errors import NotFound, Problem
from mimi.kit.kit import Kit
from mimi.kit.versions import Versions
from mimi.rooms import moderation, photos, secrets
from mimi.rooms.accounts import Viewer, codes, store
from mimi.rooms.accounts.numbers import normalise, phone_tag
from mimi.rooms.circles import batches, labels, store_sight
from mimi.rooms.circles.model import Named
from mimi.rooms.comments import actions as comments
from mimi.rooms.comments import queue as comment_queue
from mimi.rooms.comments.model import Said
from mimi.rooms.contacts import actions as contacts
from mimi.rooms.contacts.model import Contacts, Uploaded
from mimi.rooms.feed import actions as feed
from mimi.rooms.friends import actions as friends
from mimi.rooms.friends import store as store_friends
from mimi.rooms.moderation import cases, store_queue
from mimi.rooms.moderation.model import Content, Item
from mimi.rooms.reactions import actions as reactions
from mimi.rooms.secrets import store as secret_store
from mimi.rooms.secrets.model import Live, Secret

SLOW = 0.004  # seconds
CIRCLE_OF = "SELECT circle FROM secrets WHERE secret = $1"


def badges_at_once() -> None:
    """An author's comment comes out with those of others."""

    async def at_once(kit: Kit, db: Connection, window: int, said: Said) -> None:
        await comment_queue.put(kit, db, window, said)

    comments._queue = at_once


def exact_counts() -> None:
    """Every like shows."""

    def exact(count: int, _: bytes) -> int:
        return count

    reactions.bucket = exact


def rungs_on_time() -> None:
    """Every secret climbs with the like that is wanted at least."""
    late = reactions._late

    def on_time(kit: Kit, secret: Live, what: bytes) -> bytes:
        return ON_TIME if what == b"rung" else late(kit, secret, what)

    reactions._late = on_time


def members_are_known() -> None:
    """A code is not sent twice a day to who is a member: so one can ask who is."""
    issue = codes.issue

    async def telling(kit: Kit, db: Connection, number: str, address: str) -> str:
        if await store.holder(db, phone_tag(kit, number)):
            raise Problem(409, "member", "This number has an account.")
        return await issue(kit, db, number, address)

    codes.issue = telling


def joins_show() -> None:
    """The gate counts friends one by one, and from the moment they join."""

    async def counting(kit: Kit, db: Connection, viewer: Viewer) -> friends.Gate:
        everybody = Numbering(list(await friends.accounts.joined_days(db)))
        agreed = await friends.contacts.pairs(db, everybody)
        ends = np.concatenate(agreed.ends(agreed.places))
        here = int(np.count_nonzero(ends == everybody.of([viewer])))
        return friends.Gate(here >= kit.settings.circle.friends_needed, str(here))  # pyright: ignore[reportArgumentType]

    friends.gate = counting


def members_take_longer() -> None:
    """More is looked up for who is a member."""
    issue = codes.issue

    async def slow(kit: Kit, db: Connection, number: str, address: str) -> str:
        if await store.holder(db, phone_tag(kit, number)):
            await asyncio.sleep(SLOW)
        return await issue(kit, db, number, address)

    codes.issue = slow


def warm_for_friends() -> None:
    """A page comes sooner when a friend has just read one."""
    page, last = feed.page, [UUID(int=0)]

    async def warmed(kit: Kit, viewer: Viewer, now: Versions, cursor: str | None) -> bytes:
        async with kit.database.reading() as db:
            known = await store_friends.friends(db, viewer)
        if last.pop() not in known:
            await asyncio.sleep(SLOW)
        last.append(viewer)
        return await page(kit, viewer, now, cursor)

    feed.page = warmed


def members_are_counted() -> None:
    """An upload says how many of the numbers are here."""
    upload = contacts.upload

    async def counted(kit: Kit, viewer: Viewer, sent: Contacts) -> Uploaded:
        done, here = await upload(kit, viewer, sent), 0
        async with kit.database.reading() as db:
            for written in sent.numbers:
                number = normalise(written, kit.settings.region)
                here += bool(number and await store.holder(db, phone_tag(kit, number)))
        return Uploaded(here, done.refused)

    contacts.upload = counted


def original_photos() -> None:
    """The file as the camera wrote it."""

    async def rebuild(_: Kit, data: bytes) -> bytes:
        return data

    photos.rebuild = rebuild


def exif_is_kept() -> None:
    """The picture is drawn again, and what the camera said put back."""
    anew = photos.rebuild

    async def rebuild(kit: Kit, data: bytes) -> bytes:
        out = BytesIO()
        with (
            Image.open(BytesIO(data)) as before,
            Image.open(BytesIO(photos.picked(await anew(kit, data)).data)) as after,
        ):
            after.save(out, "WEBP", exif=before.getexif())
        return out.getvalue()

    photos.rebuild = rebuild


def vouching_off() -> None:
    """Everybody counts towards K."""

    def add(self: vouching.Vouching[UUID], candidate: UUID) -> bool:
        return True

    vouching.Vouching.add = add


def one_vouches_for_all() -> None:
    """A core account is not used up by whom it vouches for."""

    def match(self: vouching.Vouching[UUID], candidate: UUID, tried: set[UUID]) -> bool:
        return any(True for _ in self._vouchers(candidate)) and not tried

    vouching.Vouching._match = match


def one_friend_is_near() -> None:
    """Comment tokens for whoever has a friend in the circle."""
    before = batches._open_to

    async def open_to(kit: Kit, db: Connection, viewer: Viewer) -> dict[UUID, Named]:
        present = labels.present(kit, "comment")
        circles = {sight.circle for sight in await store_sight.sight_of(db, viewer)}
        more = [Named(circle, "comment", present) for circle in circles]
        return await before(kit, db, viewer) | {labels.label(kit, of): of for of in more}

    batches._open_to = open_to


def any_circle_answers() -> None:
    """It is not asked of which circle a comment token is."""

    async def find(db: Connection, _: UUID, secret: UUID) -> Secret:
        circle = await db.fetchval(CIRCLE_OF, secret)
        for found in await secret_store.find(
            db, [circle] if circle else [], secret, await secret_store.newest(db)
        ):
            return found
        raise NotFound

    secrets.find_in_circle = find


def case_of_a_circle() -> None:
    """Cases of one circle begin alike."""

    def name(kit: Kit, item: Item) -> UUID:
        tag = kit.keys.tag("case", item.circle.bytes, item.secret.bytes)
        return UUID(bytes=item.circle.bytes[:8] + tag[:8])

    cases.name = name


def moderators_see_ids() -> None:
    """What a moderator reads says which secret it is, so what else it said."""
    content = cases.content

    async def named(db: Connection, item: Item) -> Content | None:
        found = await content(db, item)
        return found and found._replace(text=f"{found.text} {item.secret}")

    cases.content = named


def queue_of_arrival() -> None:
    """Moderators find what was reported last at the end of their queue."""
    by_arrival = "c.risk DESC, c.xmin::text::bigint"
    store_queue.QUEUE = store_queue.QUEUE.replace("c.risk DESC, c.case_id", by_arrival)


def jurors_judge_friends() -> None:
    """Nobody looks whether a juror sees the circle that a case is of."""

    async def nowhere(db: Connection, of: Sequence[UUID]) -> dict[UUID, UUID]:
        return dict.fromkeys(of, UUID(int=0))

    moderation.circles_of = nowhere
