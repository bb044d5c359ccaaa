"""A server that learns who wrote, because devices say so; and what it may then do with it.

No server of ours can: a request that signs what it tells is refused. So here devices name
themselves (`devices_sign`), nobody refuses it, and the server remembers.
"""

# pyright: reportPrivateUsage=false

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from random import SystemRandom
from typing import Any
from uuid import UUID

import httpx2
import msgspec
import pytest
from litestar import Request

from mimi import departure
from mimi.anonymity import masks
from mimi.client.session import Session
from mimi.kit import base64url
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.versions import Versions
from mimi.rooms import accounts, secrets
from mimi.rooms.accounts import Viewer, store_sessions
from mimi.rooms.accounts.entering import session_tag
from mimi.rooms.circles import Sight
from mimi.rooms.comments import queue as comment_queue
from mimi.rooms.comments import release as comment_release
from mimi.rooms.comments.model import Act, Comment, Said
from mimi.rooms.feed import actions as feed
from mimi.rooms.feed.model import Feed
from mimi.rooms.reactions import actions as reactions
from mimi.rooms.reactions.model import Seen
from mimi.rooms.secrets import actions, queue, store_queue
from mimi.rooms.secrets.model import Card, Options, Secret

# by name, since a room's door has its list of routes under the same
secret_routes: Any = import_module("mimi.rooms.secrets.routes")
comment_routes: Any = import_module("mimi.rooms.comments.routes")

HEADER = "x-writer"
FRIENDS = "SELECT friend FROM friendships WHERE account = $1"

writer: ContextVar[str] = ContextVar("writer", default="")
friends: ContextVar[frozenset[UUID]] = ContextVar("friends", default=frozenset())
authors: dict[UUID, UUID] = {}  # secret → account
arrived: dict[UUID, int] = {}  # secret → its number
commenters: dict[bytes, UUID] = {}  # comment → account


@contextmanager
def devices_sign() -> Generator[None]:
    """In the process of the devices: whatever they tell by token names the session too."""
    unsigned = Session.unsigned

    def signed(self: Session, method: str, path: str, **more: Any) -> httpx2.Request:
        request = unsigned(self, method, path, **more)
        request.headers[HEADER] = self.session or ""
        return request

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Session, "unsigned", signed)
        yield


def remember() -> None:
    """Who wrote what, and in which order it came."""
    secret_routes.refuse_signed = comment_routes.refuse_signed = _listen
    tell, say = queue.put, comment_queue.put

    async def put(kit: Kit, db: Connection, present: int, circle: UUID, told: queue.Told) -> None:
        authors[told.secret] = await _account(kit, db)
        arrived[told.secret] = len(arrived)
        await tell(kit, db, present, circle, told)

    async def put_comment(kit: Kit, db: Connection, window: int, act: Act) -> None:
        if isinstance(act, Said):
            commenters[act.comment] = await _account(kit, db)
        await say(kit, db, window, act)

    queue.put, comment_queue.put = put, put_comment


def _listen(request: Request[Any, Any, Any]) -> None:
    writer.set(request.headers.get(HEADER, ""))


async def _account(kit: Kit, db: Connection) -> UUID:
    row = await store_sessions.find(db, session_tag(kit, base64url.decode(writer.get(), 32)))
    assert row, "the device did not say who it is"
    return row["account"]


def know_friends() -> None:
    """Of whoever looks."""
    remember()
    sights = actions.sights

    async def looked(kit: Kit, db: Connection, viewer: Viewer | None) -> list[Sight]:
        rows = await db.fetch(FRIENDS, viewer)
        friends.set(frozenset({row["friend"] for row in rows} | ({viewer} if viewer else set())))
        return await sights(kit, db, viewer)

    actions.sights = secrets.sights = looked


def _cards(change: Callable[[Card, Viewer | None], Card]) -> None:
    """What a viewer is shown goes through `change(card, viewer)`."""
    card = actions.card

    def changed(kit: Kit, viewer: Viewer | None, secret: Secret, sights: list[Sight]) -> Card:
        return change(card(kit, viewer, secret, sights), viewer)

    actions.card = secrets.card = changed


