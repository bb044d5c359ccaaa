"""A told secret's form, read only after its token was checked, and only into memory.

The framework would keep a large file of a form on disk while it reads; a photo that still has the
place where it was taken must never lie there (P8).
"""

from hashlib import sha256
from typing import Any, NamedTuple

import msgspec
from litestar import Request
from multipart import MultipartError, MultipartSegment, PushMultipartParser

from mimi.kit.errors import Problem
from mimi.kit.http import read_body
from mimi.rooms.secrets.model import Telling

BESIDE = 64 * 1024  # bytes of a body beside its photo


class Form(NamedTuple):
    telling: Telling
    photo: bytes | None
    digest: bytes  # stands for the request when it is sent again


async def read_form(request: Request[Any, Any, Any], photo_bytes: int) -> Form:
    """The form of the request. Problems: photo-too-large, invalid-request."""
    too_large = Problem(413, "photo-too-large", f"A photo has at most {photo_bytes} bytes.")
    body = await read_body(request, photo_bytes + BESIDE, too_large)
    parts = _parts(request.content_type[1].get("boundary", ""), body)
    secret, photo = parts.pop("secret", b""), parts.pop("photo", None)
    if parts:
        raise _invalid()
    if photo is not None and len(photo) > photo_bytes:
        raise too_large
    digest = sha256(sha256(secret).digest() + (photo or b"")).digest()
    return Form(_telling(secret), None if photo is None else bytes(photo), digest)


def _parts(boundary: str, body: bytes) -> dict[str, bytearray]:
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


def _telling(secret: bytes | bytearray) -> Telling:
    try:
        return msgspec.json.decode(secret, type=Telling)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise _invalid() from None


def _invalid() -> Problem:
    return Problem(400, "invalid-request", "The request does not fit its type.")
