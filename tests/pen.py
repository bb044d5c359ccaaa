"""Writing for tests: tokens of any circle without the ceremony, and requests made by hand."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2

from mimi.client.vault import Key, badge, comment_deletion, comment_id, deletion, secret_id
from mimi.kit import base64url, poprf, tokens
from mimi.kit.kit import Kit
from mimi.kit.windows import window
from tests.scene import everything_changed

CIRCLE = UUID(int=1)


def key(number: int) -> Key:
    return Key(number.to_bytes(32))


def signed(name: str, by: Key, message: bytes) -> dict[str, str]:
    return {name: base64url.encode(by.public), "signature": base64url.encode(by.sign(message))}


class Pen:
    """Its tokens are good; what it sends may be anything."""

    def __init__(self, kit: Kit, http: httpx2.AsyncClient) -> None:
        self.kit, self.http, self.issued = kit, http, 0

    async def token(
        self, purpose: str = "post", circle: UUID = CIRCLE, publishing: bool = True, **more: int
    ) -> str:
        """Fresh, of the present epoch unless `epoch` is given."""
        rhythm = self.kit.settings.rhythm
        length = rhythm.post_tokens if purpose == "post" else rhythm.comment_tokens
        epoch = more.get("epoch", window(self.kit.clock.now(), length))
        label = UUID(int=circle.int * 1_000_000 + epoch // 3600 + (purpose == "post"))
        await self._name(label, circle, purpose, epoch)
        if publishing:
            await self.do(
                "INSERT INTO publishing VALUES ($1, $2, 0) ON CONFLICT DO NOTHING", circle, epoch
            )
        self.issued += 1
        return self._signed(tokens.info(purpose, label, epoch), label)

    async def _name(self, label: UUID, circle: UUID, purpose: str, epoch: int) -> None:
        sql = "INSERT INTO labels VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING"
        await self.do(sql, label, circle, purpose, epoch)

    def _signed(self, info: bytes, label: UUID) -> str:
        secret, _ = poprf.derive_key_pair(self.kit.keys.key("popRF"), b"mimi/tokens")
        given = self.issued.to_bytes(32)
        return tokens.pack(tokens.Token(label, given, poprf.evaluate(secret, given, info)))

    async def tell(
        self,
        token: str,
        text: str = "…",
        by: Key | None = None,
        photo: bytes | None = None,
        **more: Any,
    ) -> httpx2.Response:
        """`more` replaces fields of the secret."""
        post_key = base64url.encode((by or key(1)).public)
        body = {"text": text, "post_key": post_key, "edition": "next", **more}
        return await self.send(token, json.dumps(body).encode(), photo)

    async def send(
        self,
        token: str,
        secret: bytes,
        photo: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> httpx2.Response:
        files: dict[str, Any] = {"secret": (None, secret)}
        if photo is not None:
            files["photo"] = ("holiday.svg", photo, "image/svg+xml")  # both are lies
        sent = {"mimi-token": token, **(headers or {})}
        return await self.http.post("/v1/secrets", headers=sent, files=files)

    async def told(self, text: str = "…", by: Key | None = None, **more: Any) -> UUID:
        """A secret that was accepted."""
        circle: UUID = more.pop("circle", CIRCLE)
        answer = await self.tell(await self.token("post", circle), text, by, **more)
        assert (answer.status_code, answer.content) == (202, b"{}"), answer.text
        return secret_id((by or key(1)).public)

    async def remove(self, secret: UUID, by: Key, message: bytes = b"") -> httpx2.Response:
        body = {"secret": str(secret), **signed("key", by, message or deletion(secret))}
        return await self.http.post("/v1/removals", json=body)

    async def say(
        self, token: str, secret: UUID, text: str = "…", by: Key | None = None, **more: Any
    ) -> httpx2.Response:
        """`more` replaces fields of the comment."""
        comment_key = base64url.encode((by or key(1)).public)
        body = {"secret": str(secret), "text": text, "comment_key": comment_key, **more}
        return await self.http.post("/v1/comments", headers={"mimi-token": token}, json=body)

    async def said(
        self, secret: UUID, text: str = "…", by: Key | None = None, author: Key | None = None
    ) -> UUID:
        """A comment that was accepted; with the badge of the secret's `author`, if given."""
        comment = comment_id((by or key(1)).public)
        badged = signed("post_key", author, badge(secret, comment)) if author else None
        token = await self.token("comment")
        answer = await self.say(token, secret, text, by, badge=badged)
        assert (answer.status_code, answer.content) == (202, b"{}"), answer.text
        return comment

    async def unsay(self, secret: UUID, by: Key, comment: UUID | None = None) -> httpx2.Response:
        """The comment of this key, or another."""
        comment = comment or comment_id(by.public)
        proof = signed("key", by, comment_deletion(secret, comment))
        body = {"secret": str(secret), "comment": str(comment), **proof}
        return await self.http.post("/v1/removals", json=body)

    async def make_public(self, secret: UUID, circle: UUID = CIRCLE) -> None:
        await self.do("UPDATE secrets SET needed = 0 WHERE secret = $1", secret)
        await self.do("INSERT INTO public_secrets VALUES ($1, $2)", secret, circle)

    def window_keys(self, kind: str) -> list[str]:
        """What is left of the keys of windows that have come."""
        folder = Path(self.kit.settings.data) / "keys"
        found = sorted(path.name for path in folder.glob(f"window-{kind}-*"))
        return [name for name in found if int(name.split("-")[2][:10]) <= self.kit.clock.now()]

    async def wait(self, seconds: int) -> None:
        answer = await self.http.post("/v1/clock", json={"seconds": seconds})
        assert answer.status_code == 200, answer.text

    async def do(self, sql: str, *values: object) -> None:
        async with self.kit.database.transaction() as db:
            await db.execute(sql, *values)
            await everything_changed(db)

    async def rows(self, sql: str, *values: object) -> list[Any]:
        async with self.kit.database.reading() as db:
            return await db.fetch(sql, *values)

    async def column(self, sql: str, *values: object) -> list[Any]:
        return [row[0] for row in await self.rows(sql, *values)]
