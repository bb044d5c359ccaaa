"""What people do to a picture that they tell again, for the figures and the tests."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw, ImageEnhance, ImageOps

Change = Callable[[Image.Image], Image.Image]


def saved(picture: Image.Image, kind: str, quality: int) -> Image.Image:
    file = BytesIO()
    picture.save(file, kind, quality=quality)
    return Image.open(file).convert("RGB")


def cut(picture: Image.Image, share: float) -> Image.Image:
    """So much of its width and height, half of it on each side."""
    across, down = round(picture.width * share / 2), round(picture.height * share / 2)
    return picture.crop((across, down, picture.width - across, picture.height - down))


def one_side(picture: Image.Image, share: float) -> Image.Image:
    return picture.crop((0, 0, round(picture.width * (1 - share)), picture.height))


def smaller(picture: Image.Image, side: int) -> Image.Image:
    small = picture.copy()
    small.thumbnail((side, side))
    return small


def bordered(picture: Image.Image, share: float) -> Image.Image:
    return ImageOps.expand(picture, round(min(picture.size) * share), "white")


def written_on(picture: Image.Image) -> Image.Image:
    """A black bar with words over a tenth of it, as pictures are passed on."""
    copy = picture.copy()
    pen, (width, height) = ImageDraw.Draw(copy), picture.size
    pen.rectangle((0, round(height * 0.8), width, round(height * 0.9)), fill="black")
    where, size = (width * 0.1, height * 0.82), max(10, height // 18)
    pen.text(where, "look at this everybody", fill="white", font_size=size)
    return copy


CHANGES: dict[str, Change] = {
    "JPEG, quality 60": lambda picture: saved(picture, "JPEG", 60),
    "JPEG, quality 30": lambda picture: saved(picture, "JPEG", 30),
    "WebP, quality 25": lambda picture: saved(picture, "WEBP", 25),
    "400 pixels": lambda picture: smaller(picture, 400),
    "200 pixels": lambda picture: smaller(picture, 200),
    "cut by 5 %": lambda picture: cut(picture, 0.05),
    "cut by 10 %": lambda picture: cut(picture, 0.1),
    "cut by 20 %": lambda picture: cut(picture, 0.2),
    "one side cut by 5 %": lambda picture: one_side(picture, 0.05),
    "one side cut by 15 %": lambda picture: one_side(picture, 0.15),
    "brighter": lambda picture: ImageEnhance.Brightness(picture).enhance(1.25),
    "darker": lambda picture: ImageEnhance.Brightness(picture).enhance(0.7),
    "grey": lambda picture: picture.convert("L").convert("RGB"),
    "mirrored": ImageOps.mirror,
    "mirrored, cut by 5 %": lambda picture: cut(ImageOps.mirror(picture), 0.05),
    "border of 5 %": lambda picture: bordered(picture, 0.05),
    "border of 10 %": lambda picture: bordered(picture, 0.1),
    "written on": written_on,
    "turned by 90°": lambda picture: picture.transpose(Image.Transpose.ROTATE_90),
}
