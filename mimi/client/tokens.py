"""The wallet of unspent tokens. Reads no clock and draws no chance: both are arguments."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from mimi.client.vault import Vault
from mimi.kit import base64url, poprf, tokens
from mimi.kit.poprf import Blinded
from mimi.kit.tokens import Token

REFUNDS = 14  # how often a token can come back within its epoch of four weeks


class NoToken(Exception):
    """This device holds no unspent token for that purpose and circle in the present epoch."""


class Resting(Exception):
    """Every token that would do is too young; the first has rested at `ready` (unix seconds).

    A token spent right after its issue would tell the server whose it is.
    """

    def __init__(self, ready: int) -> None:
        super().__init__(f"tokens rest until {ready}")
        self.ready = ready


class Batch(NamedTuple):
    """What the device may hold: `tokens` of them, good from `epoch` until before `ends`."""

    label: UUID
    purpose: str
    epoch: int
    ends: int
    tokens: int

    @classmethod
    def of(cls, row: dict[str, Any]) -> "Batch":
        """As GET /v1/batches says it."""
        numbers = (row["epoch"], row["ends"], row["tokens"])
        return cls(UUID(row["label"]), row["purpose"], *numbers)

    @property
    def info(self) -> bytes:
        return tokens.info(self.purpose, self.label, self.epoch)

    def blinded(self, vault: Vault) -> list[Blinded]:
        """The requests for the whole batch: always all, so that every member asks alike."""
        return [vault.blinded(self.purpose, self.label, self.epoch, i) for i in range(self.tokens)]

    def inputs(self, vault: Vault) -> list[bytes]:
        """Of all tokens that this device can have had of it: issued, or come back, or come back for
        one that had come back."""
        of = self.purpose, self.label, self.epoch
        found = [vault.token_input(*of, index) for index in range(self.tokens)]
        last = found
        for _ in range(REFUNDS):
            last = [vault.refund_input(*of, one) for one in last]
            found = found + last
        return found


class Held(NamedTuple):
    """An unspent token and since when it has rested."""

    batch: Batch
    token: Token
    issued: int


class Written(NamedTuple):
    """What a token was spent on, for who asks for it back."""

    batch: Batch
    input: bytes
    secret: UUID  # told with it, or answered
    ready: int  # unix seconds: not asked for before
    settled: bool = False  # it came back or never will; kept, since a comment's key is made of it


@dataclass
class Wallet:
    batches: dict[UUID, Batch] = field(default_factory=dict[UUID, Batch])
    unspent: list[Held] = field(default_factory=list[Held])

    def missing(self, offered: Sequence[Batch], now: int) -> list[Batch]:
        """The batches that are not over and not here yet."""
        return [one for one in offered if one.ends > now and one.label not in self.batches]

    def put(
        self, batch: Batch, sent: list[Blinded], answer: dict[str, Any], key: bytes, now: int
    ) -> None:
        """Keeps a batch, or one token that came back, as the server answered it.

        ValueError when it was not evaluated under the one key for everybody: a server with a key
        for one member could recognise that member's tokens.
        """
        evaluated = [base64url.decode(one, 32) for one in answer["evaluated"]]
        proof = base64url.decode(answer["proof"], 64)
        outputs = poprf.finalize(sent, evaluated, proof, batch.info, key)
        held = {one.token.input for one in self.unspent}
        for one, output in zip(sent, outputs, strict=True):
            if one.input not in held:
                self.unspent.append(Held(batch, Token(batch.label, one.input, output), now))

    def take(
        self, purpose: str, label: UUID | None, now: int, rest: int, chance: random.Random
    ) -> Held:
        """Any one unspent token that has rested: which one says nothing. NoToken, Resting."""
        good = [held for held in self.unspent if _fits(held.batch, purpose, label, now)]
        if not good:
            raise NoToken
        rested = [held for held in good if held.issued + rest <= now]
        if not rested:
            raise Resting(min(held.issued for held in good) + rest)
        held = chance.choice(rested)
        self.unspent.remove(held)
        return held

    def put_back(self, held: Held) -> None:
        """After a refusal that did not spend it."""
        self.unspent.append(held)


def _fits(batch: Batch, purpose: str, label: UUID | None, now: int) -> bool:
    return (
        batch.purpose == purpose
        and batch.epoch <= now < batch.ends
        and label in (None, batch.label)
    )
