"""A told secret's form, read only after its token was checked, and only into memory.

The framework would keep a large file of a form on disk while it reads; a photo that still has the
place where it was taken must never lie there (P8).
"""

import asyncio
import re
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec
from litestar import Request
from multipart import MultipartError, MultipartSegment, PushMultipartParser

from mimi.kit.errors import Problem
from mimi.kit.http import read_body
from mimi.rooms.secrets.model import Telling

BESIDE = 64 * 1024  # bytes of a body beside its photo
WHERE = re.compile(r"at `\$\.(text|post_key|look|edition|reach|life)`$")
LARGE_AT_ONCE = 8  # bodies with photos that a server holds, read or being rebuilt
SECONDS = 120  # for a body to arrive; a photo of 8 MB by a slow phone takes so long


class Desk:
    """Who is being read: one body a token, and few large ones in all.

    Protects the server's memory from whoever holds a token and sends bodies that do not end.
    """

    def __init__(self) -> None:
        self._large: dict[bytes, bool] = {}  # by nullifier

    @contextmanager
    def place(self, nullifier: bytes, large: bool) -> Generator[None]:
        """Problem: busy."""
        if nullifier in self._large or (large and sum(self._large.values()) >= LARGE_AT_ONCE):
            raise Problem(503, "busy", "Send it again in a moment.", retry_after=5)
        self._large[nullifier] = large
        try:
            yield
        finally:
            del self._large[nullifier]


desk = Desk()


def is_large(request: Request[Any, Any, Any]) -> bool:
    """Whether it may carry a large photo, by what its headers announce."""
    return request.content_length is None or request.content_length > BESIDE


class Form(NamedTuple):
    telling: Telling
    photo: bytes | None
    digest: bytes  # stands for the request when it is sent again


async def read_form(request: Request[Any, Any, Any], photo_bytes: int) -> Form:
    """The form of the request. Problems: photo-too-large, too-slow, invalid-request."""
    too_large = Problem(413, "photo-too-large", f"A photo has at most {photo_bytes} bytes.")
    try:
        async with asyncio.timeout(SECONDS):
            body = await read_body(request, photo_bytes + BESIDE, too_large)
    except TimeoutError:
        raise Problem(408, "too-slow", "The request took too long to arrive.") from None
    parts = read_parts(request.content_type[1].get("boundary", ""), body)
    secret, photo = parts.pop("secret", b""), parts.pop("photo", None)
    if parts:
        raise _invalid()
    if photo is not None and len(photo) > photo_bytes:
        raise too_large
    digest = sha256(sha256(secret).digest() + (photo or b"")).digest()
    return Form(read_telling(secret), None if photo is None else bytes(photo), digest)


def read_parts(boundary: str, body: bytes) -> dict[str, bytearray]:
    """By name, two at most. Raises Problem."""
    parts: dict[str, bytearray] = {}
    name: str = ""
    try:
        with PushMultipartParser(boundary, max_segment_count=2) as parser:
            for event in parser.parse(body):
                if isinstance(event, MultipartSegment):
                    name = event.name or ""
                    parts[name] = bytearray()
                elif event:
                    parts[name] += event
    except MultipartError:
        raise _invalid() from None
    return parts


def read_telling(secret: bytes | bytearray) -> Telling:
    """The field `secret`. Raises Problem."""
    try:
        return msgspec.json.decode(secret, type=Telling)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _invalid(WHERE.findall(str(error))) from None


def _invalid(where: Sequence[str] = ()) -> Problem:
    """`where` names the field, as for other bodies; never what stood in it."""
    return Problem(400, "invalid-request", "The request does not fit its type.", where=where)
