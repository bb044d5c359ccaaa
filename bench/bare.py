"""The yardstick: a bare ASGI handler that runs the feed's statements with asyncpg and msgspec.

No framework, no dependency injection, no labels, no cursor: what is left is what a page costs.
"""

import hmac
from base64 import urlsafe_b64decode
from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from mimi.anonymity.order import viewer_seed
from mimi.kit.db import PlainConnection
from mimi.kit.keys import Keys
from mimi.rooms.accounts.store_sessions import FIND
from mimi.rooms.circles.store_sight import SIGHT_OF
from mimi.rooms.feed.model import BEGINNING
from mimi.rooms.feed.store import NEWEST_VISIBLE
from mimi.rooms.friends.store import COUNT
from mimi.rooms.secrets import Secret

Scope = dict[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]

NAMES = Secret.__struct_fields__
HEADERS = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]


class Bare:
    def __init__(self, url: str, keys: Keys) -> None:
        self.url, self.session_key, self.order_key = url, keys.key("session"), keys.key("order")
        self.pool: asyncpg.Pool | None = None

    async def __call__(self, scope: Scope, _: object, send: Send) -> None:
        if scope["type"] != "http":
            return
        if self.pool is None:
            self.pool = await asyncpg.create_pool(
                self.url, min_size=4, max_size=4, connection_class=PlainConnection
            )
        token = next(value for name, value in scope["headers"] if name == b"authorization")
        async with self.pool.acquire() as db:
            body = await self.page(db, urlsafe_b64decode(token[7:] + b"="))
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await send({"type": "http.response.body", "body": body})

    async def page(self, db: Any, token: bytes) -> bytes:
        """Session, gate, sight, secrets: the four statements of a page."""
        tag = hmac.new(self.session_key, b"\0\0\0\x20" + token, sha256).digest()
        session = await db.fetchrow(FIND, tag)
        viewer: UUID = session["account"]
        sights = await db.fetch(SIGHT_OF, viewer) if await db.fetchval(COUNT, viewer) >= 3 else []
        columns = zip(*sights, strict=True) if sights else ((), (), (), ())
        seed = viewer_seed(self.order_key, viewer)
        rows = await db.fetch(NEWEST_VISIBLE, *columns, seed, *BEGINNING)
        cards = [dict(zip(NAMES, row[2:], strict=True)) for row in rows]
        return msgspec.json.encode({"cards": cards, "next": None, "edition": rows[0]["newest"]})
