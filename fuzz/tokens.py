"""What writes and what scrolls: tokens, cursors, and the points that tokens are made of."""

from hashlib import sha512
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from fuzz.folder import fresh
from mimi.kit import base64url, poprf, tokens
from mimi.kit.chance import Chance
from mimi.kit.errors import Problem
from mimi.kit.keys import Keys
from mimi.rooms.comments import actions as comments
from mimi.rooms.feed import actions as feed
from mimi.rooms.feed.model import Position

LABEL, VIEWER, SECRET = UUID(int=1), UUID(int=2), UUID(int=3)
ISSUER = tokens.Issuer(bytes(range(32)))


def _issued() -> tokens.Token:
    """A token as a device makes it."""
    info, nonce = tokens.info("post", LABEL, 0), bytes(32)
    one = poprf.blind(bytes(32), poprf.scalar_from(sha512(b"fuzz").digest()))
    evaluated, proof = ISSUER.evaluate([one.point], info, nonce)
    [output] = poprf.finalize([one], evaluated, proof, info, ISSUER.public_key)
    return tokens.Token(LABEL, one.input, output)


GOOD = _issued()


def token(data: bytes) -> None:
    """One spelling a token, and of all tokens only the one that was issued is good."""
    whole = len(data) == 16 + tokens.INPUT + tokens.OUTPUT  # else few changes would be a token
    header = base64url.encode(data) if whole else data.decode("latin-1")  # as headers come
    try:
        read = tokens.unpack(header)
    except ValueError:
        return
    assert tokens.pack(read) == header
    info = tokens.info("post", read.label, 0)
    assert len(tokens.nullifier(info, read.input)) == 32
    assert ISSUER.verify(read.input, read.output, info) == (read == GOOD)


def points(data: bytes) -> None:
    """A batch of 32-byte pieces is refused, or evaluated under everybody's key."""
    blinded = [data[at : at + 32] for at in range(0, min(len(data), 128), 32)]
    info = tokens.info("post", LABEL, 0)
    try:
        evaluated, proof = ISSUER.evaluate(blinded, info, b"")
    except ValueError:
        return
    key = poprf.tweaked_key(info, ISSUER.public_key)
    assert poprf.verify_proof(key, evaluated, blinded, proof)


KIT: Any = SimpleNamespace(keys=Keys(fresh() / "keys", Chance("fuzz")))
IN_FEED = feed._cursor(KIT, VIEWER, Position(3, 2, bytes(8), SECRET))  # pyright: ignore
IN_THREAD = comments._cursor(KIT, SECRET, 7, SimpleNamespace(comment=LABEL))  # pyright: ignore


def cursor(data: bytes) -> None:
    """Only what was given out is taken, by its own viewer, in its own list."""
    text = data.decode("utf-8", "surrogateescape")
    assert _is_taken(feed._position, VIEWER, text) == (text == IN_FEED)  # pyright: ignore
    assert _is_taken(comments._position, SECRET, text) == (text == IN_THREAD)  # pyright: ignore
    assert not _is_taken(feed._position, SECRET, text)  # pyright: ignore


def _is_taken(position: Any, whose: UUID, text: str) -> bool:
    try:
        position(KIT, whose, text)
    except Problem as problem:
        assert problem.name == "invalid-cursor"
        return False
    return True
