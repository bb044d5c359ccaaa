"""Texts written for Mimi: those in sets/ judge it, and those in examples/ taught it.

A line is `+ text`, in the category of its file, or `- text`, harmless in every category.
"""

from importlib.resources import files
from typing import Literal, NamedTuple

from mimi.care.verdict import Category


class Written(NamedTuple):
    text: str
    inside: bool  # the category


def written(
    folder: Literal["sets", "examples"], category: Category, language: str
) -> list[Written]:
    file = files("mimi.care") / folder / f"{category}.{language}.txt"
    return [Written(line[2:], line[0] == "+") for line in _lines(file.read_text())]


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line[0] in "+-"]
