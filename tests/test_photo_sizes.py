"""One photo in its sizes: what a device gets, and what their bytes say."""

import struct
from functools import cache
from io import BytesIO
from random import Random
from uuid import UUID

import httpx2
import pytest
from PIL import Image

from mimi.kit.kit import Kit
from mimi.rooms import photos
from mimi.rooms.photos import child, keeping, sizes
from mimi.rooms.secrets import queue
from mimi.town.photos import take
from tests.conftest import problem
from tests.pen import Pen, key
from tests.test_photos import MARK, assert_bare, encoded, exif, icc, xmp

EDITION = 4 * 3600
PIXELS = 10**7
MODERN = {"accept": "image/avif,image/webp,*/*"}


@cache
def camera() -> bytes:
    """A photo of which each size is a file of its own."""
    drawn = Image.open(BytesIO(take("leaves", Random(1)))).resize((1200, 900))
    more = {"exif": exif(), "icc_profile": icc(), "xmp": xmp(), "comment": MARK}
    return encoded(drawn, "JPEG", quality=90, **more)


@pytest.fixture(scope="module")
def files() -> list[bytes]:
    return child.rebuild(camera(), PIXELS)


def test_each_size_is_there_and_smaller_than_the_one_before(files: list[bytes]) -> None:
    sides = [max(Image.open(BytesIO(file)).size) for file in files]
    assert sides == [1200, 1080, 640, 1080, 640]
    large, middle, small, avif_middle, avif_small = map(len, files)
    assert large > middle > avif_middle > avif_small
    assert middle > small > avif_small


def test_no_size_says_more_than_its_pixels(files: list[bytes]) -> None:
    for webp in files[:3]:
        assert_bare(webp)
    for avif in files[3:]:
        assert boxes(avif) == [b"ftyp", b"meta", b"mdat"]
        assert not {MARK, b"Exif", b"prof", b"mime"} & {avif[at : at + 4] for at in range(600)}
        assert MARK not in avif
        again = Image.open(BytesIO(avif))
        assert not again.getexif()
        assert not {"icc_profile", "exif", "xmp"} & set(again.info)


def boxes(avif: bytes) -> list[bytes]:
    """The names of the outer ones, to the end of the file."""
    found, at = list[bytes](), 0
    while at < len(avif):
        size, name = struct.unpack_from(">I4s", avif, at)
        found.append(name)
        at += size
    assert at == len(avif)
    return found


def test_the_same_photo_gives_the_same_sizes(files: list[bytes]) -> None:
    assert child.rebuild(camera(), PIXELS) == files


def test_all_sizes_fit_where_they_wait_and_lie() -> None:
    """A photo's row in the queue has one length, its object one of eight."""
    most = sum(size.most for size in (child.LARGE, *(child.MIDDLE, child.SMALL) * 2))
    assert most + 5 * child.HEAD + 4 <= queue.PHOTO_SIZE == 8 * keeping.STEP


def bundled(*files: bytes) -> bytes:
    return b"".join(len(file).to_bytes(child.HEAD) + file for file in files)


def test_what_is_missing_is_the_next_larger_one() -> None:
    whole = bundled(b"L", b"M", b"S", b"m", b"s")
    assert [photos.picked(whole, size).data for size in ("small", "middle", "large")] == [
        *(b"S", b"M", b"L")
    ]
    assert photos.picked(whole, "small", avif=True) == ("image/avif", b"s")
    assert photos.picked(whole, "large", avif=True) == ("image/webp", b"L")
    some = bundled(b"L", b"", b"S", b"", b"")
    assert photos.picked(some, "small", avif=True) == ("image/webp", b"S")
    assert photos.picked(some, "middle", avif=True) == ("image/webp", b"L")


@pytest.mark.parametrize("size", ["small", "middle", "large"])
def test_what_was_kept_before_there_were_sizes_is_shown(files: list[bytes], size: str) -> None:
    assert photos.picked(files[0], size, avif=True).data == files[0]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("rest", [0, 1, 7, 8, 9, 4095])
def test_lengths_are_blurred_behind_the_picture(files: list[bytes], rest: int) -> None:
    """A neighbour in the same Wi-Fi counts bytes; a decoder does not see them."""
    for kind, file in ((sizes.WEBP, files[2]), (sizes.AVIF, files[4])):
        free = (rest + 8).to_bytes(4) + b"free" + bytes(rest)
        short = file + (free if kind == sizes.AVIF else bytes(rest))
        sent = photos.blurred(photos.Picture(kind, short))
        assert len(sent) % sizes.STEP == 0
        assert 0 <= len(sent) - len(short) < sizes.STEP + 8
        assert Image.open(BytesIO(sent)).convert("RGB") == Image.open(BytesIO(file)).convert("RGB")
        if kind == sizes.AVIF:
            assert set(boxes(sent)) == {b"ftyp", b"meta", b"mdat", b"free"}


async def test_a_device_gets_the_size_it_asks_for(kit: Kit, http: httpx2.AsyncClient) -> None:
    pen = Pen(kit, http)
    secret: UUID = await pen.told(by=key(1), photo=camera())
    await pen.wait(EDITION)
    await pen.make_public(secret)
    address = (await http.get(f"/v1/secrets/{secret}")).json()["photo"]
    got = list[tuple[str, int]]()
    for headers in ({}, MODERN):
        for size in ("", "?size=large", "?size=middle", "?size=small"):
            answer = await http.get(address + size, headers=headers)
            assert answer.headers["vary"] == "accept"
            assert len(answer.content) % sizes.STEP == 0
            side = max(Image.open(BytesIO(answer.content)).size)
            got.append((answer.headers["content-type"], side))
    webp, avif = "image/webp", "image/avif"
    old = [(webp, 1200), (webp, 1200), (webp, 1080), (webp, 640)]
    assert got == [*old, (webp, 1200), (webp, 1200), (avif, 1080), (avif, 640)]
    assert problem(await http.get(f"{address}?size=huge")) == "invalid-request"
