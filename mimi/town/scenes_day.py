"""Photos taken by day, in the morning and towards evening."""

from random import Random

from PIL import Image, ImageDraw, ImageFilter

from mimi.town.brushes import DAY, DUSK, Colour, glow, grain, mix, ridge, sky, veil


def dawn(chance: Random) -> Image.Image:
    picture = sky(chance.choice(DUSK))
    sun = (chance.randint(150, 750), chance.randint(620, 980))
    picture = glow(picture, sun, chance.randint(200, 460), (255, 232, 190))
    for layer in range(chance.randint(0, 3)):
        tone = mix((150, 96, 110), (52, 38, 70), layer / 2)
        ridge(picture, chance, 900 + 90 * layer, 40, tone)
    return picture


def hills(chance: Random) -> Image.Image:
    far, near = chance.choice([
        ((196, 206, 222), (38, 62, 74)), ((232, 208, 196), (74, 50, 70)),
        ((206, 222, 198), (36, 66, 46)), ((222, 214, 180), (96, 62, 36)),
        ((186, 198, 232), (44, 40, 92)), ((240, 196, 176), (92, 34, 48)),
    ])  # fmt: skip
    picture, layers = sky((mix(far, (255, 255, 255), 0.3), far)), chance.randint(3, 8)
    high = chance.randint(360, 640)
    for layer in range(layers):
        top, swing = high + layer * (1150 - high) // layers, 24 + layer * 10
        ridge(picture, chance, top, swing, mix(far, near, (layer + 1) / layers))
    return picture


def paper(chance: Random) -> Image.Image:
    picture = sky(chance.choice([
        ((244, 236, 220), (232, 220, 198)), ((236, 238, 236), (216, 220, 220)),
        ((246, 226, 224), (232, 204, 204)), ((222, 232, 238), (200, 214, 226)),
        ((226, 234, 212), (206, 220, 192)),
    ]))  # fmt: skip
    draw, apart = ImageDraw.Draw(picture), chance.choice([48, 64, 96])
    for at in range(apart, 1200, apart):
        draw.line((0, at, 900, at), fill=(206, 200, 190), width=2)
        if apart == 48:  # squared
            draw.line((at, 0, at, 1200), fill=(206, 200, 190), width=2)
    fold = chance.randint(200, 700)
    draw.line((fold, 0, fold + chance.randint(-60, 60), 1200), fill=(198, 188, 172), width=4)
    if chance.random() < 0.5:  # a cup stood here
        x, y, ring = chance.randint(200, 700), chance.randint(300, 900), chance.randint(120, 170)
        draw.ellipse((x - ring, y - ring, x + ring, y + ring), outline=(186, 150, 112), width=9)
    return grain(picture, chance, 7)


def sea(chance: Random) -> Image.Image:
    picture = sky(chance.choice(DAY + DUSK))
    horizon = chance.randint(360, 720)
    deep: Colour = chance.choice([(16, 44, 70), (12, 62, 72), (40, 44, 78), (28, 58, 54)])
    water = sky((mix(deep, (150, 190, 200), 0.45), deep)).crop((0, 0, 900, 1200 - horizon))
    picture.paste(water, (0, horizon))
    draw, middle = ImageDraw.Draw(picture), chance.randint(200, 700)
    for _ in range(chance.randint(160, 460)):
        depth = chance.random() ** 1.6
        x, y = chance.gauss(middle, 130 + 190 * depth), horizon + 6 + (1190 - horizon) * depth
        draw.line((x, y, x + 8 + 70 * depth, y), fill=(255, 236, 210), width=1 + round(2 * depth))
    if chance.random() < 0.5:
        _sail(draw, chance.randint(120, 760), horizon + chance.randint(6, 60))
    return picture


def _sail(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    draw.polygon([(x, y - 110), (x, y - 12), (x + 62, y - 12)], (250, 246, 238))
    draw.polygon(
        [(x - 40, y - 8), (x + 72, y - 8), (x + 48, y + 12), (x - 22, y + 12)], (78, 52, 48)
    )


def snow(chance: Random) -> Image.Image:
    picture = sky(chance.choice(DAY))
    draw, wood = (
        ImageDraw.Draw(picture),
        chance.choice([(94, 112, 124), (62, 88, 78), (96, 84, 96)]),
    )
    for _ in range(chance.randint(3, 22)):
        x, base, tall = chance.randint(0, 900), chance.randint(860, 1010), chance.randint(120, 420)
        draw.polygon([(x, base - tall), (x - tall // 4, base), (x + tall // 4, base)], wood)
    ridge(picture, chance, chance.randint(900, 1000), 26, (244, 247, 250))
    for _ in range(chance.randint(60, 420)):
        x, y, size = chance.randint(0, 900), chance.randint(0, 1200), chance.randint(2, 9)
        draw.ellipse((x, y, x + size, y + size), fill=(255, 255, 255))
    return picture


FOLIAGE: list[list[Colour]] = [
    [(214, 96, 44), (236, 160, 58), (172, 52, 40)],
    [(92, 148, 72), (150, 186, 92), (58, 108, 64)],
    [(240, 178, 196), (252, 214, 222), (226, 140, 170)],
    [(226, 190, 76), (206, 150, 48), (244, 220, 130)],
]


def leaves(chance: Random) -> Image.Image:
    """Looking up, or down on the path."""
    picture = sky(chance.choice([*DAY, ((96, 84, 74), (62, 54, 50)), ((72, 80, 76), (48, 54, 54))]))
    palette = chance.choice(FOLIAGE)
    for _ in range(chance.randint(40, 150)):
        leaf = Image.new("L", (140, 70))
        ImageDraw.Draw(leaf).ellipse((4, 12, 136, 58), fill=chance.randint(150, 255))
        size = chance.uniform(0.4, 1.2)
        leaf = leaf.resize((int(140 * size), int(70 * size))).rotate(
            chance.randint(0, 359), expand=True
        )
        picture.paste(
            chance.choice(palette), (chance.randint(-60, 880), chance.randint(-60, 1180)), leaf
        )
    return picture


def balloons(chance: Random) -> Image.Image:
    picture = sky(chance.choice(DAY + DUSK))
    palette = [(226, 92, 84), (244, 182, 72), (96, 160, 206), (240, 236, 222), (150, 110, 180)]
    draw = ImageDraw.Draw(picture)
    for _ in range(chance.randint(1, 12)):
        x, y, size = chance.randint(60, 840), chance.randint(120, 900), chance.randint(24, 110)
        draw.ellipse((x - size, y - size, x + size, y + size * 1.15), fill=chance.choice(palette))
        draw.line((x, y + size, x + size // 5, y + size * 3), fill=(70, 70, 84), width=3)
    return picture


def clouds(chance: Random) -> Image.Image:
    picture = sky(chance.choice(DAY + DUSK))
    white: Colour = chance.choice([(255, 255, 255), (255, 232, 222), (236, 238, 248)])
    for _ in range(chance.randint(2, 7)):
        x, y, wide = chance.randint(0, 900), chance.randint(80, 1000), chance.randint(60, 260)
        for _ in range(14):
            at = (int(chance.gauss(x, wide * 0.6)), int(chance.gauss(y, wide * 0.16)))
            veil(picture, at, chance.randint(24, 30 + wide // 2), white, chance.randint(60, 130))
    return picture.filter(ImageFilter.GaussianBlur(12))


PAINTERS = (dawn, hills, paper, sea, snow, leaves, balloons, clouds)