def _pages(change: Callable[[Feed], Feed]) -> None:
    """A page of the feed goes through this."""
    page = feed.page

    async def changed(kit: Kit, viewer: Viewer, now: Versions, cursor: str | None) -> bytes:
        found = msgspec.json.decode(await page(kit, viewer, now, cursor), type=Feed)
        return msgspec.json.encode(change(found))

    feed.page = changed


# faults -----------------------------------------------------------------------------------


def button_for_friends() -> None:
    """Only the author's friends are offered to answer."""
    know_friends()

    def button(card: Card, _: Viewer | None) -> Card:
        near = authors.get(card.secret) in friends.get()
        return card if near else msgspec.structs.replace(card, near=False, label=None)

    _cards(button)


def three_friends_rule() -> None:
    """The audience is the author's friends, as in 2014."""
    know_friends()

    def of_friends(page: Feed) -> Feed:
        cards = [one for one in page.cards if authors.get(one.secret) in friends.get()]
        return msgspec.structs.replace(page, cards=cards)

    _pages(of_friends)


def gone_with_its_author() -> None:
    """Whoever deletes the account takes what was told along, at once."""
    remember()
    close = accounts.close

    async def closed(db: Connection, viewer: Viewer) -> None:
        mine = [secret for secret, account in authors.items() if account == viewer]
        await secrets.erase(db, await store_queue.places(db, mine))
        await close(db, viewer)

    departure.accounts.close = closed


def author_column() -> None:
    """A secret's row says who told it, as a tag."""
    remember()
    insert = store_queue.insert

    async def inserted(db: Connection, secret: Secret, options: Options) -> bool:
        await db.execute("ALTER TABLE secrets ADD COLUMN IF NOT EXISTS told_by uuid")
        new = await insert(db, secret, options)
        told = "UPDATE secrets SET told_by = $2 WHERE secret = $1"
        await db.execute(told, secret.secret, authors.get(secret.secret))
        return new

    store_queue.insert = inserted


def mask_of_ones_own() -> None:
    """A member has one mask for ever."""
    _masks(lambda account: account.int % masks.MASKS)


def masks_nearby() -> None:
    """A member's masks are among forty neighbours."""
    _masks(lambda account: (account.int + masks.draw(SystemRandom())) % 40 + account.int % 200)


def _masks(of: Callable[[UUID], int]) -> None:
    remember()
    shown = comment_release._comment

    def masked(kit: Kit, act: Said) -> Comment:
        mask = of(commenters[act.comment])
        return msgspec.structs.replace(shown(kit, act), mask=mask)

    comment_release._comment = masked


def order_of_arrival() -> None:
    """A page of the feed lists each edition as it was told."""
    remember()

    def in_order(page: Feed) -> Feed:
        cards = sorted(page.cards, key=lambda one: (-one.edition, arrived.get(one.secret, 0)))
        return msgspec.structs.replace(page, cards=cards)

    _pages(in_order)


def etag_of_arrival() -> None:
    """A cache is told which version a secret is."""
    remember()
    show = actions.show

    async def shown(kit: Kit, db: Connection, viewer: Viewer | None, secret: UUID) -> Card:
        secret_routes.UNKEPT["etag"] = f'"{arrived.get(secret, 0):08}"'
        return await show(kit, db, viewer, secret)

    actions.show = shown


def liked_by_a_friend() -> None:
    """A card says so."""
    know_friends()
    liked: dict[UUID, set[UUID]] = {}
    like = reactions.like

    async def remembered(kit: Kit, seen: Seen, secret: UUID) -> None:
        await like(kit, seen, secret)
        liked.setdefault(secret, set()).add(seen.viewer)

    def labelled(card: Card, viewer: Viewer | None) -> Card:
        by_friend = liked.get(card.secret, set()) - {viewer} & friends.get()
        return msgspec.structs.replace(card, note="heated") if by_friend else card

    reactions.like = remembered
    _cards(labelled)
