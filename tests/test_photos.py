"""Photos: only pixels go on (P8), and no crafted file hurts the server."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.rooms import photos
from mimi.rooms.photos import actions, child

MARK = b"SECRETMARK"  # stands in every kind of metadata; must be nowhere in the output


def picture(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    """Red on the left, blue on the right, so that turning it shows."""
    image = Image.new(mode, size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    return image


def encoded(image: Image.Image, kind: str, **more: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **more)  # pyright: ignore[reportArgumentType]
    return out.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = MARK.decode()  # the maker of the camera
    data.get_ifd(0x8825)[29] = MARK.decode()  # the date of a GPS position
    data.get_ifd(0x8825)[2] = (48.0, 51.0, 29.0)
    return data


def icc() -> bytes:
    """A profile, as far as anybody who only copies it can tell."""
    body = b"\0" * 36 + b"acsp" + b"\0" * 88 + MARK
    return struct.pack(">I", len(body) + 4) + body


def xmp() -> bytes:
    return b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + MARK + b"</x:xmpmeta>"


def jpeg_with_everything() -> bytes:
    return encoded(picture(), "JPEG", exif=exif(), icc_profile=icc(), comment=MARK, xmp=xmp())


def png_with_everything() -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", MARK.decode())
    text.add_itxt("XML:com.adobe.xmp", xmp().decode())
    return encoded(picture(), "PNG", exif=exif(), icc_profile=icc(), pnginfo=text)


def webp_with_everything() -> bytes:
    return encoded(picture(), "WEBP", exif=exif(), icc_profile=icc(), xmp=xmp())


async def large(kit: Kit, data: bytes) -> bytes:
    return photos.picked(await photos.rebuild(kit, data)).data


async def refused(kit: Kit, data: bytes) -> str:
    with pytest.raises(Problem) as caught:
        await photos.rebuild(kit, data)
    return caught.value.name


@pytest.mark.parametrize("make", [jpeg_with_everything, png_with_everything, webp_with_everything])
async def test_no_metadata_survives(kit: Kit, make: Callable[[], bytes]) -> None:
    data = make()
    assert MARK in data or zlib.compress(MARK)[2:8] in data or b"iCCP" in data
    webp = await large(kit, data)
    assert_bare(webp)


def assert_bare(webp: bytes) -> None:
    """One plain VP8 chunk fills the file: there is no place for anything else."""
    assert MARK not in webp
    assert webp[:4] == b"RIFF"
    assert webp[8:16] == b"WEBPVP8 "
    assert 8 + struct.unpack("<I", webp[4:8])[0] == len(webp)
    assert 20 + struct.unpack("<I", webp[16:20])[0] in (len(webp), len(webp) - 1)
    again = Image.open(BytesIO(webp))
    assert not again.getexif()
    assert not {"icc_profile", "exif", "xmp", "comment"} & set(again.info)


async def test_the_orientation_is_applied_before_it_is_forgotten(kit: Kit) -> None:
    webp = await large(kit, encoded(picture(), "JPEG", exif=exif(orientation=6)))
    turned = Image.open(BytesIO(webp)).convert("RGB")
    assert turned.size == (48, 64)
    assert is_red(turned.getpixel((24, 8)))
    assert not is_red(turned.getpixel((24, 56)))


def is_red(colour: object) -> bool:
    assert isinstance(colour, tuple)
    red, _, blue = colour
    return red > 180 and blue < 80


@pytest.mark.parametrize("mode", ["RGBA", "LA", "L", "P", "1", "I;16", "CMYK"])
async def test_every_kind_of_pixel_is_read(kit: Kit, mode: str) -> None:
    image = Image.new("I;16", (20, 10)) if mode == "I;16" else picture((20, 10)).convert(mode)
    data = encoded(image, "JPEG" if mode == "CMYK" else "PNG")
    rebuilt = Image.open(BytesIO(await large(kit, data)))
    assert (rebuilt.mode, rebuilt.size) == ("RGB", (20, 10))


def test_sixteen_bits_of_grey_stay_grey() -> None:
    grey = Image.new("I;16", (20, 10), 0x8000)
    rebuilt = Image.open(BytesIO(child.rebuild(encoded(grey, "PNG"), 10**6)[0]))
    brightness = rebuilt.convert("L").getpixel((5, 5))
    assert isinstance(brightness, int)
    assert 120 < brightness < 136


async def test_the_same_photo_gives_the_same_bytes(kit: Kit) -> None:
    data = jpeg_with_everything()
    assert await photos.rebuild(kit, data) == await photos.rebuild(kit, data)


def test_what_a_file_says_beside_its_pixels_changes_nothing() -> None:
    plain = encoded(picture(), "PNG")
    assert child.rebuild(plain, 10**6) == child.rebuild(png_with_everything(), 10**6)


async def test_a_large_noisy_photo_gets_small(kit: Kit) -> None:
    noise = Image.effect_noise((2400, 1800), 90).convert("RGB")
    files = await photos.rebuild(kit, encoded(noise, "JPEG", quality=80))
    assert len(photos.picked(files, "middle").data) <= child.MIDDLE.most
    assert len(photos.picked(files, "small").data) <= child.SMALL.most
    webp = photos.picked(files).data
    assert len(webp) <= child.LARGE.most
    assert max(Image.open(BytesIO(webp)).size) <= 1600


async def test_a_camera_photo_keeps_its_long_side(kit: Kit) -> None:
    webp = await large(kit, encoded(picture((4000, 3000)), "JPEG"))
    assert Image.open(BytesIO(webp)).size == (1600, 1200)


def animated(kind: str) -> bytes:
    other = Image.new("RGB", (64, 48), "green")
    return encoded(picture(), kind, save_all=True, append_images=[other], duration=50)


def svg() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>'


UNREADABLE = {
    "empty": b"",
    "text": b"hello",
    "svg": svg(),
    "gif": encoded(picture(), "GIF"),
    "bmp": encoded(picture(), "BMP"),
    "tiff": encoded(picture(), "TIFF"),
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "animated png": animated("PNG"),
    "animated webp": animated("WEBP"),
    "truncated jpeg": encoded(picture((640, 480)), "JPEG")[:-900],
    "truncated png": encoded(Image.effect_noise((64, 64), 90), "PNG")[:-900],
    "truncated webp": encoded(Image.effect_noise((64, 64), 90), "WEBP")[:-300],
    "only a header": encoded(picture(), "PNG")[:40],
    "zip": b"PK\x03\x04" + b"\0" * 40,
}


@pytest.mark.parametrize("kind", UNREADABLE)
async def test_what_is_no_still_photo_is_refused(kit: Kit, kind: str) -> None:
    assert await refused(kit, UNREADABLE[kind]) == "photo-unreadable"


def png_that_says_it_is(width: int, height: int) -> bytes:
    """A few bytes that would unpack into gigabytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1_000_000)
    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
    return head + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(30_000, 30_000), (2**31 - 1, 2**31 - 1), (8_000, 5_001)])
