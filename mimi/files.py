"""The page's files: the same for everybody, packed when they were built, known again by a hash.

Only what is the same for everybody: of an answer the length when packed would tell what is in it
(docs/adr/0017), and a tag that it came with before, who asks again.
"""

import mimetypes
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from litestar import Response

from mimi.kit import base64url
from mimi.kit.errors import NotFound

PACKED = {"br": ".br", "gzip": ".gz"}  # by `npm run build`, the smaller first
MANIFEST = "application/manifest+json"
FOR_EVER = "public, max-age=31536000, immutable"  # what has a hash in its name
AGAIN = "no-cache"  # to be kept, and asked about each time


def serve(folder: Path, name: str, asked: Mapping[str, str]) -> Response[bytes]:
    """The file as the browser takes it, or 304 if it has it. Raises NotFound."""
    path = _inside(folder, name)
    made = path.stat().st_mtime_ns
    tag = _tag(path, made)
    headers = {"etag": tag, "cache-control": FOR_EVER if path.parent.name == "assets" else AGAIN}
    if tag in asked.get("if-none-match", "").split(", "):
        return Response(b"", status_code=304, headers=headers)
    accepted = {
        one.partition(";")[0].strip() for one in asked.get("accept-encoding", "").split(",")
    }
    for kind, ending in PACKED.items():
        packed = path.with_name(path.name + ending)
        if packed.exists() and packed.stat().st_mtime_ns >= made:  # not what it was before
            headers["vary"] = "accept-encoding"
            if kind in accepted:
                headers["content-encoding"] = kind
                return Response(packed.read_bytes(), media_type=_media_type(path), headers=headers)
    return Response(path.read_bytes(), media_type=_media_type(path), headers=headers)


def _inside(folder: Path, name: str) -> Path:
    """Raises NotFound for what is not there, or is no name of a file at all."""
    try:
        path = (folder / name.lstrip("/")).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            return path
    except (ValueError, OSError):  # a zero byte, or too long
        pass
    raise NotFound


@lru_cache(maxsize=1024)
def _tag(path: Path, _: int) -> str:
    """Weak, since it is the same however the file is packed."""
    return f'W/"{base64url.encode(sha256(path.read_bytes()).digest()[:12])}"'


def _media_type(path: Path) -> str:
    if path.suffix == ".webmanifest":
        return MANIFEST
    return mimetypes.guess_type(path.name)[0] or "application/octet-stream"
