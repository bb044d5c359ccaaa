"""The child process: a picture on standard input, a WebP made of its pixels on standard output.

Run by its path with `python -I`, so that it has nothing of the server: no settings, no keys, no
environment. It limits itself before it reads the first byte.
"""

import resource
import sys
import warnings
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageOps

UNREADABLE, TOO_LARGE = 2, 3  # exit codes
FORMATS = ("JPEG", "PNG", "WEBP")
SIDES = (1600, 1200, 800, 400)  # pixels
QUALITIES = (82, 70, 55, 40, 25)
MOST = 256 * 1024 - 64  # bytes of the WebP; some room for what it is queued with

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
        webp = rebuild(sys.stdin.buffer.read(), pixels)
    except Image.DecompressionBombError:
        return TOO_LARGE
    except Exception:  # every decoder has its own; all mean that this is no picture for us
        return UNREADABLE
    sys.stdout.buffer.write(webp)
    return 0


def rebuild(data: bytes, pixels: int) -> bytes:
    """A WebP of the picture's pixels and nothing else. Any exception: not a picture for us."""
    picture = _still(data, pixels)
    picture.thumbnail((SIDES[0], SIDES[0]), reducing_gap=3.0)
    return _small_enough(_only_pixels(ImageOps.exif_transpose(picture)))


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


def _small_enough(picture: Image.Image) -> bytes:
    for webp in _attempts(picture):
        if len(webp) <= MOST:
            return webp
    raise ValueError("does not get small")


def _attempts(picture: Image.Image) -> Iterator[bytes]:
    for side in SIDES:
        smaller = picture.copy()
        smaller.thumbnail((side, side))
        for quality in QUALITIES:
            out = BytesIO()
            smaller.save(out, "WEBP", quality=quality, method=4)
            yield out.getvalue()


if __name__ == "__main__":
    warnings.simplefilter("error")
    sys.exit(main(int(sys.argv[1])))
