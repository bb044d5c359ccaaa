"""Photos, as the child rebuilds them."""

import warnings
from io import BytesIO

from PIL import Image

from mimi.rooms.photos.child import LARGE, MIDDLE, SMALL, rebuild

PIXELS = 100_000

warnings.simplefilter("error")  # as in the child


def picture(data: bytes) -> None:
    """Refused by any exception, or pixels and nothing else: P8."""
    try:
        files = rebuild(data, PIXELS)
    except Exception:  # as the child takes it
        return
    assert rebuild(data, PIXELS) == files, "not the same bytes"
    for webp, size in zip(files[:3], (LARGE, MIDDLE, SMALL), strict=True):
        if webp:
            assert len(webp) <= size.most
            assert _chunks(webp) == [b"VP8 "], "more than pixels"
            assert max(Image.open(BytesIO(webp)).size) <= size.sides[0]
    for avif, webp in zip(files[3:], files[1:3], strict=True):
        if avif:
            assert len(avif) < len(webp)
            assert not Image.open(BytesIO(avif)).info.keys() & {"exif", "xmp", "icc_profile"}


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
