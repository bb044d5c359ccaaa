"""Photos that nobody took: skies, hills, windows at night, drawn from a seed.

They are saved as a phone would save them, with metadata, so that the server has something to lose.
"""

import io
import math
from collections.abc import Callable
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SIZE = (900, 1200)
Colour = tuple[int, int, int]
Painter = Callable[[Random], Image.Image]


def take(kind: str, chance: Random) -> bytes:
    """A JPEG of this kind, with a camera, a place, a time and a comment in its metadata."""
    photo = KINDS[kind](chance).filter(ImageFilter.GaussianBlur(0.6))
    file = io.BytesIO()
    photo.save(file, "JPEG", quality=88, exif=_metadata(chance), comment=b"taken by nobody")
    return file.getvalue()


def _metadata(chance: Random) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Mimi", "Town camera"  # maker, model
    exif[0x0132] = f"2026:10:{chance.randint(1, 31):02} 21:{chance.randint(0, 59):02}:00"
    degrees = (float(chance.randint(0, 89)), float(chance.randint(0, 59)), 0.0)
    exif.get_ifd(0x8825).update({1: "N", 2: degrees, 3: "E", 4: degrees})  # GPS
    return exif


# the kinds ----------------------------------------------------------------------------------


def dawn(chance: Random) -> Image.Image:
    sky = _sky(chance.choice([((64, 78, 128), (255, 178, 138)), ((92, 84, 140), (255, 205, 160))]))
    return _glow(sky, (chance.randint(200, 700), chance.randint(780, 980)), 330, (255, 232, 190))


def hills(chance: Random) -> Image.Image:
    far, near = chance.choice([((196, 206, 222), (38, 62, 74)), ((232, 208, 196), (74, 50, 70))])
    picture = _sky((_mix(far, (255, 255, 255), 0.3), far))
    for layer in range(6):
        top, swing = 480 + layer * 120, 34 + layer * 10
        _ridge(picture, chance, top, swing, _mix(far, near, (layer + 1) / 6))
    return picture


def windows(chance: Random) -> Image.Image:
    picture = _sky(((14, 18, 34), (28, 30, 48)))
    draw = ImageDraw.Draw(picture)
    for left in range(60, 820, 110):
        for top in range(70, 1120, 130):
            lit = chance.random() < 0.22
            warm = chance.choice([(255, 206, 120), (255, 226, 170), (250, 182, 96)])
            draw.rectangle((left, top, left + 70, top + 86), fill=warm if lit else (24, 28, 46))
            draw.line((left + 35, top, left + 35, top + 86), fill=(18, 20, 36), width=5)
    return picture.filter(ImageFilter.GaussianBlur(1.4))


def bokeh(chance: Random) -> Image.Image:
    picture = _sky(((18, 14, 30), (48, 26, 44)))
    palette = [(255, 180, 90), (255, 120, 110), (250, 220, 150), (120, 160, 255), (240, 140, 200)]
    for _ in range(42):
        x, y, radius = chance.randint(0, 900), chance.randint(150, 1150), chance.randint(24, 92)
        _veil(picture, (x, y), radius, chance.choice(palette), chance.randint(26, 92))
    return picture.filter(ImageFilter.GaussianBlur(3))


def paper(chance: Random) -> Image.Image:
    picture = _sky(
        chance.choice([((244, 236, 220), (232, 220, 198)), ((236, 238, 236), (216, 220, 220))])
    )
    draw = ImageDraw.Draw(picture)
    for top in range(120, 1200, 64):
        draw.line((0, top, 900, top), fill=(206, 200, 190), width=2)
    fold = chance.randint(380, 520)
    draw.line((fold, 0, fold + chance.randint(-20, 20), 1200), fill=(198, 188, 172), width=4)
    return _grain(picture, chance, 7)


def sea(chance: Random) -> Image.Image:
    picture = _sky(
        chance.choice([((150, 190, 220), (250, 226, 200)), ((70, 100, 150), (244, 170, 140))])
    )
    water = _sky(((58, 104, 134), (16, 44, 70))).crop((0, 0, 900, 640))
    picture.paste(water, (0, 560))
    draw = ImageDraw.Draw(picture)
    for _ in range(420):
        depth = chance.random() ** 1.6
        x, y, length = chance.gauss(450, 130 + 190 * depth), 566 + 620 * depth, 8 + 70 * depth
        draw.line((x, y, x + length, y), fill=(255, 236, 210), width=1 + round(2 * depth))
    return picture


def rain(chance: Random) -> Image.Image:
    picture = bokeh(chance).filter(ImageFilter.GaussianBlur(14))
    draw = ImageDraw.Draw(picture, "RGBA")
    for _ in range(300):
        x, y, size = chance.randint(0, 900), chance.randint(0, 1200), chance.randint(3, 12)
        draw.ellipse((x, y, x + size, y + size * 1.3), fill=(220, 230, 245, 70))
    for _ in range(16):
        x, y = chance.randint(0, 900), chance.randint(0, 800)
        draw.line((x, y, x + chance.randint(-8, 8), y + 300), fill=(220, 230, 245, 60), width=6)
    return picture


def stars(chance: Random) -> Image.Image:
    picture = _sky(((8, 10, 28), (40, 52, 96)))
    draw = ImageDraw.Draw(picture)
    for _ in range(520):
        x, y, light = chance.randint(0, 899), chance.randint(0, 1000), chance.randint(90, 255)
        size = 2 if chance.random() < 0.08 else 1
        draw.ellipse((x, y, x + size, y + size), fill=(light, light, min(255, light + 20)))
    _ridge(picture, chance, 1030, 46, (6, 8, 18))
    return picture


