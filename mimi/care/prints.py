"""Knowing a picture again although it was saved anew, cut, mirrored or given a border. PURE.

A print is hashes of 256 bits by PDQ, made for this by Facebook: 12 of windows of the picture, since
whoever tells it again may have cut its edges away, and some of it as it stands, without its border
and mirrored. Two pictures are held against each other by the fewest bits that differ.
"""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

SIDE = 256  # pixels that are looked at; PDQ makes 64 of them
BYTES = 32  # of a hash
ALIKE = 70  # bits of 256 that differ, up to which two pictures are taken for one
SURE = 31  # as far as PDQ's makers go
LEAST = 10  # of PDQ's quality, from 0 to 100: a plain ground is like every other one
FLAT = 6  # grey levels that a line of a border differs in
BORDER = 4  # a border is at most this part of a side

# What may be left of a picture, as parts of its width and height: left, top, right, bottom.
WINDOWS = (
    *((cut, cut, 1 - cut, 1 - cut) for cut in (0, 0.025, 0.05, 0.1)),
    *((0.1, 0, 1, 1), (0, 0.1, 1, 1), (0, 0, 0.9, 1), (0, 0, 1, 0.9)),
    *((0, 0, 0.9, 0.9), (0.1, 0.1, 1, 1), (0, 0, 0.95, 0.95), (0.05, 0.05, 1, 1)),
)

Hashes = NDArray[np.uint8]


class Print(msgspec.Struct, frozen=True, array_like=True):
    """`windows`, when it is what is looked for; `looks`, when it is what may be it."""

    windows: bytes
    looks: bytes


class Near(NamedTuple):
    at: int  # which of those that were looked for
    bits: int  # that differ


def print_of(picture: Image.Image) -> Print | None:
    """None of what is too plain to be told from others."""
    small = picture.convert("RGB")
    small.thumbnail((SIDE, SIDE))
    if _hash(small)[1] < LEAST:
        return None
    looks = [small, bare(small)]
    looks += [ImageOps.mirror(one) for one in looks]
    return Print(_hashes([_part(small, window) for window in WINDOWS]), _hashes(looks))


def nearest(known: Sequence[Print], seen: Print) -> Near | None:
    """Which of the known pictures this one is likest to; None when nothing is known."""
    if not known:
        return None
    looks = np.frombuffer(seen.looks, np.uint8).reshape(-1, BYTES)
    windows = np.frombuffer(b"".join(one.windows for one in known), np.uint8).reshape(-1, BYTES)
    bits = np.min([_bits(windows, look) for look in looks], axis=0)
    least = bits.reshape(len(known), len(WINDOWS)).min(axis=1)
    at = int(least.argmin())
    return Near(at, int(least[at]))


def alike(known: Print, seen: Print) -> bool:
    near = nearest([known], seen)
    return near is not None and near.bits <= ALIKE


def _bits(windows: Hashes, look: Hashes) -> NDArray[np.int64]:
    return np.bitwise_count(windows ^ look).sum(axis=1, dtype=np.int64)


def _hashes(pictures: Sequence[Image.Image]) -> bytes:
    return b"".join(_hash(one)[0] for one in pictures)


def _hash(picture: Image.Image) -> tuple[bytes, int]:
    """The hash, and how much there is to see."""
    import pdqhash  # only where pictures are read: a server compares what its child found

    bits, quality = pdqhash.compute(np.asarray(picture))
    return np.packbits(bits).tobytes(), int(quality)


def _part(picture: Image.Image, window: tuple[float, float, float, float]) -> Image.Image:
    left, top, right, bottom = window
    width, height = picture.size
    return picture.crop(
        (round(width * left), round(height * top), round(width * right), round(height * bottom))
    )


def bare(picture: Image.Image) -> Image.Image:
    """Without a border of one colour."""
    grey = np.asarray(picture.convert("L"), np.float64)
    top, bottom = _border(grey), _border(grey[::-1])
    left, right = _border(grey.T), _border(grey.T[::-1])
    return picture.crop((left, top, picture.width - right, picture.height - bottom))


def _border(lines: NDArray[np.float64]) -> int:
    """How many of the first lines say nothing."""
    busy = lines[: len(lines) // BORDER].std(axis=1) >= FLAT
    return int(busy.argmax()) if busy.any() else len(busy)
