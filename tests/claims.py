"""Claims for tests: what gives a token back, and how it is asked for, by hand."""

from typing import Any
from uuid import UUID

import httpx2

from mimi.client.vault import Key, comment_refund, refund
from mimi.kit import base64url, poprf, tokens
from mimi.kit.poprf import Blinded
from mimi.kit.tokens import Token
from mimi.kit.windows import window
from tests.pen import Pen, signed


def blinded(number: int) -> Blinded:
    """A token that somebody would like; the same one for the same number."""
    return poprf.blind(bytes([7]) + number.to_bytes(31), poprf.scalar_from(number.to_bytes(64)))


def label_of(token: str) -> UUID:
    return tokens.unpack(token).label


async def claim(
    pen: Pen, secret: UUID, by: Key, token: str, want: int = 1, **more: Any
) -> httpx2.Response:
    """Asks for the post token of a secret back; `more` replaces fields."""
    label, point = label_of(token), blinded(want).point
    body: dict[str, Any] = {"secret": str(secret), "label": str(label)}
    body |= (
        {"blinded": base64url.encode(point)}
        | signed("key", by, refund(secret, label, point))
        | more
    )
    return await pen.http.post("/v1/refunds", json=body)


async def claim_comment(
    pen: Pen, place: tuple[UUID, UUID], by: Key, token: str, want: int = 1
) -> httpx2.Response:
    """Asks for the comment token of a comment back: (secret, comment)."""
    secret, comment = place
    label, point = label_of(token), blinded(want).point
    body: dict[str, Any] = {"secret": str(secret), "comment": str(comment), "label": str(label)}
    body |= {"blinded": base64url.encode(point)} | signed(
        "key", by, comment_refund(secret, comment, label, point)
    )
    return await pen.http.post("/v1/refunds", json=body)


def finished(
    pen: Pen, answer: httpx2.Response, token: str, purpose: str = "post", want: int = 1
) -> str:
    """The token that came back, as it is spent. ValueError when the proof does not hold."""
    got, label = answer.json(), label_of(token)
    _, public = poprf.derive_key_pair(pen.kit.keys.key("popRF"), b"mimi/tokens")
    points = [base64url.decode(one, 32) for one in got["evaluated"]]
    proof = base64url.decode(got["proof"], 64)
    info = tokens.info(purpose, label, epoch_of(pen, purpose))
    [output] = poprf.finalize([blinded(want)], points, proof, info, public)
    return tokens.pack(Token(label, blinded(want).input, output))


def epoch_of(pen: Pen, purpose: str = "post") -> int:
    rhythm = pen.kit.settings.rhythm
    length = rhythm.post_tokens if purpose == "post" else rhythm.comment_tokens
    return window(pen.kit.clock.now(), length)