def moon(chance: Random) -> Image.Image:
    centre = (chance.randint(250, 650), chance.randint(260, 480))
    picture = _glow(_sky(((20, 24, 52), (70, 76, 112))), centre, 420, (150, 160, 200))
    draw = ImageDraw.Draw(picture)
    x, y = centre
    draw.ellipse((x - 96, y - 96, x + 96, y + 96), fill=(246, 240, 218))
    for layer in range(3):
        _ridge(picture, chance, 900 + 90 * layer, 40, _mix((54, 58, 92), (16, 18, 36), layer / 2))
    return picture


def snow(chance: Random) -> Image.Image:
    picture = _sky(((176, 188, 206), (236, 240, 246)))
    draw = ImageDraw.Draw(picture)
    for _ in range(12):
        x, base, tall = chance.randint(0, 900), chance.randint(860, 1010), chance.randint(160, 380)
        draw.polygon(
            [(x, base - tall), (x - tall // 4, base), (x + tall // 4, base)], (94, 112, 124)
        )
    _ridge(picture, chance, 960, 26, (244, 247, 250))
    for _ in range(260):
        x, y, size = chance.randint(0, 900), chance.randint(0, 1200), chance.randint(2, 9)
        draw.ellipse((x, y, x + size, y + size), fill=(255, 255, 255))
    return picture


def skyline(chance: Random) -> Image.Image:
    picture = _sky(
        chance.choice([((60, 66, 120), (255, 160, 120)), ((40, 50, 90), (220, 150, 170))])
    )
    draw = ImageDraw.Draw(picture)
    for layer in range(3):
        left, colour = 0, _mix((120, 96, 130), (24, 22, 44), layer / 2)
        while left < 900:
            width, top = chance.randint(46, 130), 560 + 150 * layer + chance.randint(-130, 120)
            draw.rectangle((left, top, left + width, 1200), fill=colour)
            left += width
    return picture


def lanterns(chance: Random) -> Image.Image:
    picture = _sky(((26, 10, 16), (70, 22, 24)))
    for _ in range(11):
        x, y, size = chance.randint(60, 840), chance.randint(120, 1080), chance.randint(34, 84)
        picture = _glow(picture, (x, y), size * 3, (255, 120, 50))
        draw = ImageDraw.Draw(picture)
        draw.ellipse((x - size, y - size * 0.8, x + size, y + size * 0.8), fill=(238, 74, 42))
        draw.ellipse(
            (x - size * 0.5, y - size * 0.6, x + size * 0.5, y + size * 0.6), (255, 160, 84)
        )
    return picture.filter(ImageFilter.GaussianBlur(2.5))


KINDS: dict[str, Painter] = {
    painter.__name__: painter
    for painter in (
        dawn, hills, windows, bokeh, paper, sea, rain, stars, moon, snow, skyline, lanterns,
    )
}  # fmt: skip


# the brushes --------------------------------------------------------------------------------


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _sky(colours: tuple[Colour, Colour]) -> Image.Image:
    """A vertical gradient."""
    down = np.linspace(0, 1, SIZE[1])[:, None, None]
    rows = np.array(colours[0]) * (1 - down) + np.array(colours[1]) * down
    return Image.fromarray(np.repeat(rows, SIZE[0], axis=1).astype(np.uint8), "RGB")


def _glow(
    picture: Image.Image, centre: tuple[int, int], radius: int, colour: Colour
) -> Image.Image:
    across = np.arange(SIZE[0])[None, :] - centre[0]
    down = np.arange(SIZE[1])[:, None] - centre[1]
    strength = np.exp(-(across**2 + down**2) / (2 * (radius / 2) ** 2)) * 255
    return Image.composite(
        Image.new("RGB", SIZE, colour), picture, Image.fromarray(strength.astype(np.uint8), "L")
    )


def _veil(
    picture: Image.Image, at: tuple[int, int], radius: int, colour: Colour, thick: int
) -> None:
    """A translucent disc; `thick` of 255 hides what is behind."""
    x, y = at
    ring = (x - radius, y - radius, x + radius, y + radius)
    ImageDraw.Draw(picture, "RGBA").ellipse(ring, fill=(*colour, thick))


def _ridge(picture: Image.Image, chance: Random, top: int, swing: float, colour: Colour) -> None:
    """A skyline of three waves, filled down to the ground."""
    waves = [(chance.uniform(0.002, 0.016), chance.uniform(0, 6.3)) for _ in range(3)]
    line = [
        (
            x,
            top
            + swing
            * sum(math.sin(x * pace + phase) / n for n, (pace, phase) in enumerate(waves, 1)),
        )
        for x in range(0, SIZE[0] + 12, 12)
    ]
    ImageDraw.Draw(picture).polygon([(0, SIZE[1]), *line, (SIZE[0] + 12, SIZE[1])], fill=colour)


def _grain(picture: Image.Image, chance: Random, strength: float) -> Image.Image:
    noise = np.random.default_rng(chance.getrandbits(32)).normal(0, strength, (*SIZE[::-1], 1))
    rough = np.asarray(picture).astype(float) + noise
    return Image.fromarray(rough.clip(0, 255).astype(np.uint8), "RGB")
