"""What the photos of a town are painted with."""

import math
from random import Random

import numpy as np
from PIL import Image, ImageDraw

SIZE = (900, 1200)
COARSE = 6  # pixels of a photo to one of a glow, which is soft anyway
Colour = tuple[int, int, int]
Gradient = tuple[Colour, Colour]  # from top to bottom

DAY: list[Gradient] = [
    ((150, 190, 220), (250, 226, 200)), ((108, 168, 214), (222, 238, 244)),
    ((196, 212, 218), (240, 236, 226)), ((120, 186, 190), (244, 240, 214)),
    ((168, 178, 198), (232, 222, 226)), ((86, 140, 190), (190, 220, 226)),
]  # fmt: skip
DUSK: list[Gradient] = [
    ((64, 78, 128), (255, 178, 138)), ((92, 84, 140), (255, 205, 160)),
    ((50, 52, 104), (236, 112, 98)), ((116, 70, 120), (250, 172, 120)),
    ((44, 84, 112), (246, 196, 150)), ((130, 88, 112), (242, 206, 176)),
    ((72, 52, 96), (214, 108, 140)), ((96, 120, 150), (252, 214, 168)),
]  # fmt: skip
NIGHT: list[Gradient] = [
    ((8, 10, 28), (40, 52, 96)), ((20, 24, 52), (70, 76, 112)), ((10, 24, 34), (34, 78, 92)),
    ((26, 14, 40), (78, 46, 92)), ((12, 14, 18), (52, 52, 60)), ((16, 20, 44), (96, 60, 84)),
]  # fmt: skip


def mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def sky(colours: tuple[Colour, Colour]) -> Image.Image:
    """A vertical gradient."""
    down = np.linspace(0, 1, SIZE[1])[:, None, None]
    rows = np.array(colours[0]) * (1 - down) + np.array(colours[1]) * down
    return Image.fromarray(np.repeat(rows, SIZE[0], axis=1).astype(np.uint8), "RGB")


def glow(picture: Image.Image, centre: tuple[int, int], radius: int, colour: Colour) -> Image.Image:
    small = (SIZE[0] // COARSE, SIZE[1] // COARSE)
    across = np.arange(small[0])[None, :] - centre[0] / COARSE
    down = np.arange(small[1])[:, None] - centre[1] / COARSE
    strength = np.exp(-(across**2 + down**2) / (2 * (radius / 2 / COARSE) ** 2)) * 255
    mask = Image.fromarray(strength.astype(np.uint8), "L").resize(SIZE)
    return Image.composite(Image.new("RGB", SIZE, colour), picture, mask)


def veil(
    picture: Image.Image, at: tuple[int, int], radius: int, colour: Colour, thick: int
) -> None:
    """A translucent disc; `thick` of 255 hides what is behind."""
    x, y = at
    ring = (x - radius, y - radius, x + radius, y + radius)
    ImageDraw.Draw(picture, "RGBA").ellipse(ring, fill=(*colour, thick))


def ridge(picture: Image.Image, chance: Random, top: int, swing: float, colour: Colour) -> None:
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


def grain(picture: Image.Image, chance: Random, strength: float) -> Image.Image:
    noise = np.random.default_rng(chance.getrandbits(32)).normal(0, strength, (*SIZE[::-1], 1))
    rough = np.asarray(picture).astype(float) + noise
    return Image.fromarray(rough.clip(0, 255).astype(np.uint8), "RGB")
