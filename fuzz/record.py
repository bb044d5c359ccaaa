"""What the long runs have come to, beside the code: any machine goes on where another stopped."""

from pathlib import Path
from typing import TypeVar

import msgspec

FOLDER = Path(__file__).parent / "record"
Figures = TypeVar("Figures", bound=msgspec.Struct)


def so_far(name: str, kind: type[Figures]) -> Figures:
    """Nothing yet, if there is none."""
    file = FOLDER / f"{name}.json"
    return msgspec.json.decode(file.read_bytes(), type=kind) if file.exists() else kind()


def keep(name: str, figures: msgspec.Struct) -> None:
    """Whole, whenever this is stopped."""
    FOLDER.mkdir(exist_ok=True)
    beside = FOLDER / f"{name}.part"
    beside.write_bytes(msgspec.json.encode(figures) + b"\n")
    beside.replace(FOLDER / f"{name}.json")
