"""Photos that nobody took: skies, hills, windows at night, drawn from a seed.

They are saved as a phone would save them, with metadata, so that the server has something to lose.
"""

import io
from collections.abc import Callable
from random import Random

from PIL import Image, ImageEnhance, ImageFilter, ImageOps

from mimi.town import scenes_day, scenes_night
from mimi.town.brushes import SIZE

Painter = Callable[[Random], Image.Image]
KINDS: dict[str, Painter] = {
    painter.__name__: painter for painter in (*scenes_day.PAINTERS, *scenes_night.PAINTERS)
}
CAMERAS = ("Town camera", "Town phone 3", "Town phone 4 mini")


def take(kind: str, chance: Random) -> bytes:
    """A JPEG of this kind, with a camera, a place, a time and a comment in its metadata."""
    photo = _developed(KINDS[kind](chance), chance).filter(ImageFilter.GaussianBlur(0.6))
    file = io.BytesIO()
    photo.save(file, "JPEG", quality=88, exif=_metadata(chance), comment=b"taken by nobody")
    return file.getvalue()


def _developed(photo: Image.Image, chance: Random) -> Image.Image:
    """No two hold the camera alike: nearer or farther, to the left, in another light."""
    share = chance.uniform(0.72, 1)
    width, height = round(SIZE[0] * share), round(SIZE[1] * share)
    left, top = chance.randint(0, SIZE[0] - width), chance.randint(0, SIZE[1] - height)
    photo = photo.resize(SIZE, box=(left, top, left + width, top + height))
    if chance.random() < 0.5:
        photo = ImageOps.mirror(photo)
    photo = ImageEnhance.Color(photo).enhance(chance.uniform(0.55, 1.25))
    return ImageEnhance.Brightness(photo).enhance(chance.uniform(0.82, 1.12))


def _metadata(chance: Random) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Mimi", chance.choice(CAMERAS)  # maker, model
    day, minute = chance.randint(1, 31), chance.randint(0, 59)
    exif[0x0132] = f"2026:10:{day:02} {chance.randint(6, 23):02}:{minute:02}:00"
    degrees = (float(chance.randint(0, 89)), float(chance.randint(0, 59)), 0.0)
    exif.get_ifd(0x8825).update({1: "N", 2: degrees, 3: "E", 4: degrees})  # GPS
    return exif
