"""What the members of a town tell and answer: written by hand, half of it Chinese, all of it kind.

The texts lie beside this file, one a line, so that anybody can add theirs.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")
COLOURS = ("night", "dawn", "sea", "moss", "plum", "sand", "rose", "slate")
TEXTURES = ("roofs", "ridges", "waves", "pines", "blossom", "dunes", "petals", "rain")
LOOKS = tuple(f"{colour}-{texture}" for colour in COLOURS for texture in TEXTURES)


@dataclass(frozen=True)
class Line:
    """One text and the language it is in."""

    text: str
    language: str


@cache
def secrets() -> list[Line]:
    """Alternately Chinese and English, in the order of the files."""
    both = zip(*(_lines("secrets", language) for language in LANGUAGES), strict=True)
    return [line for pair in both for line in pair]


@cache
def comments(language: str) -> list[Line]:
    """Short ones that could answer almost any secret."""
    return _lines("comments", language)


def language_of(text: str) -> str:
    """The language to answer in."""
    return "zh" if any("\u4e00" <= sign <= "\u9fff" for sign in text) else "en"


def _lines(kind: str, language: str) -> list[Line]:
    text = Path(__file__).with_name(f"{kind}.{language}.txt").read_text(encoding="utf-8")
    return [Line(line, language) for line in text.splitlines()]
