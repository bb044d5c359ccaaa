"""Telling and answering: by token, without cookie and without session."""

import asyncio
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from typing import Any, Literal, TypedDict, Unpack
from uuid import UUID

import httpx2

from mimi.client.even import even_json, even_photo
from mimi.client.refunds import NotMine, Refunding
from mimi.client.session import Refused, Unsure, accepted
from mimi.client.tokens import Batch, Held, NoToken, Written
from mimi.client.vault import (
    Key,
    badge,
    closing,
    comment_deletion,
    comment_id,
    deletion,
    secret_id,
)
from mimi.kit import base64url
from mimi.kit.poprf import Blinded
from mimi.kit.tokens import pack

UNREACHED = (httpx2.ConnectError, httpx2.ConnectTimeout)  # nothing was sent
LOST = ("away", "fault", "unknown")  # from a server that may have taken it before it failed
WORTHLESS = ("token-spent", "token-forged", "token-epoch")  # a token so refused is thrown away


class Options(TypedDict, total=False):
    """What is chosen for one secret; none of it comes back in an answer."""

    edition: Literal["any", "next"]  # of the next three, or, weaker, the very next
    reach: Literal["anyone", "near"]  # "near": stays with who has three friends in the circle
    life: Literal["day", "week", "month"]  # from its edition on


USUAL = Options(edition="any", reach="anyone", life="month")  # sent like any other choice


