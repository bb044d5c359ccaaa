"""The child process that looks at pictures: WebPs on standard input, what is seen on its output.

Run by its path with `python -I`, so that it has nothing of the server: no settings, no keys, no
environment, no database. What it loads, 190 MB with the model, goes when it ends.
"""

import os
import resource
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

import msgspec
from PIL import Image

from mimi.care.nudity import nudity
from mimi.care.prints import print_of

LIMITS = {
    resource.RLIMIT_AS: 2 * 1024**3,
    resource.RLIMIT_CPU: 120,  # seconds
    resource.RLIMIT_FSIZE: 0,  # it writes no file
    resource.RLIMIT_CORE: 0,  # and leaves no memory behind
}
NICE = 10  # members' requests come first
SIZE = 4  # bytes that say how long the next picture is


def main(wanted: bool) -> None:
    os.nice(NICE)
    for limit, value in LIMITS.items():
        resource.setrlimit(limit, (value, value))
    found = [look(webp, wanted) for webp in list(pictures(sys.stdin.buffer))]
    sys.stdout.buffer.write(msgspec.msgpack.encode(found))


def pictures(given: BinaryIO) -> Iterator[bytes]:
    while size := given.read(SIZE):
        yield given.read(int.from_bytes(size))


def look(webp: bytes, wanted: bool) -> tuple[object, float | None]:
    """The print, and how likely it shows somebody naked if that is `wanted`."""
    picture = Image.open(BytesIO(webp), formats=["WEBP"])
    picture.load()
    return print_of(picture), nudity(picture) if wanted else None


if __name__ == "__main__":
    main(sys.argv[1] == "nudity")
