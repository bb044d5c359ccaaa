"""Photos taken after sunset."""

from random import Random

from PIL import Image, ImageDraw, ImageFilter

from mimi.town.brushes import DUSK, NIGHT, Colour, glow, mix, ridge, sky, veil

LIGHTS: list[list[Colour]] = [
    [(255, 180, 90), (255, 120, 110), (250, 220, 150), (120, 160, 255), (240, 140, 200)],
    [(255, 206, 120), (255, 168, 84), (255, 232, 190)],
    [(110, 200, 255), (120, 140, 255), (190, 230, 255), (170, 120, 240)],
    [(120, 230, 170), (230, 240, 150), (90, 190, 200)],
    [(255, 96, 96), (255, 150, 180), (255, 210, 190)],
]


def windows(chance: Random) -> Image.Image:
    wall = chance.choice(
        [((14, 18, 34), (28, 30, 48)), ((34, 22, 26), (52, 36, 38)), ((16, 30, 32), (30, 48, 50))]
    )
    picture, lights = sky(wall), chance.choice(LIGHTS[:3])
    draw, awake = ImageDraw.Draw(picture), chance.uniform(0.05, 0.5)
    across, down = chance.choice([(110, 130), (150, 190), (84, 96), (210, 250)])
    for left in range(across // 2, 900 - across // 2, across):
        for top in range(down // 2, 1200 - down // 2, down):
            lit = chance.choice(lights) if chance.random() < awake else mix(wall[1], (0, 0, 0), 0.2)
            wide, high = across * 0.64, down * 0.66
            draw.rectangle((left, top, left + wide, top + high), fill=lit)
            draw.line((left + wide / 2, top, left + wide / 2, top + high), fill=wall[0], width=5)
    return picture.filter(ImageFilter.GaussianBlur(1.4))


def bokeh(chance: Random) -> Image.Image:
    picture, palette = sky(chance.choice(NIGHT)), chance.choice(LIGHTS)
    low, high = chance.choice([(24, 92), (60, 170), (10, 40)])
    for _ in range(chance.randint(16, 64)):
        x, y, radius = chance.randint(0, 900), chance.randint(0, 1200), chance.randint(low, high)
        veil(picture, (x, y), radius, chance.choice(palette), chance.randint(26, 92))
    return picture.filter(ImageFilter.GaussianBlur(3))


def rain(chance: Random) -> Image.Image:
    picture = bokeh(chance).filter(ImageFilter.GaussianBlur(14))
    draw = ImageDraw.Draw(picture, "RGBA")
    for _ in range(300):
        x, y, size = chance.randint(0, 900), chance.randint(0, 1200), chance.randint(3, 12)
        draw.ellipse((x, y, x + size, y + size * 1.3), fill=(220, 230, 245, 70))
    for _ in range(chance.randint(4, 30)):
        x, y = chance.randint(0, 900), chance.randint(0, 800)
        draw.line((x, y, x + chance.randint(-8, 8), y + 300), fill=(220, 230, 245, 60), width=6)
    return picture


def stars(chance: Random) -> Image.Image:
    picture = sky(chance.choice(NIGHT))
    draw = ImageDraw.Draw(picture)
    for _ in range(chance.randint(240, 1000)):
        x, y, light = chance.randint(0, 899), chance.randint(0, 1100), chance.randint(90, 255)
        size = chance.choice([1, 1, 1, 2, 3])
        draw.ellipse((x, y, x + size, y + size), fill=(light, light, min(255, light + 20)))
    if chance.random() < 0.4:
        x, y = chance.randint(100, 800), chance.randint(60, 500)
        draw.line((x, y, x - 170, y + 90), fill=(236, 240, 255), width=3)
    ridge(picture, chance, chance.randint(860, 1080), chance.randint(20, 90), (6, 8, 18))
    return picture


def moon(chance: Random) -> Image.Image:
    (x, y), size = (chance.randint(200, 700), chance.randint(200, 620)), chance.randint(48, 180)
    night, light = (
        chance.choice(NIGHT),
        chance.choice([(246, 240, 218), (250, 214, 160), (226, 234, 250)]),
    )
    picture = glow(sky(night), (x, y), size * 4, mix(light, night[1], 0.4))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((x - size, y - size, x + size, y + size), fill=light)
    layers = chance.randint(0, 4)
    for layer in range(layers):
        tone = mix(mix(night[1], (0, 0, 0), 0.25), (10, 12, 24), layer / layers)
        ridge(picture, chance, 840 + 90 * layer, 40, tone)
    return picture


def skyline(chance: Random) -> Image.Image:
    dusk = chance.choice([*DUSK, NIGHT[1], NIGHT[5]])
    picture, far = sky(dusk), mix(dusk[1], dusk[0], 0.6)
    draw, lights = ImageDraw.Draw(picture), chance.choice(LIGHTS[:2])
    high, narrow = chance.randint(420, 700), chance.randint(30, 70)
    for layer in range(3):
        left, colour = 0, mix(far, (20, 20, 38), (layer + 1) / 3.4)
        while left < 900:
            width, top = chance.randint(narrow, 130), high + 140 * layer + chance.randint(-150, 120)
            draw.rectangle((left, top, left + width, 1200), fill=colour)
            if chance.random() < 0.4:
                draw.rectangle(
                    (left + 12, top + 30, left + 20, top + 40), fill=chance.choice(lights)
                )
            left += width
    return picture


def lanterns(chance: Random) -> Image.Image:
    picture = sky(chance.choice([((26, 10, 16), (70, 22, 24)), *NIGHT]))
    skin, heart = chance.choice(
        [
            ((238, 74, 42), (255, 160, 84)),
            ((250, 196, 96), (255, 236, 180)),
            ((226, 110, 150), (255, 200, 214)),
        ]
    )
    for _ in range(chance.randint(3, 12)):
        x, y, size = chance.randint(60, 840), chance.randint(120, 1080), chance.randint(26, 96)
        picture = glow(picture, (x, y), size * 3, mix(skin, (255, 120, 50), 0.5))
        draw = ImageDraw.Draw(picture)
        draw.ellipse((x - size, y - size * 0.8, x + size, y + size * 0.8), fill=skin)
        draw.ellipse((x - size * 0.5, y - size * 0.6, x + size * 0.5, y + size * 0.6), heart)
    return picture.filter(ImageFilter.GaussianBlur(2.5))


def street(chance: Random) -> Image.Image:
    """A lamp in the fog, or a few, on the way home."""
    night = chance.choice(NIGHT)
    picture, lamps = sky(night), chance.randint(1, 4)
    for at in range(lamps):
        x, far = chance.randint(120, 780), at / lamps
        top, size = int(260 + 380 * far), round(26 * (1 - far)) + 8
        draw = ImageDraw.Draw(picture)
        draw.line((x, top, x, 1200), fill=mix((10, 10, 16), night[1], far), width=size // 2 + 4)
        picture = glow(
            picture, (x, top), size * 16, chance.choice([(255, 206, 140), (255, 232, 200)])
        )
        veil(picture, (x, top), size, (255, 246, 224), 255)
    return picture.filter(ImageFilter.GaussianBlur(2))


PAINTERS = (windows, bokeh, rain, stars, moon, skyline, lanterns, street)
