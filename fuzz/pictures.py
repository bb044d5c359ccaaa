"""Photos, as the child rebuilds them."""

import warnings
from io import BytesIO

from PIL import Image

from mimi.rooms.photos.child import MOST, SIDES, rebuild

PIXELS = 100_000

warnings.simplefilter("error")  # as in the child


def picture(data: bytes) -> None:
    """Refused by any exception, or pixels and nothing else: P8."""
    try:
        webp = rebuild(data, PIXELS)
    except Exception:  # as the child takes it
        return
    assert len(webp) <= MOST
    assert _chunks(webp) == [b"VP8 "], "more than pixels"
    read = Image.open(BytesIO(webp))
    assert max(read.size) <= SIDES[0]
    assert rebuild(data, PIXELS) == webp, "not the same bytes"


def _chunks(webp: bytes) -> list[bytes]:
    """The names of a RIFF file's parts; nothing may stand behind them."""
    assert webp[:4] == b"RIFF"
    assert int.from_bytes(webp[4:8], "little") == len(webp) - 8
    found, at = list[bytes](), 12
    while at < len(webp):
        size = int.from_bytes(webp[at + 4 : at + 8], "little")
        found.append(webp[at : at + 4])
        at += 8 + size + size % 2
    assert at == len(webp)
    return found
