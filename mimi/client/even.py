"""Lengths that say nothing, as web/src/kit/even.ts has them.

TLS hides what is sent and not how much of it, and what was told is read by others later: so
somebody in the same network would find its writer by the length of the request.
"""

import json
from typing import Any

STEP = 4096  # bytes: nearly all that is told, answered or taken back is shorter
PHOTO_STEP = 256 * 1024


def even_json(body: Any) -> bytes:
    """With spaces behind it, which JSON allows."""
    written = json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return written + b" " * (-len(written) % STEP)


def even_photo(photo: bytes) -> bytes:
    """With zeros behind it, which decoders of pictures do not read."""
    return photo + bytes(-len(photo) % PHOTO_STEP)
