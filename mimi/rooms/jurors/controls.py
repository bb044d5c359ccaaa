"""Tasks of known answer, from controls.toml."""

import tomllib
from functools import cache
from pathlib import Path

import msgspec

from mimi.rooms.jurors.model import Control, Language

FILE = Path(__file__).with_name("controls.toml")


@cache
def controls(language: Language) -> list[Control]:
    """In the order of the file; a task's number is its place."""
    table = tomllib.loads(FILE.read_text())
    return msgspec.convert(table[language], list[Control])
