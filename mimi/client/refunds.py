"""Tokens that come back: asked for by the key of what was written, never as the member."""

from uuid import UUID

from mimi.client.session import Refused, Session
from mimi.client.tokens import Held, Written
from mimi.client.vault import Key, comment_refund, refund
from mimi.kit import base64url

# Refusals for good: who asks again gets the same.
NEVER = {"not-found", "not-yours", "token-epoch", "token-forged", "refunded"}


class NotMine(Exception):
    """This vault has no key for that secret or comment."""


class Refunding(Session):
    async def claim(self, item: UUID) -> None:
        """Gets the token of a secret or comment back. Two requests. NotMine; Refused, as too-early,
        or not-found once it has been removed."""
        written = self.written.get(item)
        if written is None:
            raise NotMine
        place = await self.place()
        batch = written.batch
        blinded = self.vault.refund(batch.purpose, batch.label, batch.epoch, written.input)
        key, message = self._signs(item, written, blinded.point)
        body = {
            "secret": str(written.secret),
            "comment": None if item == written.secret else str(item),
            "label": str(batch.label),
            "blinded": base64url.encode(blinded.point),
            "key": base64url.encode(key.public),
            "signature": base64url.encode(key.sign(message)),
        }
        answer = await self.ask_unsigned("POST", "/v1/refunds", json=body)
        public = base64url.decode(place["token_key"], 32)
        self.wallet.put(batch, [blinded], answer.json(), public, place["now"])
        self.written[item] = written._replace(settled=True)
        self.unsure.pop(item, None)

    async def claim_one(self) -> bool:
        """Claims what one of the things written long enough ago gives back; whether it did.

        Never two in a breath: that would say to a watching server that one device wrote both.
        """
        now = (await self.place())["now"]
        ready = [one for one, written in sorted(self.written.items()) if _is_due(written, now)]
        return bool(ready) and await self._try(self.chance.choice(ready), now)

    async def _try(self, item: UUID, now: int) -> bool:
        """Claims it; not again what is refused for good, and later what is too early."""
        try:
            await self.claim(item)
        except Refused as refused:
            if refused.name == "not-found" and item in self.unsure:
                self._have_again(item)
            elif refused.name in NEVER:
                self.written[item] = self.written[item]._replace(settled=True)
            elif refused.name == "too-early":
                self.written[item] = self.written[item]._replace(ready=now + self._some_time())
            else:
                raise
            return False
        return True

    def _have_again(self, item: UUID) -> None:
        """It never came, so its token is not spent. If it came and was removed, the token is found
        spent when it is used, and passed over."""
        del self.written[item]
        self.wallet.put_back(self.unsure.pop(item))

    def _some_time(self) -> int:
        """Up to a night, in seconds."""
        return self.chance.randrange(self.seen["rhythm"]["night"])

    def note(self, item: UUID, secret: UUID, held: Held) -> None:
        """Remembers what a token was spent on. It is asked back at a moment that says nothing of
        when it was spent."""
        rhythm = self.seen["rhythm"]
        out = self.seen["now"] + rhythm["night"] + rhythm["comments"]
        ready = out + rhythm["refund"] + self._some_time()
        self.written[item] = Written(held.batch, held.token.input, secret, ready)

    def _signs(self, item: UUID, written: Written, point: bytes) -> tuple[Key, bytes]:
        """Its key, and what that signs."""
        label = written.batch.label
        if item == written.secret:
            key = self.post_keys.get(item) or self.vault.secret_key(written.input)
            return key, refund(item, label, point)
        key = self.comment_keys.get(item) or self.vault.comment_key(written.input)
        return key, comment_refund(written.secret, item, label, point)


def _is_due(written: Written, now: int) -> bool:
    return not written.settled and written.ready <= now
