"""The sizes of one photo, kept together: which of them a device gets.

They lie in one object. Protects viewers from the company that rents out a bucket, which would see
by the object that is fetched what screen somebody has; and a photo cannot be half there.
"""

from typing import Literal, NamedTuple

from mimi.rooms.photos.child import HEAD

Size = Literal["large", "middle", "small"]

WEBP, AVIF = "image/webp", "image/avif"
STEP = 4 * 1024  # bytes
_FROM: dict[Size, int] = {"large": 0, "middle": 1, "small": 2}


class Picture(NamedTuple):
    kind: str
    data: bytes


def picked(files: bytes, size: Size = "large", *, avif: bool = False) -> Picture:
    """The size that was asked for, or the next larger one where it is missing; as AVIF for who
    takes that, where there is one. The large one is always a WebP."""
    large, middle, small, *avifs = _split(files)
    webps = [large, middle, small]
    for at in range(_FROM[size], 0, -1):
        if avif and avifs[at - 1]:
            return Picture(AVIF, avifs[at - 1])
        if webps[at]:
            return Picture(WEBP, webps[at])
    return Picture(WEBP, large)


def _split(files: bytes) -> list[bytes]:
    """What was kept before there were sizes is one WebP."""
    found, at = list[bytes](), 0
    while len(found) < 5 and at < len(files):
        start = at + HEAD
        at = start + int.from_bytes(files[at:start])
        found.append(files[start:at])
    return found if len(found) == 5 and at == len(files) else [files, b"", b"", b"", b""]


def blurred(picture: Picture) -> bytes:
    """The picture, and behind it what no decoder looks at, up to full steps.

    Protects whoever looks from who counts bytes on the way, a neighbour in the same Wi-Fi: by its
    exact length every photo could be told from every other, and so who looked at which.
    """
    rest = -len(picture.data) % STEP
    if picture.kind == AVIF and rest:
        rest = rest if rest >= len(_FREE) + HEAD else rest + STEP
        return picture.data + rest.to_bytes(HEAD) + _FREE + bytes(rest - HEAD - len(_FREE))
    return picture.data + bytes(rest)


_FREE = b"free"  # a box of AVIF that says nothing
