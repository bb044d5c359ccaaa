"""The child process: a picture on standard input, files made of its pixels on standard output.

Run by its path with `python -I`, so that it has nothing of the server: no settings, no keys, no
environment. It limits itself before it reads the first byte.
"""

import resource
import sys
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageOps, features

UNREADABLE, TOO_LARGE = 2, 3  # exit codes
FORMATS = ("JPEG", "PNG", "WEBP")


class Size(NamedTuple):
    """What is tried, one after the other, until a WebP has at most so many bytes."""

    sides: tuple[int, ...]  # pixels of the longer one
    qualities: tuple[int, ...]
    most: int


# Together 512 KiB, with some room for what they are queued with.
LARGE = Size((1600, 1200, 800, 400), (82, 70, 55, 40, 25), 256 * 1024 - 128)
MIDDLE = Size((1080, 800, 540), (75, 60, 45, 30), 96 * 1024)
SMALL = Size((640, 480, 320), (75, 60, 45, 30), 32 * 1024)
# A third smaller than WebP (docs/bench.md); one thread, so that it is always the same bytes.
AVIF = {"quality": 50, "speed": 7, "max_threads": 1}
HEAD = 4  # bytes that say how long the next file is

LIMITS = {
    resource.RLIMIT_AS: 800 * 1024 * 1024,
    resource.RLIMIT_CPU: 15,  # seconds
    resource.RLIMIT_NOFILE: 32,
    resource.RLIMIT_FSIZE: 0,  # it writes no file
    resource.RLIMIT_CORE: 0,  # and leaves no memory behind
}


def main(pixels: int) -> int:
    for limit, value in LIMITS.items():
        resource.setrlimit(limit, (value, value))
    try:
        files = rebuild(sys.stdin.buffer.read(), pixels)
    except Image.DecompressionBombError:
        return TOO_LARGE
    except Exception:  # every decoder has its own; all mean that this is no picture for us
        return UNREADABLE
    for file in files:
        sys.stdout.buffer.write(len(file).to_bytes(HEAD) + file)
    return 0


def rebuild(data: bytes, pixels: int) -> list[bytes]:
    """The picture's pixels and nothing else: a large WebP, a middle and a small one, the latter two
    as AVIF. Empty: the picture is no larger than the next size, or AVIF is not smaller here.
    Any exception: not a picture for us."""
    picture = _still(data, pixels)
    picture.thumbnail((LARGE.sides[0], LARGE.sides[0]), reducing_gap=3.0)
    picture = _only_pixels(ImageOps.exif_transpose(picture))
    large = _webp(picture, LARGE)
    if not large:
        raise ValueError("does not get small")
    smaller = [_thumbnail(picture, size.sides[0]) for size in (MIDDLE, SMALL)]
    webps = [
        _webp(one, size) if one.size != picture.size else b""
        for one, size in zip(smaller, (MIDDLE, SMALL), strict=True)
    ]
    return [large, *webps, *map(_avif, smaller, webps)]


def _still(data: bytes, pixels: int) -> Image.Image:
    """By its content, whatever its name. A JPEG's first picture; no animation of the others."""
    picture = Image.open(BytesIO(data), formats=FORMATS)
    if picture.width * picture.height > pixels:
        raise Image.DecompressionBombError
    if picture.format in FORMATS and getattr(picture, "n_frames", 1) > 1:
        raise ValueError("animated")
    picture.load()
    return _eight_bits(picture)


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Greys of 16 bits would all become white."""
    if not picture.mode.startswith("I"):
        return picture
    return picture.point(lambda grey: grey * (1 / 256)).convert("L")


def _only_pixels(picture: Image.Image) -> Image.Image:
    """A new picture from the raw colours, on white where it was transparent."""
    colours = picture.convert("RGBA")
    white = Image.new("RGBA", colours.size, "white")
    raw = Image.alpha_composite(white, colours).convert("RGB").tobytes()
    return Image.frombytes("RGB", colours.size, raw)


def _webp(picture: Image.Image, size: Size) -> bytes:
    """The first that is small enough; empty if none is."""
    return next((webp for webp in _attempts(picture, size) if len(webp) <= size.most), b"")


def _attempts(picture: Image.Image, size: Size) -> Iterator[bytes]:
    for side in size.sides:
        smaller = _thumbnail(picture, side)
        for quality in size.qualities:
            out = BytesIO()
            smaller.save(out, "WEBP", quality=quality, method=4)
            yield out.getvalue()


def _avif(picture: Image.Image, webp: bytes) -> bytes:
    """Empty unless it is smaller."""
    if not webp or not features.check("avif"):  # Pillow is built without it for some machines
        return b""
    out = BytesIO()
    picture.save(out, "AVIF", **AVIF)
    return out.getvalue() if out.tell() < len(webp) else b""


def _thumbnail(picture: Image.Image, side: int) -> Image.Image:
    smaller = picture.copy()
    smaller.thumbnail((side, side))
    return smaller


if __name__ == "__main__":
    warnings.simplefilter("error")
    sys.exit(main(int(sys.argv[1])))
