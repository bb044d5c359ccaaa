"""Pictures to try care on: those of a folder, or of a town."""

from collections.abc import Iterable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image

from mimi.rooms.photos import files_of
from mimi.settings_tables import Caps
from mimi.town import photos


def of_folder(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file()]


def of_town(seeds: int) -> list[bytes]:
    """Each kind, so many times."""
    return [photos.take(kind, Random(seed)) for kind in photos.KINDS for seed in range(seeds)]  # noqa: S311 to be repeated


def rebuilt(given: Iterable[bytes]) -> list[Image.Image]:
    """As a server would keep them; what it would not take is left out."""
    found: list[Image.Image] = []
    for data in given:
        with suppress(Exception):
            webp = files_of(data, Caps().photo_pixels)[0]
            found.append(Image.open(BytesIO(webp)).convert("RGB"))
    return found
