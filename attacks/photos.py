"""What a photo's file says besides the picture."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image, PngImagePlugin

from attacks.attack import Attack
from attacks.finding import Count, Finding, judged
from attacks.town import Town
from mimi.client import NoToken, Refused

MARK = b"MimiAttackMarker"
SIZE = (640, 480)


class Photos(Attack):
    """The attacker looks into every photo for what the camera and programs wrote into it.

    Incidents: places in the EXIF of photos (Vice and John McAfee, 2012; Strava and Parler),
    thumbnails of the uncropped picture, text chunks and trailing bytes ("aCropalypse",
    CVE-2023-21036). P8; bound 0.
    """

    promise = "P8"
    name = "metadata of photos"
    wanted = "anything that the file of a photo said besides the picture"

    async def look(self, town: Town) -> list[Finding]:
        count = Count()
        tellers = [at for at in town.targets(len(town.graph)) if town.circle[at]]
        for make in CORPUS:
            photo = make()
            assert MARK in photo, "this file has nothing to find"
            while tellers:
                try:
                    secret = await town.members[tellers.pop()].tell("A photo", photo=photo)
                except (NoToken, Refused):
                    continue
                for _ in range(4):
                    await town.wait(town.rhythm["edition"])
                count.add(await self._found(town, str(secret)))
                break
        return [judged(self.name, self.promise, self.wanted, count, 0.0)]

    async def _found(self, town: Town, secret: str) -> bool:
        for device in town.members:
            try:
                file = await device.photo(secret)
            except Refused:
                continue
            with Image.open(BytesIO(file)) as image:
                return MARK in file or bool(image.getexif()) or bool(image.info.get("icc_profile"))
        raise AssertionError("nobody sees this photo")


def picture(comment: bytes) -> bytes:
    """One that a camera could have made."""
    return _saved("JPEG", comment=comment)


def _saved(kind: str, **more: object) -> bytes:
    out = BytesIO()
    Image.effect_noise(SIZE, 40).convert("RGB").save(out, kind, **more)
    return out.getvalue()


def _exif(tag: int, value: object) -> Image.Exif:
    exif = Image.Exif()
    exif[tag] = value
    return exif


def jpeg_place() -> bytes:
    exif = _exif(0x010E, MARK.decode())  # ImageDescription
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 13.0, 48.0), 3: "E", 4: (121.0, 28.0, 12.0)})
    return _saved("JPEG", exif=exif)


def jpeg_owner() -> bytes:
    return _saved("JPEG", exif=_exif(0x013B, MARK.decode()))  # Artist


def jpeg_comment() -> bytes:
    return _saved("JPEG", comment=MARK)


def jpeg_xmp() -> bytes:
    return _saved("JPEG", xmp=b"<x:xmpmeta>" + MARK + b"</x:xmpmeta>")


def jpeg_icc() -> bytes:
    return _saved("JPEG", icc_profile=MARK * 8)


def jpeg_iptc() -> bytes:
    """A Photoshop segment (APP13) right after the start of the file."""
    said = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + len(MARK).to_bytes(4, "big") + MARK
    plain = _saved("JPEG")
    return plain[:2] + b"\xff\xed" + (len(said) + 2).to_bytes(2, "big") + said + plain[2:]


def trailing() -> bytes:
    return _saved("JPEG") + MARK


def png_text() -> bytes:
    said = PngImagePlugin.PngInfo()
    said.add_text("Comment", MARK.decode())
    said.add_itxt("XML:com.adobe.xmp", MARK.decode())
    return _saved("PNG", pnginfo=said)


def png_exif() -> bytes:
    return _saved("PNG", exif=_exif(0x010F, MARK.decode()))  # Make


def webp_exif() -> bytes:
    return _saved("WEBP", exif=_exif(0x0110, MARK.decode()))  # Model


def webp_xmp() -> bytes:
    return _saved("WEBP", xmp=MARK)


CORPUS: tuple[Callable[[], bytes], ...] = (
    *(jpeg_place, jpeg_owner, jpeg_comment, jpeg_xmp, jpeg_icc, jpeg_iptc, trailing),
    *(png_text, png_exif, webp_exif, webp_xmp),
)