class Writing(Refunding):
    tries = 3  # of a request whose answer got lost
    pause = 0.0  # seconds between two of them

    async def fetch_tokens(self) -> int:
        """Asks for every batch this device may hold and lacks; how many tokens it got.

        ValueError when the server's proof does not hold: then nothing of that batch is kept.
        """
        before = len(self.wallet.unspent)
        try:
            await self._fetch_missing()
        except Refused as refused:
            if refused.name != "not-found":
                raise
            await self._fetch_missing()  # an epoch ended after the server said what there is
        return len(self.wallet.unspent) - before

    async def _fetch_missing(self) -> None:
        place = await self.place()
        offered = await self.batches()
        missing = self.wallet.missing(offered, place["now"])
        if missing:
            await self._fetch(missing, base64url.decode(place["token_key"], 32), place["now"])

    async def batches(self) -> list[Batch]:
        """What this device may hold; the one that ended is there to find the own secrets."""
        return [Batch.of(row) for row in (await self.ask("GET", "/v1/batches")).json()]

    async def _fetch(self, missing: list[Batch], key: bytes, now: int) -> None:
        sent = {batch.label: batch.blinded(self.vault) for batch in missing}
        try:
            answers = await self._evaluated(sent)
        except Refused as refused:
            if refused.name != "other-batch":
                raise
            await self._fetch_singly(missing, key, now)
            return
        for batch in missing:
            self.wallet.put(batch, sent[batch.label], answers[batch.label], key, now)
            self.wallet.batches[batch.label] = batch

    async def _evaluated(self, sent: dict[UUID, list[Blinded]]) -> dict[UUID, dict[str, Any]]:
        body = [
            {"label": str(label), "blinded": [base64url.encode(one.point) for one in batch]}
            for label, batch in sent.items()
        ]
        answers = await self.ask("POST", "/v1/batches", json={"batches": body})
        return {UUID(answer["label"]): answer for answer in answers.json()}

    async def _fetch_singly(self, missing: list[Batch], key: bytes, now: int) -> None:
        """After a change of vault: what the old vault was issued is lost, the rest is not."""
        if len(missing) == 1:
            self.wallet.batches[missing[0].label] = missing[0]
            return
        for batch in missing:
            await self._fetch([batch], key, now)

    async def tell(
        self,
        text: str,
        look: str = "",
        photo: bytes | None = None,
        *,
        post_seed: bytes | None = None,
        **options: Unpack[Options],
    ) -> UUID:
        """The id that the secret will have. Refused, NoToken, Resting.

        `post_seed` (32 bytes) replaces the post key of the vault, for experiments.
        """
        chosen = {"look": look, **USUAL, **options}

        async def tell_with(held: Held) -> UUID:
            key = Key(post_seed) if post_seed else self.vault.secret_key(held.token.input)
            post_key = base64url.encode(key.public)
            form = {"text": text, **chosen, "post_key": post_key}
            secret = secret_id(key.public)
            self.post_keys[secret] = key
            with self._noted(secret, secret, held):
                await self._spend(held, "/v1/secrets", files=_multipart(form, photo))
            return secret

        return await self._with_token("post", None, tell_with)

    async def comment(
        self,
        card: dict[str, Any],
        text: str,
        badge: bool = False,
        reply_to: UUID | str | None = None,
    ) -> UUID:
        """The id that the comment will have. Refused, NoToken (also when not near), Resting.

        `badge` says that the secret's author speaks, and comes out in the night. NotMine.
        `reply_to` is a comment that is out.
        """
        to = str(reply_to) if reply_to else None
        if not card["label"]:
            raise NoToken
        secret = UUID(card["secret"])
        own = await self.key_of(secret) if badge else None

        async def comment_with(held: Held) -> UUID:
            key = self.vault.comment_key(held.token.input)
            comment = comment_id(key.public)
            badged = _badge(own, secret, comment) if own else None
            body = {"secret": str(secret), "text": text, "badge": badged, "reply_to": to}
            body["comment_key"] = base64url.encode(key.public)
            self.comment_keys[comment] = key
            with self._noted(comment, secret, held):
                await self._spend(held, "/v1/comments", json=body)
            return comment

        return await self._with_token("comment", UUID(card["label"]), comment_with)

    async def find_told(self) -> None:
        """After coming back with the words: finds what another device of this vault told, in what
        every member is told alike, so that its tokens can come back. Two requests."""
        bulletin = (await self.ask("GET", "/v1/bulletin")).json()
        out = {UUID(notice["secret"]) for notice in bulletin["secrets"]}
        self.unsure = {item: held for item, held in self.unsure.items() if item not in out}
        for batch in await self.batches():
            for token_input in batch.inputs(self.vault) if batch.purpose == "post" else []:
                secret = secret_id(self.vault.secret_key(token_input).public)
                if secret in out:
                    self.written.setdefault(secret, Written(batch, token_input, secret, 0))

    async def remove_secret(self, secret: UUID) -> None:
        """Gone after the night, so that its time says nothing. NotMine."""
        key = await self.key_of(secret)
        body = {"secret": str(secret), **_signed("key", key, deletion(secret))}
        await self.ask_unsigned("POST", "/v1/removals", json=body)

    async def close_thread(self, secret: UUID) -> None:
        """Nobody can answer after the night, nor ever again. NotMine."""
        key = await self.key_of(secret)
        body = {"secret": str(secret), **_signed("post_key", key, closing(secret))}
        await self.ask_unsigned("POST", "/v1/closings", json=body)

    async def remove_comment(self, secret: UUID, comment: UUID) -> None:
        """Gone after the night. NotMine, also on another device than the one that wrote it."""
        key = self.comment_keys.get(comment)
        if key is None:
            raise NotMine
        proof = _signed("key", key, comment_deletion(secret, comment))
        body = {"secret": str(secret), "comment": str(comment), **proof}
        await self.ask_unsigned("POST", "/v1/removals", json=body)

    async def key_of(self, secret: UUID) -> Key:
        """The post key of an own secret, also of one told on another device. NotMine."""
        if secret not in self.post_keys:
            self._remember(await self.batches())
        if secret not in self.post_keys:
            raise NotMine
        return self.post_keys[secret]

    def _remember(self, batches: list[Batch]) -> None:
        """Derives what could have been told with these batches."""
        for batch in batches:
            if batch.purpose == "post":
                for one in batch.inputs(self.vault):
                    key = self.vault.secret_key(one)
                    self.post_keys[secret_id(key.public)] = key

    async def _with_token(
        self, purpose: str, label: UUID | None, write: Callable[[Held], Awaitable[UUID]]
    ) -> UUID:
        """Writes with any token; with the next one when another device of ours had spent it."""
        while True:
            place = await self.place()
            rest = place["rhythm"]["token_rest"]
            held = self.wallet.take(purpose, label, place["now"], rest, self.chance)
            try:
                return await write(held)
            except Refused as refused:
                if refused.name != "token-spent":
                    raise

    @contextmanager
    def _noted(self, item: UUID, secret: UUID, held: Held) -> Generator[None]:
        """What was written, and also what was sent when no answer came or the member stopped it:
        it can be looked for and taken back, and its token comes back either way."""
        try:
            yield
        except (Unsure, asyncio.CancelledError):
            self.note(item, secret, held)
            self.unsure[item] = held
            raise
        self.note(item, secret, held)

    async def _spend(self, held: Held, path: str, **more: Any) -> None:
        request = self.unsigned("POST", path, headers={"mimi-token": pack(held.token)}, **more)
        try:
            await self._insist(request)
        except Refused as refused:
            if refused.name not in WORTHLESS:
                self.wallet.put_back(held)
            raise
        except UNREACHED:
            self.wallet.put_back(held)
            raise

    async def _insist(self, request: httpx2.Request) -> None:
        """Sends it, again byte for byte when the answer got lost, or was that the server is not
        well: it is written once.

        A token that is found spent after a loss was spent by the request whose answer got lost.
        Raises Unsure when it was sent at least once and nobody said to the end what became of it.
        """
        sent = False
        for left in reversed(range(self.tries)):
            try:
                accepted(await self.http.send(request))
                return
            except httpx2.TransportError as error:
                sent = sent or not isinstance(error, UNREACHED)
                if not left and sent:
                    raise Unsure(str(error)) from error
                if not left:
                    raise
            except Refused as refused:
                if refused.name == "token-spent" and sent:
                    return
                sent = sent or refused.name in LOST
                if refused.status < 500 or not (left or sent):
                    raise
                if not left:
                    raise Unsure(str(refused)) from refused
            await asyncio.sleep(self.pause)


def _multipart(secret: dict[str, object], photo: bytes | None) -> dict[str, Any]:
    """As a browser's FormData sends it; a photo's own file name stays on the device."""
    files: dict[str, Any] = {"secret": (None, even_json(secret))}
    if photo is not None:
        files["photo"] = ("photo", even_photo(photo), "application/octet-stream")
    return files


def _signed(name: str, key: Key, message: bytes) -> dict[str, str]:
    return {name: base64url.encode(key.public), "signature": base64url.encode(key.sign(message))}


def _badge(key: Key, secret: UUID, comment: UUID) -> dict[str, str]:
    return _signed("post_key", key, badge(secret, comment))
