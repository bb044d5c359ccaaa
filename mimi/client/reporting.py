"""Reporting, signed in; and what an author says by key, without session."""

import json
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mimi.client.refunds import NotMine
from mimi.client.vault import Key, appeal, notice_key, outcome_name, safe
from mimi.client.writing import Writing
from mimi.kit import base64url


class Reporting(Writing):
    async def report(self, secret: UUID | str, reason: str, comment: UUID | None = None) -> str:
        """Reports a secret or a comment on it. The receipt, by which the outcome is found."""
        body = {"secret": str(secret), "reason": reason, "comment": comment and str(comment)}
        return (await self.ask("POST", "/v1/reports", json=body)).json()["receipt"]

    async def outcome(self, receipt: str) -> dict[str, Any] | None:
        """What came of what was reported; None while nobody has looked."""
        return await self._outcome(base64url.decode(receipt))

    async def notice(self, secret: UUID, comment: UUID | None = None) -> dict[str, Any] | None:
        """What was decided about an own secret or comment; None: nothing. NotMine."""
        return await self._outcome(notice_key((await self._own(secret, comment)).public))

    async def appeal(self, secret: UUID, text: str, comment: UUID | None = None) -> None:
        """Says something against a decision; moderators have it after the night. NotMine."""
        key = await self._own(secret, comment)
        ids = [secret, comment] if comment else [secret]
        await self._plead("/v1/appeals", key, appeal(ids, text), secret, comment, text)

    async def say_safe(self, secret: UUID) -> None:
        """Tells those who worry, after the night, that one is safe. NotMine."""
        await self._plead("/v1/safe", await self.key_of(secret), safe(secret), secret)

    async def _outcome(self, key: bytes) -> dict[str, Any] | None:
        """The list is the same for everybody; what is of this device, it knows itself."""
        name = base64url.encode(outcome_name(key))
        for one in (await self.ask_unsigned("GET", "/v1/outcomes")).json()["outcomes"]:
            if one["name"] == name:
                box = base64url.decode(one["box"])
                return json.loads(AESGCM(key).decrypt(box[:12], box[12:], None))
        return None

    async def _own(self, secret: UUID, comment: UUID | None) -> Key:
        if comment is None:
            return await self.key_of(secret)
        if comment not in self.comment_keys:
            raise NotMine
        return self.comment_keys[comment]

    async def _plead(  # noqa: PLR0913, PLR0917 who by key, what and of what
        self,
        path: str,
        key: Key,
        message: bytes,
        secret: UUID,
        comment: UUID | None = None,
        text: str = "",
    ) -> None:
        proof = {
            "key": base64url.encode(key.public),
            "signature": base64url.encode(key.sign(message)),
        }
        body = {"secret": str(secret), "comment": comment and str(comment), "text": text, **proof}
        await self.ask_unsigned("POST", path, json=body)