async def test_a_bomb_is_refused_before_it_is_unpacked(kit: Kit, size: tuple[int, int]) -> None:
    assert await refused(kit, png_that_says_it_is(*size)) == "photo-too-large"


async def test_a_bomb_of_text_is_refused(kit: Kit) -> None:
    text = PngImagePlugin.PngInfo()
    text.add_text("x", "a" * 80_000_000, zip=True)
    assert await refused(kit, encoded(picture(), "PNG", pnginfo=text)) == "photo-unreadable"


async def test_more_bytes_than_the_cap_are_refused(kit: Kit) -> None:
    much = b"\0" * (kit.settings.caps.photo_bytes + 1)
    assert await refused(kit, much) == "photo-too-large"


def zipped() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("secret.txt", MARK)
    return out.getvalue()


TAILS = {"zip": zipped(), "page": b"<script>" + MARK + b"</script>", "pdf": b"%PDF-1.7\n" + MARK}


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_a_polyglot_loses_its_other_half(kit: Kit, kind: str, tail: bytes) -> None:
    webp = await large(kit, encoded(picture(), kind) + tail)
    assert_bare(webp)
    assert not zipfile.is_zipfile(BytesIO(webp))


async def test_the_first_picture_of_a_phone_file_with_several_is_taken(kit: Kit) -> None:
    """Phones put a depth map or a gain map behind the photo; it is the photo that counts."""
    data = encoded(picture(), "MPO", save_all=True, append_images=[picture((10, 10))])
    assert Image.open(BytesIO(await large(kit, data))).size == (64, 48)


def test_the_child_limits_itself_before_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []

    class Input:
        @property
        def buffer(self) -> BytesIO:
            order.append("read")
            return BytesIO()

    def limit(*_: object) -> None:
        order.append("limit")

    monkeypatch.setattr(child.resource, "setrlimit", limit)
    monkeypatch.setattr(child.sys, "stdin", Input())
    assert child.main(1) == child.UNREADABLE
    assert order == ["limit"] * 5 + ["read"]


async def test_a_child_that_hangs_or_eats_is_ended(
    kit: Kit, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    endless = tmp_path_factory.mktemp("child") / "endless.py"
    endless.write_text("import time\nwhile True: time.sleep(1)\n")
    monkeypatch.setattr(actions, "CHILD", endless)
    monkeypatch.setattr(actions, "SECONDS", 0.2)
    assert await refused(kit, b"anything") == "photo-unreadable"


async def test_the_child_knows_nothing_of_the_server(
    kit: Kit, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    curious = tmp_path_factory.mktemp("child") / "curious.py"
    curious.write_text("import os, sys\nprint(os.environ, 'mimi' in sys.modules, os.getcwd())\n")
    monkeypatch.setenv("MIMI_DATABASE_URL", "postgresql://secret")
    monkeypatch.setattr(actions, "CHILD", curious)
    seen = await photos.rebuild(kit, b"anything")
    assert b"postgresql" not in seen
    assert seen.endswith(b"False /\n")
